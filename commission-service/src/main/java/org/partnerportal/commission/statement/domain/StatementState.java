package org.partnerportal.commission.statement.domain;

import java.time.Instant;

/** Where a statement is in its life; an open one is a view of the ledger and stored nowhere. */
public sealed interface StatementState {

    /** The month is over; its figures stand. */
    record Closed(Instant at) implements StatementState {}

    /** The partner has been told. */
    record Issued(Instant closedAt, Instant at) implements StatementState {}

    /** The states' names, as stored and shown. */
    enum Name {
        OPEN,
        CLOSED,
        ISSUED
    }

    default Name name() {
        return switch (this) {
            case Closed _ -> Name.CLOSED;
            case Issued _ -> Name.ISSUED;
        };
    }
}
