package org.partnerportal.deal.conflict.application;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.conflict.domain.ConflictCase;
import org.partnerportal.deal.conflict.domain.ConflictId;
import org.partnerportal.deal.conflict.domain.ConflictState;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;

/** Reads many conflict cases at once. */
public interface FindConflicts {

    Page<ConflictCase> find(Filter filter, PageRequest page);

    /** All of one sale. */
    List<ConflictCase> of(String saleId);

    /** Cases whose decision is final by now, and what follows from it has not been done. */
    List<ConflictId> dueForSettlement(Instant now, int limit);

    /**
     * What is asked for; what is null is not asked.
     *
     * @param partners only cases of these; empty finds nothing
     * @param overdueAt only those that should have been decided by then
     */
    record Filter(
            @Nullable Set<String> partners,
            ConflictState.@Nullable Name state,
            @Nullable String saleId,
            @Nullable Instant overdueAt) {}
}
