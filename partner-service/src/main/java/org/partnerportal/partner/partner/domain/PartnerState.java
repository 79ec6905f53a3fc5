package org.partnerportal.partner.partner.domain;

import java.time.Instant;

/** Where a partner is in its life; each state holds only what is true in it. */
public sealed interface PartnerState {

    /** Accepted, without an agreement in force yet. */
    record Onboarding() implements PartnerState {}

    /** May do business. */
    record Active(Instant since) implements PartnerState {}

    /** May read, and finish what is open. */
    record Suspended(Instant since, String reason) implements PartnerState {}

    record Terminated(Instant at, String reason) implements PartnerState {}

    /** The import that brought it was undone. */
    record Removed(Instant at) implements PartnerState {}

    /** The name that the API, the events and the store use. */
    default Name name() {
        return switch (this) {
            case Onboarding _ -> Name.ONBOARDING;
            case Active _ -> Name.ACTIVE;
            case Suspended _ -> Name.SUSPENDED;
            case Terminated _ -> Name.TERMINATED;
            case Removed _ -> Name.REMOVED;
        };
    }

    /** What clients read. */
    enum Name {
        ONBOARDING,
        ACTIVE,
        SUSPENDED,
        TERMINATED,
        REMOVED
    }
}
