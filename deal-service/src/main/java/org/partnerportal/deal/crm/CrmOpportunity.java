package org.partnerportal.deal.crm;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a CRM opportunity that registrations use; each type of event fills its own.
 *
 * @param wonAt ISO 8601, a date or a date with time
 * @param amount decimal string
 */
record CrmOpportunity(
        String opportunityId,
        @Nullable String dealId,
        @Nullable String wonAt,
        @Nullable String orderReference,
        @Nullable String amount,
        @Nullable String currency,
        @Nullable String lostAt,
        @Nullable String reason) {

    /** A date alone means the beginning of that day in the programme's zone. */
    static Instant instant(String text, ZoneId zone) {
        return text.length() == 10
                ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                : OffsetDateTime.parse(text).toInstant();
    }
}
