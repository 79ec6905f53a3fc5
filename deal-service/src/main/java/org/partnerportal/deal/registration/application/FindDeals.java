package org.partnerportal.deal.registration.application;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.deal.registration.domain.DealState;
import org.partnerportal.deal.registration.domain.DealType;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;

/** Reads many registrations at once. */
public interface FindDeals {

    Page<Deal> find(Filter filter, PageRequest page);

    /** Approved ones whose protection has ended by now, longest ended first. */
    List<DealId> dueForExpiry(Instant now, int limit);

    /**
     * Running ones whose protection ends by then and that were not reminded of so few days before,
     * next to end first.
     */
    List<DealId> endingBefore(Instant end, int days, Instant now, int limit);

    /** Running ones of which nothing was heard since then and nobody was warned, longest first. */
    List<DealId> quietSince(Instant start, Instant now, int limit);

    /** Running ones about which somebody was warned before then, longest ago first. */
    List<DealId> warnedBefore(Instant end, Instant now, int limit);

    /**
     * What is asked for; what is null is not asked.
     *
     * @param partners only these partners'; empty finds nothing
     * @param state as seen at {@code now}
     * @param customer the beginning of its name, whatever the case
     */
    record Filter(
            @Nullable Set<String> partners,
            DealState.@Nullable Name state,
            @Nullable DealType type,
            @Nullable String productCode,
            @Nullable String customer,
            @Nullable Instant updatedSince,
            @Nullable String reference,
            Instant now) {

        /** Whatever kind of sale it is. */
        public Filter(
                @Nullable Set<String> partners,
                DealState.@Nullable Name state,
                @Nullable String productCode,
                @Nullable String customer,
                @Nullable Instant updatedSince,
                @Nullable String reference,
                Instant now) {
            this(partners, state, null, productCode, customer, updatedSince, reference, now);
        }
    }
}
