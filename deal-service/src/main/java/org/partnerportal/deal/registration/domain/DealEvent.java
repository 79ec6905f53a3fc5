package org.partnerportal.deal.registration.domain;

import java.time.Instant;

/** What can happen to a registration; how it stands afterwards is in the registration itself. */
public sealed interface DealEvent {

    /** When it happened in the business, which may be long before we heard of it. */
    Instant at();

    record DealSubmitted(Instant at) implements DealEvent {}

    record DealReturned(Instant at) implements DealEvent {}

    record DealApproved(Instant at) implements DealEvent {}

    record DealRejected(Instant at) implements DealEvent {}

    record DealWithdrawn(Instant at) implements DealEvent {}

    record DealExpired(Instant at) implements DealEvent {}

    record DealRevoked(Instant at) implements DealEvent {}

    /** What was approved has changed so much that it has to be approved again. */
    record DealReopened(Instant at) implements DealEvent {}

    record DealExtensionRequested(Instant at) implements DealEvent {}

    record DealExtended(Instant at) implements DealEvent {}

    record DealExtensionRefused(Instant at) implements DealEvent {}

    /** Nothing has been heard of the sale for too long. */
    record DealInactivityWarned(Instant at) implements DealEvent {}

    /** The protection ends soon. */
    record DealProtectionEnding(Instant at) implements DealEvent {}

    record DealStageChanged(Instant at) implements DealEvent {}

    record DealWon(Instant at) implements DealEvent {}

    record DealLost(Instant at) implements DealEvent {}

    /** Taken over from an earlier system; nobody is notified. */
    record DealImported(Instant at) implements DealEvent {}

    record DealRemoved(Instant at) implements DealEvent {}
}
