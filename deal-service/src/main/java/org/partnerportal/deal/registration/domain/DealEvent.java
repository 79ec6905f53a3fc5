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

    record DealStageChanged(Instant at) implements DealEvent {}

    record DealWon(Instant at) implements DealEvent {}

    record DealLost(Instant at) implements DealEvent {}

    /** Taken over from an earlier system; nobody is notified. */
    record DealImported(Instant at) implements DealEvent {}

    record DealRemoved(Instant at) implements DealEvent {}
}
