package org.partnerportal.messaging;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The Kafka binding of CloudEvents 1.0, binary content mode, with this suite's extension
 * attributes.
 */
final class CloudEventHeaders {

    static final String ID = "ce_id";
    static final String SOURCE = "ce_source";
    static final String TYPE = "ce_type";
    static final String SPEC_VERSION = "ce_specversion";
    static final String SUBJECT = "ce_subject";
    static final String TIME = "ce_time";
    static final String DATA_SCHEMA = "ce_dataschema";
    static final String PARTNER_ID = "ce_partnerid";
    static final String ACTOR = "ce_actor";
    static final String CORRELATION_ID = "ce_correlationid";
    static final String CAUSATION_ID = "ce_causationid";
    static final String AGGREGATE_VERSION = "ce_aggregateversion";
    static final String SCHEMA_VERSION = "ce_schemaversion";

    /** Not of CloudEvents: W3C Trace Context, as every tracing library reads it. */
    static final String TRACEPARENT = "traceparent";

    private CloudEventHeaders() {}

    static void write(Headers headers, String source, String subject, PendingEvent event) {
        put(headers, SPEC_VERSION, "1.0");
        put(headers, ID, event.id());
        put(headers, SOURCE, source);
        put(headers, TYPE, event.type());
        put(headers, SUBJECT, subject);
        put(headers, TIME, event.time().toString());
        put(
                headers,
                DATA_SCHEMA,
                "https://partnerportal.dev/events/" + event.type() + ".v" + event.schemaVersion());
        put(headers, "content-type", "application/json");
        put(headers, PARTNER_ID, event.partnerId());
        put(headers, ACTOR, event.actor());
        put(headers, CORRELATION_ID, event.correlationId());
        put(headers, CAUSATION_ID, event.causationId());
        put(headers, AGGREGATE_VERSION, Long.toString(event.aggregateVersion()));
        put(headers, SCHEMA_VERSION, Integer.toString(event.schemaVersion()));
        put(headers, TRACEPARENT, event.traceparent());
    }

    static @Nullable String read(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? null
                : new String(header.value(), StandardCharsets.UTF_8);
    }

    static void put(Headers headers, String name, @Nullable String value) {
        if (value != null) {
            headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }
}
