package org.partnerportal.deal.crm;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** Business times as the CRM writes them: ISO 8601, a date or a date with time. */
public final class CrmTime {

    private CrmTime() {}

    /** A date alone means the beginning of that day in the programme's zone. */
    public static Instant of(String text, ZoneId zone) {
        return text.length() == 10
                ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                : OffsetDateTime.parse(text).toInstant();
    }
}
