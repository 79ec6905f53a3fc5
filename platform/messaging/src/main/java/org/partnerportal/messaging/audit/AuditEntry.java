package org.partnerportal.messaging.audit;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.CommandContext;

/**
 * One thing that somebody did or was refused. Holds ids, codes and digests only: no personal data,
 * no free text, no token.
 *
 * @param id follows from the change itself, so that the same change is never recorded twice
 * @param at when; for refusals that were counted together, the first of them
 * @param action what was asked for: method and route, {@code event} for what an event caused,
 *     {@code job} for what no one asked for
 * @param about ids of the things concerned
 * @param change what became of the thing; for changes only
 * @param refusal why not; for refusals only
 * @param purge what was deleted from the chain; for purges only
 * @param reason the reason code that the command gave, where it has one
 */
public record AuditEntry(
        String id,
        Instant at,
        Outcome outcome,
        AuditedCaller who,
        String action,
        List<String> about,
        @Nullable AuditedChange change,
        @Nullable AuditedRefusal refusal,
        @Nullable AuditedPurge purge,
        @Nullable String reason,
        String correlationId,
        @Nullable String causationId) {

    /** What came of it. */
    public enum Outcome {
        /** A document was changed; the entry was written together with the change. */
        CHANGED,
        /** Somebody was refused. */
        REFUSED,
        /** Work was ordered that is not one document's change; recorded before it began. */
        ORDERED,
        /** Old entries were deleted, as the retention says. */
        PURGED
    }

    /**
     * @param actor subject of a user or a machine; {@code system} for events and jobs
     * @param impersonator who really sat there, where one person acted as another
     * @param client the application
     * @param partnerId the organisation that the actor acts for, else the one that it was about
     * @param roles at that moment, sorted
     */
    public record AuditedCaller(
            String actor,
            @Nullable String impersonator,
            @Nullable String client,
            @Nullable String partnerId,
            List<String> roles) {

        /** As the running command names its caller. */
        static AuditedCaller of(CommandContext context, @Nullable String aboutPartner) {
            CommandContext.Origin origin = context.origin();
            if (origin == null) {
                return new AuditedCaller(context.actor(), null, null, aboutPartner, List.of());
            }
            return new AuditedCaller(
                    context.actor(),
                    origin.impersonator(),
                    origin.client(),
                    origin.partnerId() != null ? origin.partnerId() : aboutPartner,
                    origin.roles().stream().sorted().toList());
        }
    }

    /**
     * @param type of the thing: the collection's name
     * @param versionBefore none for a new thing
     * @param digestBefore SHA-256 of the state that was stored; none for a new thing
     * @param digestAfter SHA-256 of the state that is stored now
     * @param events types of the events that it caused
     */
    public record AuditedChange(
            String type,
            @Nullable Long versionBefore,
            long versionAfter,
            @Nullable String digestBefore,
            String digestAfter,
            List<String> events) {}

    /**
     * @param code of the problem
     * @param status of the answer
     * @param count how many alike were counted together
     * @param until when the last of them was
     */
    public record AuditedRefusal(String code, int status, long count, Instant until) {}

    /**
     * @param through the last sequence that was deleted
     * @param hash of that entry, from which the chain goes on
     */
    public record AuditedPurge(long through, String hash) {}

    Document toDocument() {
        var document =
                new Document("id", id)
                        .append("at", Date.from(at))
                        .append("outcome", outcome.name())
                        .append("who", toDocument(who))
                        .append("action", action)
                        .append("about", about);
        if (change != null) {
            var it =
                    new Document("type", change.type())
                            .append("versionAfter", change.versionAfter())
                            .append("digestAfter", change.digestAfter())
                            .append("events", change.events());
            appendPresent(it, "versionBefore", change.versionBefore());
            appendPresent(it, "digestBefore", change.digestBefore());
            document.append("change", it);
        }
        if (refusal != null) {
            document.append(
                    "refusal",
                    new Document("code", refusal.code())
                            .append("status", refusal.status())
                            .append("count", refusal.count())
                            .append("until", Date.from(refusal.until())));
        }
        if (purge != null) {
            document.append(
                    "purge", new Document("through", purge.through()).append("hash", purge.hash()));
        }
        appendPresent(document, "reason", reason);
        document.append("correlationId", correlationId);
        appendPresent(document, "causationId", causationId);
        return document;
    }

    private static Document toDocument(AuditedCaller who) {
        var document = new Document("actor", who.actor()).append("roles", who.roles());
        appendPresent(document, "impersonator", who.impersonator());
        appendPresent(document, "client", who.client());
        appendPresent(document, "partnerId", who.partnerId());
        return document;
    }

    private static void appendPresent(Document document, String field, @Nullable Object value) {
        if (value != null) {
            document.append(field, value);
        }
    }

    static AuditEntry from(Document document) {
        Document who = part(document, "who");
        Document change = document.get("change", Document.class);
        Document refusal = document.get("refusal", Document.class);
        Document purge = document.get("purge", Document.class);
        return new AuditEntry(
                text(document, "id"),
                document.getDate("at").toInstant(),
                Outcome.valueOf(text(document, "outcome")),
                new AuditedCaller(
                        text(who, "actor"),
                        who.getString("impersonator"),
                        who.getString("client"),
                        who.getString("partnerId"),
                        who.getList("roles", String.class, List.of())),
                text(document, "action"),
                document.getList("about", String.class, List.of()),
                change == null ? null : change(change),
                refusal == null
                        ? null
                        : new AuditedRefusal(
                                text(refusal, "code"),
                                refusal.getInteger("status", 0),
                                number(refusal, "count"),
                                refusal.getDate("until").toInstant()),
                purge == null
                        ? null
                        : new AuditedPurge(number(purge, "through"), text(purge, "hash")),
                document.getString("reason"),
                text(document, "correlationId"),
                document.getString("causationId"));
    }

    private static AuditedChange change(Document change) {
        return new AuditedChange(
                text(change, "type"),
                change.get("versionBefore") == null ? null : number(change, "versionBefore"),
                number(change, "versionAfter"),
                change.getString("digestBefore"),
                text(change, "digestAfter"),
                change.getList("events", String.class, List.of()));
    }

    private static Document part(Document document, String field) {
        return Objects.requireNonNull(document.get(field, Document.class), field);
    }

    private static String text(Document document, String field) {
        return Objects.requireNonNull(document.getString(field), field);
    }

    private static long number(Document document, String field) {
        return ((Number) Objects.requireNonNull(document.get(field), field)).longValue();
    }
}
