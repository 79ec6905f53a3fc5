package org.partnerportal.deal.leads.application;

import java.time.Clock;
import java.time.Instant;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.partnerportal.deal.leads.domain.LeadAction;
import org.partnerportal.deal.leads.domain.LeadId;
import org.partnerportal.deal.leads.domain.Leads;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Does what is due without anybody asking: ends offers that nobody accepted in time, warns and
 * takes back where nothing is heard, and offers to the next partner.
 */
@Service
public class KeepLeadsMoving {

    private static final Logger log = LoggerFactory.getLogger(KeepLeadsMoving.class);

    private final Leads leads;
    private final FindLeads find;
    private final ChangeLead change;
    private final DistributeLead distribute;
    private final LeadSettings settings;
    private final Clock clock;

    KeepLeadsMoving(
            Leads leads,
            FindLeads find,
            ChangeLead change,
            DistributeLead distribute,
            LeadSettings settings,
            Clock clock) {
        this.leads = leads;
        this.find = find;
        this.change = change;
        this.distribute = distribute;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Issues the ordinary command for each; the command itself looks again, so running twice does
     * no harm.
     */
    @Scheduled(
            fixedDelayString = "${portal.deals.leads.timer-every:10s}",
            initialDelayString = "${portal.deals.leads.timer-every:10s}")
    @SchedulerLock(name = "keep-leads-moving", lockAtMostFor = "5m")
    public void run() {
        Instant now = clock.instant();
        for (LeadId id : find.due(now, settings.timerBatch())) {
            try {
                leads.find(id).flatMap(lead -> lead.due(now)).ifPresent(due -> issue(due, id));
            } catch (Refused refused) {
                log.info("Nothing is due of {} after all: {}", id, refused.refusal().code());
            }
        }
    }

    private void issue(LeadAction due, LeadId id) {
        switch (due) {
            case EXPIRE -> change.handle(id, Expected.any(), new ChangeLead.Expire());
            case WARN -> change.handle(id, Expected.any(), new ChangeLead.Warn());
            case LAPSE -> change.handle(id, Expected.any(), new ChangeLead.Lapse());
            case DISTRIBUTE -> distribute.toNext(id, Expected.any());
            case QUALIFY,
                    OFFER,
                    ACCEPT,
                    DECLINE,
                    UPDATE,
                    CONVERT,
                    DISQUALIFY,
                    RECLAIM,
                    ADMIT,
                    REJECT,
                    MARK_DUPLICATE ->
                    throw new IllegalStateException(due + " is never due of itself");
        }
    }
}
