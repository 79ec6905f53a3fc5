package org.partnerportal.deal.registration.application;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.partnerportal.deal.registration.application.ChangeDeal.Watch;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Says of approvals that their protection ends soon, or that nothing is heard of the sale, and
 * takes back those that are left alone, where the programme wants that.
 */
@Service
public class WatchDeals {

    private static final Logger log = LoggerFactory.getLogger(WatchDeals.class);

    private final FindDeals find;
    private final ChangeDeal change;
    private final WatchSettings settings;
    private final Programme programme;
    private final Clock clock;

    WatchDeals(
            FindDeals find,
            ChangeDeal change,
            WatchSettings settings,
            Programme programme,
            Clock clock) {
        this.find = find;
        this.change = change;
        this.settings = settings;
        this.programme = programme;
        this.clock = clock;
    }

    /**
     * Issues the ordinary command for each; the command itself looks again, so running twice does
     * no harm.
     */
    @Scheduled(
            fixedDelayString = "${portal.deals.watch.every:60s}",
            initialDelayString = "${portal.deals.watch.every:60s}")
    @SchedulerLock(name = "watch-deals", lockAtMostFor = "5m")
    public void run() {
        for (DealId due : due(clock.instant())) {
            try {
                change.handle(due, Expected.any(), new Watch(settings.rules()));
            } catch (Refused refused) {
                log.info("{} cannot be watched now: {}", due, refused.refusal().code());
            }
        }
    }

    private Set<DealId> due(Instant now) {
        var due = new LinkedHashSet<DealId>();
        for (int days : settings.reminderDays()) {
            Instant end = now.atZone(programme.zone()).plusDays(days).toInstant();
            due.addAll(find.endingBefore(end, days, now, settings.batch()));
        }
        if (settings.warns()) {
            due.addAll(
                    find.quietSince(
                            now.minus(Duration.ofDays(settings.quietDays())),
                            now,
                            settings.batch()));
        }
        if (settings.revokes()) {
            due.addAll(
                    find.warnedBefore(
                            now.minus(Duration.ofDays(settings.graceDays())),
                            now,
                            settings.batch()));
        }
        return due;
    }
}
