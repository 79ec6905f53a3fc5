package org.partnerportal.deal.leads.domain;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.domain.PartnerId;

/**
 * A partner that may be offered a certain lead.
 *
 * @param weight its share where leads are drawn by lot
 * @param openLeads how many it was offered or has at this moment
 * @param capacity how many it can have at once; none: any number
 * @param lastTurn when it was last offered one in turn, as a count of turns; 0: never
 */
public record Candidate(
        PartnerId partner,
        Coverage coverage,
        int weight,
        int openLeads,
        @Nullable Integer capacity,
        long lastTurn) {

    /** The least busy first; the id decides between equals, so that the choice can be repeated. */
    static final Comparator<Candidate> LEAST_BUSY =
            Comparator.comparingInt(Candidate::openLeads).thenComparing(Candidate::name);

    String name() {
        return partner.value();
    }

    /** How many more it can take. */
    int free() {
        return (capacity == null ? Integer.MAX_VALUE : capacity) - openLeads;
    }
}
