package org.partnerportal.deal.registration.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.BusinessCalendar;
import org.partnerportal.kernel.Money;

/**
 * What the programme says about registrations.
 *
 * @param protectionDays after the day of approval, counted in the calendar's zone
 * @param minimumEstimate smaller deals cannot be registered; none: any size
 */
public record ProgrammeRules(
        int protectionDays, BusinessCalendar calendar, @Nullable Money minimumEstimate) {

    /** To the end of the last day, in the programme's zone. */
    Protection protectionFrom(Instant approval) {
        return new Protection(calendar.endOfDay(approval, protectionDays));
    }

    void mustAllowSize(@Nullable Money estimate) {
        if (minimumEstimate != null
                && (estimate == null
                        || !estimate.currency().equals(minimumEstimate.currency())
                        || estimate.compareTo(minimumEstimate) < 0)) {
            throw DealRefusal.BELOW_MINIMUM.because(minimumEstimate);
        }
    }
}
