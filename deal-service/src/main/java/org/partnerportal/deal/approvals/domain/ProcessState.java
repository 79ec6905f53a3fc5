package org.partnerportal.deal.approvals.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where an approval process is; each state holds only what is true in it. */
public sealed interface ProcessState {

    record Pending() implements ProcessState {}

    /**
     * @param by who said the last yes
     */
    record Approved(String by, Instant at) implements ProcessState {}

    record Rejected(String by, Instant at, @Nullable String comment) implements ProcessState {}

    record Voided(VoidReason reason, Instant at) implements ProcessState {}

    /** Why what was decided does not count any more. */
    enum VoidReason {
        /** Another content was submitted. */
        CONTENT_CHANGED,
        /** The same content was submitted once more. */
        RESUBMITTED,
        /** It went back for corrections. */
        RETURNED,
        /** It was taken back, or decided otherwise. */
        CLOSED
    }

    default Name name() {
        return switch (this) {
            case Pending _ -> Name.PENDING;
            case Approved _ -> Name.APPROVED;
            case Rejected _ -> Name.REJECTED;
            case Voided _ -> Name.VOIDED;
        };
    }

    /** The name that the API, the events and the store use. */
    enum Name {
        PENDING,
        APPROVED,
        REJECTED,
        VOIDED
    }
}
