package org.partnerportal.partner.applications.application;

import java.time.Clock;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Refused;
import org.partnerportal.partner.applications.domain.ApplicationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Says of applications that were not verified, or not answered, in time that they have lapsed;
 * readers have treated them so since that instant.
 */
@Service
public class ExpireApplications {

    private static final Logger log = LoggerFactory.getLogger(ExpireApplications.class);

    private final FindApplications find;
    private final ChangeApplication change;
    private final ApplicationSettings settings;
    private final Clock clock;

    ExpireApplications(
            FindApplications find,
            ChangeApplication change,
            ApplicationSettings settings,
            Clock clock) {
        this.find = find;
        this.change = change;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Issues the ordinary command for each; the command itself looks again, so running twice does
     * no harm.
     */
    @Scheduled(
            fixedDelayString = "${portal.applications.expiry-every:60s}",
            initialDelayString = "${portal.applications.expiry-every:60s}")
    @SchedulerLock(name = "expire-applications", lockAtMostFor = "5m")
    public void run() {
        for (ApplicationId due : find.dueForExpiry(clock.instant(), settings.expiryBatch())) {
            try {
                change.handle(due, Expected.any(), new ChangeApplication.Expire());
            } catch (Refused refused) {
                log.info("{} is not expired after all: {}", due, refused.refusal().code());
            }
        }
    }
}
