package org.partnerportal.commission.plan.domain;

import java.time.Instant;

/** What happens to plans that others may want to know. */
public sealed interface PlanEvent {

    Instant at();

    /** A version has become binding. */
    record PlanInForce(PlanId plan, Instant at) implements PlanEvent {}
}
