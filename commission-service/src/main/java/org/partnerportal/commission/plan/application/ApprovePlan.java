package org.partnerportal.commission.plan.application;

import java.time.Clock;
import org.partnerportal.commission.plan.domain.PlanId;
import org.partnerportal.commission.plan.domain.PlanVersion;
import org.partnerportal.commission.plan.domain.Plans;
import org.partnerportal.kernel.Expected;
import org.springframework.stereotype.Service;

/** Approves what someone else has written. */
@Service
public class ApprovePlan {

    private final Plans plans;
    private final Clock clock;

    public ApprovePlan(Plans plans, Clock clock) {
        this.plans = plans;
        this.clock = clock;
    }

    public PlanVersion handle(PlanId id, Expected expected, String approver) {
        return plans.change(id, expected, plan -> plan.approve(approver, clock.instant()));
    }
}
