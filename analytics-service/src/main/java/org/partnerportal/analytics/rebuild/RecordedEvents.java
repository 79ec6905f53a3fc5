package org.partnerportal.analytics.rebuild;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.partnerportal.messaging.Envelope;
import org.partnerportal.messaging.EventSchemas;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads records of our own topics with the live side's rules: a type without a contract is passed
 * over, and what is no event or breaks its contract is not used.
 */
@Component
class RecordedEvents {

    private final EventSchemas schemas;
    private final JsonMapper json;

    RecordedEvents(EventSchemas schemas, JsonMapper json) {
        this.schemas = schemas;
        this.json = json;
    }

    /**
     * @return nothing for a type that has no contract
     * @throws Unreadable for what the live side would have set aside
     */
    Optional<Envelope> read(ConsumerRecord<byte[], byte[]> record) {
        String type = required(record, "ce_type");
        int dot = type.indexOf('.');
        if (!schemas.knows(type) || !record.topic().startsWith(type.substring(0, dot + 1))) {
            return Optional.empty();
        }
        String id = required(record, "ce_id");
        String source = required(record, "ce_source");
        JsonNode data = data(record);
        if (!schemas.breaches(type, data).isEmpty()) {
            throw new Unreadable();
        }
        String subject = header(record, "ce_subject");
        if (subject == null && record.key() == null) {
            throw new Unreadable();
        }
        Instant recordedAt = Instant.ofEpochMilli(record.timestamp());
        return Optional.of(
                new Envelope(
                        id,
                        source,
                        type,
                        subject == null
                                ? new String(record.key(), StandardCharsets.UTF_8)
                                : subject,
                        time(header(record, "ce_time"), recordedAt),
                        header(record, "ce_partnerid"),
                        source,
                        id,
                        null,
                        version(header(record, "ce_aggregateversion")),
                        1,
                        data,
                        recordedAt,
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        json));
    }

    private JsonNode data(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null || record.value().length == 0) {
            throw new Unreadable();
        }
        try {
            return json.readTree(record.value());
        } catch (JacksonException _) {
            throw new Unreadable();
        }
    }

    private static Instant time(@Nullable String time, Instant otherwise) {
        try {
            return time == null ? otherwise : OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeException _) {
            throw new Unreadable();
        }
    }

    private static long version(@Nullable String version) {
        try {
            return version == null ? 0 : Long.parseLong(version);
        } catch (NumberFormatException _) {
            throw new Unreadable();
        }
    }

    private static String required(ConsumerRecord<byte[], byte[]> record, String name) {
        String value = header(record, name);
        if (value == null || value.isBlank()) {
            throw new Unreadable();
        }
        return value;
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null
                ? null
                : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** No event, or one that breaks its contract. */
    static final class Unreadable extends RuntimeException {
        Unreadable() {
            super("No readable event", null, false, false);
        }
    }
}
