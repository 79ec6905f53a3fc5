package org.partnerportal.commission.plan.application;

import java.time.Clock;
import java.time.LocalDate;
import org.partnerportal.commission.CommissionSettings;
import org.partnerportal.commission.plan.domain.PlanId;
import org.partnerportal.commission.plan.domain.PlanVersion;
import org.partnerportal.commission.plan.domain.Plans;
import org.partnerportal.kernel.Expected;
import org.springframework.stereotype.Service;

/** Makes an approved version binding from its first day on. */
@Service
public class ActivatePlan {

    private final Plans plans;
    private final Clock clock;
    private final CommissionSettings settings;

    public ActivatePlan(Plans plans, Clock clock, CommissionSettings settings) {
        this.plans = plans;
        this.clock = clock;
        this.settings = settings;
    }

    public PlanVersion handle(PlanId id, Expected expected) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), settings.zone());
        return plans.change(id, expected, plan -> plan.activate(today, clock.instant()));
    }
}
