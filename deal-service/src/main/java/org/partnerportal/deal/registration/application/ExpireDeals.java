package org.partnerportal.deal.registration.application;

import java.time.Clock;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.partnerportal.deal.registration.application.ChangeDeal.Expire;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Says of registrations whose protection has ended that it has; readers have treated them so since
 * that instant.
 */
@Service
public class ExpireDeals {

    private static final Logger log = LoggerFactory.getLogger(ExpireDeals.class);

    private final FindDeals find;
    private final ChangeDeal change;
    private final Programme programme;
    private final Clock clock;

    ExpireDeals(FindDeals find, ChangeDeal change, Programme programme, Clock clock) {
        this.find = find;
        this.change = change;
        this.programme = programme;
        this.clock = clock;
    }

    /**
     * Issues the ordinary command for each; the command itself looks again, so running twice does
     * no harm.
     */
    @Scheduled(
            fixedDelayString = "${portal.deals.expiry-every:60s}",
            initialDelayString = "${portal.deals.expiry-every:60s}")
    @SchedulerLock(name = "expire-deals", lockAtMostFor = "5m")
    public void run() {
        for (DealId due : find.dueForExpiry(clock.instant(), programme.expiryBatch())) {
            try {
                change.handle(due, Expected.any(), new Expire());
            } catch (Refused refused) {
                log.info("{} is not expired after all: {}", due, refused.refusal().code());
            }
        }
    }
}
