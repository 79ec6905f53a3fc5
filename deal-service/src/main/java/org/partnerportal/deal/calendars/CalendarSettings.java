package org.partnerportal.deal.calendars;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is to be known about calendars beside the holidays that the library knows.
 *
 * @param zone of partners whose country is not known
 * @param weekend days that are not worked on where a country says nothing else
 * @param countries what differs in a country, by its ISO 3166-1 code: {@code zone}, {@code
 *     weekend}, days off ({@code free}) and days worked on instead ({@code worked})
 */
@ConfigurationProperties("portal.deals.calendars")
record CalendarSettings(
        @DefaultValue("Europe/Budapest") ZoneId zone,
        @DefaultValue({"SATURDAY", "SUNDAY"}) Set<DayOfWeek> weekend,
        @DefaultValue Map<String, Country> countries) {

    /** Moved working days change from year to year, by decree; no library knows them. */
    record Country(
            @Nullable ZoneId zone,
            @Nullable Set<DayOfWeek> weekend,
            @DefaultValue Set<LocalDate> free,
            @DefaultValue Set<LocalDate> worked) {

        static final Country ORDINARY = new Country(null, null, Set.of(), Set.of());
    }

    Country of(@Nullable String country) {
        return country == null
                ? Country.ORDINARY
                : countries.getOrDefault(country, Country.ORDINARY);
    }
}
