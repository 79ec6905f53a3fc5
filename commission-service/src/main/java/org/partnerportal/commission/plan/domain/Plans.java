package org.partnerportal.commission.plan.domain;

import java.util.List;
import java.util.Optional;
import org.partnerportal.kernel.Aggregates;

/** All versions of all plans. */
public interface Plans extends Aggregates<PlanId, PlanVersion, PlanEvent> {

    /** The version with the highest number. */
    Optional<PlanVersion> latest(PlanCode code);

    /** All that are or were in force; they are few. */
    List<PlanVersion> binding();
}
