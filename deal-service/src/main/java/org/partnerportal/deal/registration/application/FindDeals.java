package org.partnerportal.deal.registration.application;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.deal.registration.domain.DealState;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;

/** Reads many registrations at once. */
public interface FindDeals {

    Page<Deal> find(Filter filter, PageRequest page);

    /** Approved ones whose protection has ended by now, longest ended first. */
    List<DealId> dueForExpiry(Instant now, int limit);

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
            @Nullable String productCode,
            @Nullable String customer,
            @Nullable Instant updatedSince,
            @Nullable String reference,
            Instant now) {}
}
