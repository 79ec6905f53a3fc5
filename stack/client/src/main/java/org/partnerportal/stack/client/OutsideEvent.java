package org.partnerportal.stack.client;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** What a CRM or an ERP says on its topic, as a CloudEvent 1.0 in binary mode. */
public final class OutsideEvent {

    public static final String CRM = "crm.events.v1";
    public static final String ERP = "erp.events.v1";

    private OutsideEvent() {}

    /**
     * The id follows from type and subject, so that saying it again is the same event.
     *
     * @param source the system that speaks
     * @param time business time
     */
    public static ProducerRecord<String, byte[]> of(
            String topic,
            String source,
            String type,
            String subject,
            Instant time,
            Map<String, ?> data) {
        var event = new ProducerRecord<String, byte[]>(topic, subject, Json.bytes(data));
        Headers headers = event.headers();
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_id", type + ":" + subject);
        put(headers, "ce_source", source);
        put(headers, "ce_type", type);
        put(headers, "ce_subject", subject);
        put(headers, "ce_time", time.toString());
        put(headers, "content-type", "application/json");
        return event;
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
