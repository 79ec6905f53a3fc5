package org.partnerportal.commission.statement.domain;

import java.time.Instant;

/** What happens to statements that others may want to know. */
public sealed interface StatementEvent {

    Instant at();

    record StatementClosed(StatementId statement, Instant at) implements StatementEvent {}

    record StatementIssued(StatementId statement, Instant at) implements StatementEvent {}
}
