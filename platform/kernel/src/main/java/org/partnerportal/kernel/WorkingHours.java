package org.partnerportal.kernel;

import java.time.LocalTime;

/**
 * From when to when people work on a business day, by their own clock.
 *
 * @param closes exclusive
 */
public record WorkingHours(LocalTime opens, LocalTime closes) {

    public WorkingHours {
        if (!opens.isBefore(closes)) {
            throw new IllegalArgumentException(
                    "A working day opens before it closes: " + opens + " to " + closes);
        }
    }
}
