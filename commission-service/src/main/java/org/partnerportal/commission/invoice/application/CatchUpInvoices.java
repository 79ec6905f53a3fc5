package org.partnerportal.commission.invoice.application;

import java.time.Clock;
import java.util.List;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.invoice.domain.Invoice;
import org.partnerportal.commission.invoice.domain.InvoiceId;
import org.partnerportal.commission.plan.application.CurrentPlans;
import org.partnerportal.commission.plan.domain.PlanState;
import org.partnerportal.commission.plan.domain.PlanVersion;
import org.partnerportal.commission.plan.domain.Plans;
import org.partnerportal.kernel.Expected;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * When a plan has come into force, looks again at the invoices of its time that were there before
 * it. Interrupted, it starts again; what has been entered is not entered again.
 */
@Service
public class CatchUpInvoices {

    private static final int BATCH = 200;

    private final Plans plans;
    private final FindInvoices find;
    private final EarnOnInvoice earn;
    private final Clock clock;

    public CatchUpInvoices(Plans plans, FindInvoices find, EarnOnInvoice earn, Clock clock) {
        this.plans = plans;
        this.find = find;
        this.earn = earn;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 2_000, initialDelay = 5_000)
    @SchedulerLock(name = "catch-up-invoices", lockAtMostFor = "30m")
    public void handle() {
        for (PlanVersion plan : plans.binding()) {
            // An invoice that is stored after we have read past it asks a book that is younger than
            // the plan: nobody's book is older than STALE.
            if (plan.state() instanceof PlanState.InForce force
                    && !force.caughtUp()
                    && clock.instant()
                            .isAfter(force.at().plus(CurrentPlans.STALE.multipliedBy(3)))) {
                catchUp(plan);
            }
        }
    }

    private void catchUp(PlanVersion plan) {
        @Nullable InvoiceId after = null;
        while (true) {
            List<Invoice> batch = find.issuedFrom(plan.terms().validFrom(), after, BATCH);
            batch.forEach(earn::handle);
            if (batch.size() < BATCH) {
                break;
            }
            after = batch.getLast().id();
        }
        plans.change(plan.id(), Expected.any(), PlanVersion::caughtUp);
    }
}
