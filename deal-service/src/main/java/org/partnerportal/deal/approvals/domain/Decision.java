package org.partnerportal.deal.approvals.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one person decided about one step.
 *
 * @param onBehalfOf the absent person whose place he took
 */
public record Decision(
        String by,
        @Nullable String onBehalfOf,
        Verdict verdict,
        Instant at,
        @Nullable String comment) {

    /** Yes or no. */
    public enum Verdict {
        APPROVED,
        REJECTED
    }

    /** Whether this person has had his say by it. */
    boolean uses(String subject) {
        return by.equals(subject) || subject.equals(onBehalfOf);
    }
}
