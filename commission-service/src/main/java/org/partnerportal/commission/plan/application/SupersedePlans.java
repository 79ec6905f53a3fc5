package org.partnerportal.commission.plan.application;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.partnerportal.commission.CommissionSettings;
import org.partnerportal.commission.plan.domain.PlanState;
import org.partnerportal.commission.plan.domain.PlanVersion;
import org.partnerportal.commission.plan.domain.Plans;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Expected;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Marks versions whose successor's first day has come. What an invoice earns does not wait for
 * this: it goes by the versions' first days.
 */
@Service
public class SupersedePlans {

    private final Plans plans;
    private final Clock clock;
    private final CommissionSettings settings;

    public SupersedePlans(Plans plans, Clock clock, CommissionSettings settings) {
        this.plans = plans;
        this.clock = clock;
        this.settings = settings;
    }

    @Scheduled(fixedDelay = 60_000, initialDelay = 10_000)
    @SchedulerLock(name = "supersede-plans", lockAtMostFor = "2m")
    public void handle() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), settings.zone());
        List<PlanVersion> binding = plans.binding();
        for (PlanVersion plan : binding) {
            if (plan.state() instanceof PlanState.InForce force && force.caughtUp()) {
                binding.stream()
                        .filter(next ->
                                next.code().equals(plan.code()) && next.number() > plan.number())
                        .map(next -> next.terms().validFrom())
                        .filter(first -> !first.isAfter(today))
                        .min(LocalDate::compareTo)
                        .ifPresent(first ->
                                plans.change(
                                        plan.id(),
                                        Expected.any(),
                                        current ->
                                                current.state() instanceof PlanState.InForce
                                                        ? current.supersede(first)
                                                        : Decided.of(current)));
            }
        }
    }
}
