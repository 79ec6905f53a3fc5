package org.partnerportal.deal.conflict.domain;

import java.time.Instant;

/** What can happen to a conflict case. */
public sealed interface ConflictEvent {

    Instant at();

    /** Two sales may be to one customer. */
    record ConflictSuspected(Instant at) implements ConflictEvent {}

    record ConflictResolved(Instant at) implements ConflictEvent {}

    record ConflictAppealed(Instant at) implements ConflictEvent {}

    /** There is nothing left to decide. */
    record ConflictLapsed(Instant at) implements ConflictEvent {}

    /** The decision is final; what ends by it ends now. */
    record ConflictSettled(Instant at) implements ConflictEvent {}
}
