package org.partnerportal.messaging.audit;

import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are wanted; what is absent does not matter.
 *
 * @param actor a subject
 * @param about id of a thing
 * @param partnerId an organisation
 * @param from at this instant or later
 * @param to before this instant
 */
public record AuditQuery(
        @Nullable String actor,
        @Nullable String about,
        @Nullable String partnerId,
        AuditEntry.@Nullable Outcome outcome,
        @Nullable Instant from,
        @Nullable Instant to) {

    Document toMongo(@Nullable Long before) {
        var mongo = new Document();
        append(mongo, "entry.who.actor", actor);
        append(mongo, "entry.about", about);
        append(mongo, "entry.who.partnerId", partnerId);
        append(mongo, "entry.outcome", outcome == null ? null : outcome.name());
        var at = new Document();
        append(at, "$gte", from == null ? null : Date.from(from));
        append(at, "$lt", to == null ? null : Date.from(to));
        if (!at.isEmpty()) {
            mongo.append("entry.at", at);
        }
        if (before != null) {
            mongo.append("_id", new Document("$lt", before));
        }
        return mongo;
    }

    private static void append(Document mongo, String field, @Nullable Object value) {
        if (value != null) {
            mongo.append(field, value);
        }
    }
}
