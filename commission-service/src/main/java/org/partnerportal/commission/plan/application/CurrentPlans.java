package org.partnerportal.commission.plan.application;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.plan.domain.PlanBook;
import org.partnerportal.commission.plan.domain.Plans;
import org.springframework.stereotype.Service;

/**
 * The binding versions, read at most once a second. That is safe: a later version begins in the
 * future, so a stale book cannot know a wrong version, only miss a plan's very first one; and when
 * that comes into force, invoices are looked at again after {@link #STALE}.
 */
@Service
public class CurrentPlans {

    public static final Duration STALE = Duration.ofSeconds(1);

    private record Read(PlanBook book, Instant at) {}

    private final Plans plans;
    private final Clock clock;
    private volatile @Nullable Read last;

    public CurrentPlans(Plans plans, Clock clock) {
        this.plans = plans;
        this.clock = clock;
    }

    public PlanBook book() {
        Instant now = clock.instant();
        Read known = last;
        if (known != null && !now.isBefore(known.at()) && now.isBefore(known.at().plus(STALE))) {
            return known.book();
        }
        var read = new Read(PlanBook.of(plans.binding()), now);
        last = read;
        return read.book();
    }
}
