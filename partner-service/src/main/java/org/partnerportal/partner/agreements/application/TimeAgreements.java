package org.partnerportal.partner.agreements.application;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Refused;
import org.partnerportal.partner.agreements.application.ChangeAgreement.Action;
import org.partnerportal.partner.agreements.application.ChangeAgreement.Expire;
import org.partnerportal.partner.agreements.application.ChangeAgreement.Start;
import org.partnerportal.partner.agreements.domain.AgreementId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Says of offers that ran out, and of agreements whose first day has come, that it is so; readers
 * have seen them so since that instant.
 */
@Service
public class TimeAgreements {

    private static final Logger log = LoggerFactory.getLogger(TimeAgreements.class);

    private final FindAgreements find;
    private final ChangeAgreement change;
    private final AgreementSettings settings;
    private final Clock clock;

    TimeAgreements(
            FindAgreements find, ChangeAgreement change, AgreementSettings settings, Clock clock) {
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
            fixedDelayString = "${portal.agreements.timer-every:60s}",
            initialDelayString = "${portal.agreements.timer-every:60s}")
    @SchedulerLock(name = "time-agreements", lockAtMostFor = "5m")
    public void run() {
        Instant now = clock.instant();
        each(find.dueForExpiry(now, settings.timerBatch()), new Expire());
        each(find.dueForStart(now, settings.timerBatch()), new Start());
    }

    private void each(List<AgreementId> due, Action action) {
        for (AgreementId id : due) {
            try {
                change.handle(id, Expected.any(), action);
            } catch (Refused refused) {
                log.info("{} is left as it is: {}", id, refused.refusal().code());
            }
        }
    }
}
