package org.partnerportal.commission.invoice.application;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.partnerportal.commission.CommissionSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** Catches what a crash left waiting, and calls someone about what has waited for a day. */
@Service
public class SweepWaitingInvoices {

    private static final Logger log = LoggerFactory.getLogger(SweepWaitingInvoices.class);
    private static final int MOST = 500;

    private final WaitingInvoices waiting;
    private final HearOfInvoice hear;
    private final CommissionSettings settings;

    public SweepWaitingInvoices(
            WaitingInvoices waiting, HearOfInvoice hear, CommissionSettings settings) {
        this.waiting = waiting;
        this.hear = hear;
        this.settings = settings;
    }

    @Scheduled(fixedDelay = 10_000, initialDelay = 10_000)
    @SchedulerLock(name = "waiting-invoices", lockAtMostFor = "2m")
    public void handle() {
        for (WaitingInvoices.Waiting entry : waiting.takeDue(MOST)) {
            entry.invoices()
                    .forEach(invoice -> {
                        try {
                            hear.retry(entry.reference(), invoice);
                        } catch (RuntimeException e) {
                            log.error("Waiting invoice {} cannot be applied", invoice, e);
                        }
                    });
        }
        waiting.newlyOverdue(settings.alarmAfter(), MOST)
                .forEach(entry ->
                        log.error(
                                "Invoices {} wait for {} since {}",
                                entry.invoices(),
                                entry.reference(),
                                entry.since()));
    }
}
