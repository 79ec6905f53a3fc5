package org.partnerportal.messaging;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns a Kafka record into an envelope, or says precisely why it cannot; the same rules for
 * consumers and for whoever reads a topic again.
 */
public final class EnvelopeReader {

    private final JsonMapper json;
    private final EventSchemas schemas;
    private final MessagingSettings.Consumer settings;

    EnvelopeReader(JsonMapper json, EventSchemas schemas, MessagingSettings settings) {
        this.json = json;
        this.schemas = schemas;
        this.settings = settings.consumer();
    }

    /**
     * @return the event; nothing for a type that this suite knows by name and does not use
     * @throws UnreadableRecord when it is no event, or breaks its contract
     */
    public Optional<Envelope> read(ConsumerRecord<byte[], byte[]> record) {
        Headers headers = record.headers();
        String type = required(headers, CloudEventHeaders.TYPE);
        boolean outside = settings.outsideTopics().contains(record.topic());
        boolean known = schemas.knows(type) && belongs(type, record.topic());
        if (!known && (!outside || settings.toleratedTypes().contains(type))) {
            return Optional.empty();
        }
        if (!known) {
            throw new UnreadableRecord(
                    DeadLetterReason.UNKNOWN_TYPE, "No contract for " + type + " on this topic");
        }
        String id = required(headers, CloudEventHeaders.ID);
        String source = required(headers, CloudEventHeaders.SOURCE);
        JsonNode data = data(record.value());
        List<String> breaches = schemas.breaches(type, data);
        if (!breaches.isEmpty()) {
            throw new UnreadableRecord(
                    DeadLetterReason.BREAKS_CONTRACT, String.join("; ", breaches));
        }
        String subject =
                Optional.ofNullable(CloudEventHeaders.read(headers, CloudEventHeaders.SUBJECT))
                        .or(() -> Optional.ofNullable(key(record)))
                        .orElseThrow(() ->
                                new UnreadableRecord(
                                        DeadLetterReason.NOT_AN_EVENT,
                                        "Neither ce_subject nor a key"));
        return Optional.of(
                new Envelope(
                        id,
                        source,
                        type,
                        subject,
                        time(headers, record),
                        CloudEventHeaders.read(headers, CloudEventHeaders.PARTNER_ID),
                        Optional.ofNullable(
                                        CloudEventHeaders.read(headers, CloudEventHeaders.ACTOR))
                                .orElse(source),
                        Optional.ofNullable(
                                        CloudEventHeaders.read(
                                                headers, CloudEventHeaders.CORRELATION_ID))
                                .orElse(id),
                        CloudEventHeaders.read(headers, CloudEventHeaders.CAUSATION_ID),
                        number(headers, CloudEventHeaders.AGGREGATE_VERSION, 0),
                        schemaVersion(headers),
                        data,
                        Instant.ofEpochMilli(record.timestamp()),
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        json));
    }

    static @Nullable String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
    }

    /**
     * A context's facts come on its own topic: {@code deal.won} on {@code deal.events.v1} and
     * nowhere else.
     */
    private static boolean belongs(String type, String topic) {
        return topic.startsWith(type.substring(0, type.indexOf('.') + 1));
    }

    private JsonNode data(byte @Nullable [] value) {
        if (value == null || value.length == 0) {
            throw new UnreadableRecord(DeadLetterReason.UNDECODABLE, "The record has no value");
        }
        try {
            return json.readTree(value);
        } catch (JacksonException e) {
            throw new UnreadableRecord(
                    DeadLetterReason.UNDECODABLE,
                    "The value is not JSON: " + e.getOriginalMessage());
        }
    }

    private static String required(Headers headers, String name) {
        String value = CloudEventHeaders.read(headers, name);
        if (value == null || value.isBlank()) {
            throw new UnreadableRecord(
                    DeadLetterReason.NOT_AN_EVENT, "Header " + name + " is missing");
        }
        return value;
    }

    private static Instant time(Headers headers, ConsumerRecord<byte[], byte[]> record) {
        String value = CloudEventHeaders.read(headers, CloudEventHeaders.TIME);
        if (value == null) {
            return Instant.ofEpochMilli(record.timestamp());
        }
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException e) {
            throw new UnreadableRecord(
                    DeadLetterReason.NOT_AN_EVENT, "Header ce_time is no RFC 3339 time: " + value);
        }
    }

    private static int schemaVersion(Headers headers) {
        long version = number(headers, CloudEventHeaders.SCHEMA_VERSION, 1);
        if (version < 1 || version > Integer.MAX_VALUE) {
            throw new UnreadableRecord(
                    DeadLetterReason.NOT_AN_EVENT,
                    "Header ce_schemaversion is no version: " + version);
        }
        return (int) version;
    }

    private static long number(Headers headers, String name, long otherwise) {
        String value = CloudEventHeaders.read(headers, name);
        try {
            return value == null ? otherwise : Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new UnreadableRecord(
                    DeadLetterReason.NOT_AN_EVENT, "Header " + name + " is no number: " + value);
        }
    }
}
