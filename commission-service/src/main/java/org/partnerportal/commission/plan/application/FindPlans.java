package org.partnerportal.commission.plan.application;

import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.plan.domain.PlanState;
import org.partnerportal.commission.plan.domain.PlanVersion;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;

/** Reads many versions at once. */
public interface FindPlans {

    /** By code and number; what is null is not asked. */
    Page<PlanVersion> find(@Nullable String code, PlanState.@Nullable Name state, PageRequest page);
}
