package org.partnerportal.messaging;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Records as they come from a broker, sound ones and others. */
final class Records {

    static final String OWN = "sample.events.v1";
    static final String OUTSIDE = "outside.events.v1";
    static final long TAKEN_AT = 1_770_000_000_000L;

    private Records() {}

    static Map<String, String> attributes(String type) {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("ce_specversion", "1.0");
        attributes.put("ce_id", "id-1");
        attributes.put("ce_source", "/somewhere");
        attributes.put("ce_type", type);
        attributes.put("ce_time", "2026-02-03T04:05:06+02:00");
        return attributes;
    }

    /** A sound event of the outside system. */
    static ConsumerRecord<byte[], byte[]> measured(@Nullable String key, long offset, int value) {
        Map<String, String> attributes = attributes("outside.measured");
        attributes.put("ce_id", "m" + offset);
        return record(OUTSIDE, key, offset, attributes, "{\"value\": " + value + "}");
    }

    static ConsumerRecord<byte[], byte[]> record(
            String topic,
            @Nullable String key,
            long offset,
            Map<String, String> attributes,
            @Nullable String value) {
        var headers = new RecordHeaders();
        attributes.forEach(
                (name, text) -> headers.add(name, text.getBytes(StandardCharsets.UTF_8)));
        return new ConsumerRecord<>(
                topic,
                0,
                offset,
                TAKEN_AT,
                TimestampType.CREATE_TIME,
                0,
                0,
                bytes(key),
                bytes(value),
                headers,
                Optional.empty());
    }

    @SuppressWarnings("NullAway") // a record's key and value may be null
    private static byte[] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
