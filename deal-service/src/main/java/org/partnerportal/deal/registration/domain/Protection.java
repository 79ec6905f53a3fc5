package org.partnerportal.deal.registration.domain;

import java.time.Instant;
import org.partnerportal.kernel.Deadline;

/** The time in which nobody else may hold the scope of an approved registration. */
public record Protection(Deadline deadline) {

    public boolean covers(Instant now) {
        return !deadline.passedAt(now);
    }

    /** Exclusive: the first instant without protection. */
    public Instant until() {
        return deadline.until();
    }
}
