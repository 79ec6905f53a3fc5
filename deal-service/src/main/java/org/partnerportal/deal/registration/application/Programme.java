package org.partnerportal.deal.registration.application;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.domain.DealType;
import org.partnerportal.deal.registration.domain.ExtensionRules;
import org.partnerportal.deal.registration.domain.ProgrammeRules;
import org.partnerportal.kernel.BusinessCalendar;
import org.partnerportal.kernel.Money;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The programme's rules for registrations, {@code portal.deals.*}.
 *
 * @param protectionDays days after the day of approval that a registration is protected for
 * @param zone in which days begin and end
 * @param weekend days that are not worked on
 * @param holidays dates that are not worked on
 * @param minimumAmount smallest estimate that can be registered; with {@code minimumCurrency}
 * @param minimumCurrency of the smallest estimate, ISO 4217
 * @param expiryEvery how often the timer looks for ended protections
 * @param expiryBatch how many registrations one run of the expiry timer takes on
 * @param protectionDaysByType protection days of types that have their own, {@code RENEWAL=180} for
 *     instance
 * @param extensionDays by which one extension moves the end of the protection
 * @param maxExtensions how many extensions one approval may have
 * @param extensionActivities how many activities must have been logged since the approval or the
 *     last extension
 * @param extensionApproval whether the vendor decides about extensions; off: what is asked for
 *     rightly is granted at once
 * @param resubmissionDays business days within which a returned registration keeps its place in the
 *     queue
 * @param tolerance by which share the estimate may depart from the approved one before it has to be
 *     approved again
 */
@ConfigurationProperties("portal.deals")
public record Programme(
        @DefaultValue("90") int protectionDays,
        @DefaultValue("Europe/Budapest") ZoneId zone,
        @DefaultValue({"SATURDAY", "SUNDAY"}) Set<DayOfWeek> weekend,
        @DefaultValue Set<LocalDate> holidays,
        @Nullable String minimumAmount,
        @DefaultValue("EUR") String minimumCurrency,
        @DefaultValue("60s") Duration expiryEvery,
        @DefaultValue("200") int expiryBatch,
        @DefaultValue Map<DealType, Integer> protectionDaysByType,
        @DefaultValue("30") int extensionDays,
        @DefaultValue("2") int maxExtensions,
        @DefaultValue("1") int extensionActivities,
        @DefaultValue("true") boolean extensionApproval,
        @DefaultValue("5") int resubmissionDays,
        @DefaultValue("0.25") BigDecimal tolerance) {

    public ProgrammeRules rules() {
        return new ProgrammeRules(
                protectionDays,
                new BusinessCalendar(zone, weekend, holidays),
                minimumAmount == null ? null : Money.of(minimumAmount, minimumCurrency),
                protectionDaysByType,
                new ExtensionRules(
                        extensionDays, maxExtensions, extensionActivities, extensionApproval),
                resubmissionDays,
                tolerance);
    }
}
