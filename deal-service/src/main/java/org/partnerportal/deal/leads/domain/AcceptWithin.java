package org.partnerportal.deal.leads.domain;

import java.time.Duration;
import java.time.Instant;
import org.partnerportal.kernel.BusinessCalendar;
import org.partnerportal.kernel.Deadline;
import org.partnerportal.kernel.WorkingHours;

/** How long a partner may think about an offer, in its own working time. */
public record AcceptWithin(int amount, Unit unit) {

    /** What the amount counts. */
    public enum Unit {
        /** Days on which the partner works; the time of day stays. */
        BUSINESS_DAYS,
        /** Hours in which the partner works. */
        BUSINESS_HOURS
    }

    public Deadline from(Instant now, BusinessCalendar calendar, WorkingHours hours) {
        return switch (unit) {
            case BUSINESS_DAYS -> calendar.businessDays(now, amount);
            case BUSINESS_HOURS -> calendar.businessHours(now, Duration.ofHours(amount), hours);
        };
    }
}
