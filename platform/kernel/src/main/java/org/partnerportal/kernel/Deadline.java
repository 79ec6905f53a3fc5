package org.partnerportal.kernel;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The first instant that is too late, with the zone in which it was reckoned, so that it can be
 * shown as the day that people meant.
 *
 * @param until exclusive
 */
public record Deadline(Instant until, ZoneId zone) {

    public boolean passedAt(Instant now) {
        return !now.isBefore(until);
    }

    /** The last whole or partial day that is still in time. */
    public LocalDate lastDay() {
        return until.minusNanos(1).atZone(zone).toLocalDate();
    }
}
