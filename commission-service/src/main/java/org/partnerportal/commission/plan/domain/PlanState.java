package org.partnerportal.commission.plan.domain;

import java.time.Instant;
import java.time.LocalDate;

/** Where a version of a plan is in its life. */
public sealed interface PlanState {

    /** Still being written. */
    record Draft() implements PlanState {}

    /** Its terms stand; it binds nobody yet. */
    record Approved(String by, Instant at) implements PlanState {}

    /**
     * Binding from its first day on, for ever as it is.
     *
     * @param caughtUp whether invoices that were there before it have been looked at again
     */
    record InForce(String approvedBy, Instant at, boolean caughtUp) implements PlanState {}

    /**
     * A later version has taken over; invoices of its own time still earn under it.
     *
     * @param until exclusive: the first day of the later version
     */
    record Superseded(String approvedBy, Instant at, LocalDate until) implements PlanState {}

    /** The states' names, as stored and shown. */
    enum Name {
        DRAFT,
        APPROVED,
        IN_FORCE,
        SUPERSEDED
    }

    default Name name() {
        return switch (this) {
            case Draft _ -> Name.DRAFT;
            case Approved _ -> Name.APPROVED;
            case InForce _ -> Name.IN_FORCE;
            case Superseded _ -> Name.SUPERSEDED;
        };
    }
}
