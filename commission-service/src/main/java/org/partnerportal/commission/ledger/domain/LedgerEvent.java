package org.partnerportal.commission.ledger.domain;

import java.time.Instant;

/** What happens in the ledger that others may want to know. */
public sealed interface LedgerEvent {

    Instant at();

    record CommissionAccrued(EntryId line, Instant at) implements LedgerEvent {}

    record CommissionClawedBack(EntryId line, Instant at) implements LedgerEvent {}
}
