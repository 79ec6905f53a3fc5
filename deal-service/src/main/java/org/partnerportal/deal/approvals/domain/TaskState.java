package org.partnerportal.deal.approvals.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.Deadline;

/** Where one step of a process is; each state holds only what is true in it. */
public sealed interface TaskState {

    /** For the steps before it. */
    record Waiting() implements TaskState {}

    /**
     * Those who are asked can decide.
     *
     * @param due none: it may take as long as it takes
     */
    record Pending(@Nullable Deadline due) implements TaskState {}

    /** Those who are asked can decide, and the role that it was escalated to. */
    record Escalated(@Nullable Deadline due, Instant at, Reason reason) implements TaskState {}

    record Approved(Instant at) implements TaskState {}

    record Rejected(Instant at) implements TaskState {}

    /** What was decided about it does not count any more. */
    record Voided(Instant at) implements TaskState {}

    /** Why more people are asked. */
    enum Reason {
        OVERDUE,
        /** Somebody who is asked may not decide, because he submitted it. */
        SUBMITTER_ASKED
    }

    default Name name() {
        return switch (this) {
            case Waiting _ -> Name.WAITING;
            case Pending _ -> Name.PENDING;
            case Escalated _ -> Name.ESCALATED;
            case Approved _ -> Name.APPROVED;
            case Rejected _ -> Name.REJECTED;
            case Voided _ -> Name.VOIDED;
        };
    }

    /** The name that the API, the events and the store use. */
    enum Name {
        WAITING,
        PENDING,
        ESCALATED,
        APPROVED,
        REJECTED,
        VOIDED
    }
}
