package org.partnerportal.deal.registration.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.BusinessCalendar;
import org.partnerportal.kernel.Money;

/**
 * What the programme says about registrations.
 *
 * @param protectionDays after the day of approval, counted in the calendar's zone
 * @param minimumEstimate smaller deals cannot be registered; none: any size
 * @param daysByType protection days of types that have their own
 * @param extensions how the protection is made longer
 * @param resubmissionDays business days within which a corrected registration keeps its place
 * @param tolerance by which share the estimate may depart from the approved one
 */
public record ProgrammeRules(
        int protectionDays,
        BusinessCalendar calendar,
        @Nullable Money minimumEstimate,
        Map<DealType, Integer> daysByType,
        ExtensionRules extensions,
        int resubmissionDays,
        BigDecimal tolerance) {

    private static final BigDecimal QUARTER = new BigDecimal("0.25");

    public ProgrammeRules {
        daysByType = Map.copyOf(daysByType);
    }

    /** A programme that has the usual rules beside these. */
    public ProgrammeRules(
            int protectionDays, BusinessCalendar calendar, @Nullable Money minimumEstimate) {
        this(protectionDays, calendar, minimumEstimate, Map.of(), ExtensionRules.USUAL, 5, QUARTER);
    }

    /** To the end of the last day, in the programme's zone. */
    Protection protectionFrom(Instant approval, DealType type) {
        return new Protection(
                calendar.endOfDay(approval, daysByType.getOrDefault(type, protectionDays)));
    }

    /** From the last day that it covers, never from the day of the decision. */
    Protection extended(Protection protection) {
        return new Protection(
                calendar.endOfDay(protection.until().minusNanos(1), extensions.days()));
    }

    LocalDate day(Instant at) {
        return at.atZone(calendar.zone()).toLocalDate();
    }

    /** Whether what was returned then comes back soon enough to keep its place. */
    boolean keepsPlace(Instant returned, Instant now) {
        return !calendar.businessDays(returned, resubmissionDays).passedAt(now);
    }

    /** Whether this is another deal than the approved one, by its size. */
    boolean isMaterial(@Nullable Money approved, @Nullable Money estimate) {
        if (approved == null || estimate == null) {
            return (approved == null) != (estimate == null);
        }
        return !approved.currency().equals(estimate.currency())
                || estimate.minus(approved)
                                .amount()
                                .abs()
                                .compareTo(approved.amount().multiply(tolerance))
                        > 0;
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
