package org.partnerportal.deal.approvals.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants a version of a chain to say; nothing is checked yet.
 *
 * @param appliesFrom submissions from this instant on; none: from now on
 * @param oneDecisionEach whether a person decides one step of a process at most
 */
public record ChainTerms(
        @Nullable Instant appliesFrom, boolean oneDecisionEach, List<ApprovalStep> steps) {

    public ChainTerms {
        steps = List.copyOf(steps);
    }
}
