package org.partnerportal.deal.probing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.DealRefusal;
import org.partnerportal.deal.registration.domain.EndCustomer;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.kernel.Expected;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Counts the end customers for which a partner asks and takes the question back at once, which is
 * how rivals' registrations are found out, and closes submission to it when there are too many.
 *
 * <p>The count lies in one document per partner, so it is the same on every instance and after a
 * restart. It is written before the registration that it is about: a crash in between counts a try
 * that will be made once more, and a try is counted once for each end customer.
 */
@Component
@EnableConfigurationProperties(ProbingSettings.class)
public class Probing {

    private final ProbingWatches watches;
    private final ProbingSettings settings;
    private final Clock clock;

    Probing(ProbingWatches watches, ProbingSettings settings, Clock clock) {
        this.watches = watches;
        this.settings = settings;
        this.clock = clock;
    }

    /** Refuses while the partner has tried too much. */
    public void mustAllow(PartnerId partner) {
        Instant now = clock.instant();
        watches.find(partner)
                .flatMap(watch -> watch.closedUntil(settings.limit(), settings.window(), now))
                .ifPresent(until -> {
                    throw DealRefusal.REGISTRATION_LIMIT
                            .because(until)
                            .until(Duration.between(now, until));
                });
    }

    /** The partner takes back what it has only just submitted. */
    public void takesBack(Deal deal) {
        Instant submitted = deal.submittedAt();
        if (submitted != null && submitted.plus(settings.window()).isAfter(clock.instant())) {
            count(deal);
        }
    }

    private void count(Deal deal) {
        String customer = EndCustomer.folded(deal.details().customer().name());
        if (watches.find(deal.partner()).isEmpty() && isFirst(deal.partner(), customer)) {
            return;
        }
        watches.change(
                deal.partner(),
                Expected.any(),
                watch -> watch.saw(customer, settings.limit(), settings.window(), clock.instant()));
    }

    private boolean isFirst(PartnerId partner, String customer) {
        try {
            watches.add(
                    ProbingWatch.of(partner)
                            .saw(customer, settings.limit(), settings.window(), clock.instant()));
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }
}
