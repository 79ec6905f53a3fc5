package org.partnerportal.deal.leads.persistence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.leads.application.FindLeads.Filter;
import org.partnerportal.deal.leads.domain.LeadState;
import org.partnerportal.deal.registration.domain.PartnerId;

/**
 * What is asked of leads, as the store is asked. States are those at the moment of the question.
 */
final class LeadQuery {

    private static final String STATUS = "state.status.name";
    private static final String CURRENT = "state.current";
    private static final String SEEN = "state.seen";
    private static final String RECIPIENTS = "state.status.recipients";

    private LeadQuery() {}

    static Document of(Filter filter) {
        var all = new ArrayList<Document>();
        PartnerId reader = filter.reader();
        LeadState.Name state = filter.state();
        if (reader != null) {
            all.add(seenBy(reader, state, filter.now()));
        } else if (state != null) {
            all.add(inState(state, filter.now()));
        }
        if (filter.managed() != null) {
            all.add(
                    or(
                            new Document(CURRENT, new Document("$exists", false)),
                            new Document(
                                    CURRENT, new Document("$in", List.copyOf(filter.managed())))));
        }
        if (filter.updatedSince() != null) {
            all.add(
                    new Document(
                            "updatedAt", new Document("$gte", Date.from(filter.updatedSince()))));
        }
        addEqual(all, "state.origin", Objects.toString(filter.origin(), null));
        addEqual(all, "state.programme", filter.programme());
        addEqual(all, "state.organisation.country", filter.country());
        addEqual(all, CURRENT, filter.partner());
        return switch (all.size()) {
            case 0 -> new Document();
            case 1 -> all.getFirst();
            default -> new Document("$and", all);
        };
    }

    private static void addEqual(List<Document> all, String field, @Nullable String value) {
        if (value != null) {
            all.add(new Document(field, value));
        }
    }

    /**
     * An offer that nobody can accept any more has been taken back, whether a timer came or not.
     */
    private static Document inState(LeadState.Name state, Instant now) {
        var stored = new Document(STATUS, state.name());
        return switch (state) {
            case OFFERED -> and(stored, anyRecipient("$gt", now, null));
            case RECLAIMED ->
                    or(
                            stored,
                            and(
                                    new Document(STATUS, LeadState.Name.OFFERED.name()),
                                    new Document("$nor", List.of(anyRecipient("$gt", now, null)))));
            case NEW,
                    QUALIFIED,
                    DECLINED,
                    UNASSIGNABLE,
                    SUBMITTED,
                    ACCEPTED_BY_VENDOR,
                    REJECTED,
                    DUPLICATE,
                    ACCEPTED,
                    WORKING,
                    CONVERTED,
                    DISQUALIFIED ->
                    stored;
        };
    }

    private static Document seenBy(PartnerId reader, LeadState.@Nullable Name state, Instant now) {
        if (state == null) {
            return new Document(
                    SEEN,
                    new Document(
                            "$in",
                            Arrays.stream(LeadState.Name.values())
                                    .map(each -> LeadDocument.seen(reader, each))
                                    .toList()));
        }
        var stored = new Document(SEEN, LeadDocument.seen(reader, state));
        return switch (state) {
            case OFFERED -> and(stored, anyRecipient("$gt", now, reader));
            case RECLAIMED ->
                    or(
                            stored,
                            and(
                                    new Document(
                                            SEEN,
                                            LeadDocument.seen(reader, LeadState.Name.OFFERED)),
                                    anyRecipient("$lte", now, reader)));
            case NEW,
                    QUALIFIED,
                    DECLINED,
                    UNASSIGNABLE,
                    SUBMITTED,
                    ACCEPTED_BY_VENDOR,
                    REJECTED,
                    DUPLICATE,
                    ACCEPTED,
                    WORKING,
                    CONVERTED,
                    DISQUALIFIED ->
                    stored;
        };
    }

    private static Document anyRecipient(
            String comparison, Instant now, @Nullable PartnerId partner) {
        var match = new Document("acceptBy", new Document(comparison, Date.from(now)));
        if (partner != null) {
            match.append("partnerId", partner.value());
        }
        return new Document(RECIPIENTS, new Document("$elemMatch", match));
    }

    private static Document and(Document first, Document second) {
        return new Document("$and", List.of(first, second));
    }

    private static Document or(Document first, Document second) {
        return new Document("$or", List.of(first, second));
    }
}
