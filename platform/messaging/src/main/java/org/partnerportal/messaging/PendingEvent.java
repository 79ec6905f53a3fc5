package org.partnerportal.messaging;

import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** An event that lies in its aggregate's document until the broker has it. */
record PendingEvent(
        String id,
        String type,
        int schemaVersion,
        Instant time,
        @Nullable String partnerId,
        String actor,
        String correlationId,
        @Nullable String causationId,
        long aggregateVersion,
        String data,
        @Nullable String traceparent) {

    Document toDocument() {
        var document =
                new Document("id", id)
                        .append("type", type)
                        .append("schemaVersion", schemaVersion)
                        .append("time", Date.from(time))
                        .append("actor", actor)
                        .append("correlationId", correlationId)
                        .append("aggregateVersion", aggregateVersion)
                        .append("data", data);
        if (partnerId != null) {
            document.append("partnerId", partnerId);
        }
        if (causationId != null) {
            document.append("causationId", causationId);
        }
        if (traceparent != null) {
            document.append("traceparent", traceparent);
        }
        return document;
    }

    static PendingEvent from(Document document) {
        return new PendingEvent(
                text(document, "id"),
                text(document, "type"),
                document.getInteger("schemaVersion", 1),
                document.getDate("time").toInstant(),
                document.getString("partnerId"),
                text(document, "actor"),
                text(document, "correlationId"),
                document.getString("causationId"),
                ((Number) Objects.requireNonNull(document.get("aggregateVersion"))).longValue(),
                text(document, "data"),
                document.getString("traceparent"));
    }

    /** The same event as part of that trace; unchanged where there is none. */
    PendingEvent tracedBy(@Nullable String running) {
        return running == null
                ? this
                : new PendingEvent(
                        id,
                        type,
                        schemaVersion,
                        time,
                        partnerId,
                        actor,
                        correlationId,
                        causationId,
                        aggregateVersion,
                        data,
                        running);
    }

    private static String text(Document document, String field) {
        return Objects.requireNonNull(document.getString(field), field);
    }
}
