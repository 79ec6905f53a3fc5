package org.partnerportal.deal.approvals.domain;

import java.time.Instant;
import java.util.Set;

/** What can happen to an approval process; how it stands afterwards is in the process itself. */
public sealed interface ApprovalEvent {

    Instant at();

    /**
     * Somebody is asked.
     *
     * @param steps that can be decided from now on
     */
    record ApprovalRequested(Instant at, Set<String> steps) implements ApprovalEvent {
        public ApprovalRequested {
            steps = Set.copyOf(steps);
        }
    }

    record StepApproved(Instant at, String step) implements ApprovalEvent {}

    /** All steps are approved. */
    record ApprovalGranted(Instant at) implements ApprovalEvent {}

    record ApprovalRefused(Instant at, String step) implements ApprovalEvent {}

    record ApprovalVoided(Instant at) implements ApprovalEvent {}

    record ApprovalEscalated(Instant at, String step) implements ApprovalEvent {}
}
