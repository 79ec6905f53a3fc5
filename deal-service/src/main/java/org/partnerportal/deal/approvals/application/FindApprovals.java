package org.partnerportal.deal.approvals.application;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.approvals.domain.ApprovalProcess;
import org.partnerportal.deal.approvals.domain.ProcessId;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;

/** Reads many approval processes at once. */
public interface FindApprovals {

    /** Undecided ones that may wait for somebody, those that are due first at the beginning. */
    Page<ApprovalProcess> open(Asked asked, PageRequest page);

    /** All about a subject, the latest first. */
    Page<ApprovalProcess> of(String subjectType, String subjectId, PageRequest page);

    Optional<ApprovalProcess> latestOf(String subjectType, String subjectId);

    /** Those with a step that is late and not escalated yet, the latest of them first. */
    List<ProcessId> dueForEscalation(Instant now, int limit);

    /**
     * Whom the steps must ask; what is null is not asked.
     *
     * @param roles any of them
     * @param people any of them, by subject
     * @param decider who looks: what he may not decide is left out
     * @param owners only things of these organisations
     * @param dueBefore only what is due before this instant
     */
    record Asked(
            Set<String> roles,
            Set<String> people,
            String decider,
            @Nullable Set<String> owners,
            @Nullable Instant dueBefore) {}
}
