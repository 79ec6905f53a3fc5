package org.partnerportal.deal.leads.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.Deadline;

/**
 * How long the vendor waits for the partner's next update: first until it warns, then until it
 * takes the lead back.
 *
 * @param warnedAt none before the one warning
 */
public record Patience(Deadline until, @Nullable Instant warnedAt) {

    static Patience quiet(Deadline until) {
        return new Patience(until, null);
    }

    boolean mayWarn(Instant now) {
        return warnedAt == null && until.passedAt(now);
    }

    boolean isOver(Instant now) {
        return warnedAt != null && until.passedAt(now);
    }
}
