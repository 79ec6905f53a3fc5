package org.partnerportal.analytics.facts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** The day on which something happened in the business. */
final class BusinessDay {

    private static final int LENGTH_OF_A_DATE = 10;

    private BusinessDay() {}

    /** A date is that day in every zone; a time is the day that it falls on in the zone. */
    static LocalDate of(String dateOrTime, ZoneId zone) {
        return dateOrTime.length() == LENGTH_OF_A_DATE
                ? LocalDate.parse(dateOrTime)
                : of(OffsetDateTime.parse(dateOrTime).toInstant(), zone);
    }

    static LocalDate of(Instant time, ZoneId zone) {
        return LocalDate.ofInstant(time, zone);
    }
}
