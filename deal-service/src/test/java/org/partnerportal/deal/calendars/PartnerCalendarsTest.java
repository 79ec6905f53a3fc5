package org.partnerportal.deal.calendars;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.partnerportal.deal.leads.domain.AcceptWithin;
import org.partnerportal.deal.leads.domain.AcceptWithin.Unit;
import org.partnerportal.kernel.WorkingHours;

class PartnerCalendarsTest {

    private static final Instant THURSDAY = Instant.parse("2026-10-22T13:00:00Z");
    private static final WorkingHours HOURS =
            new WorkingHours(LocalTime.of(9, 0), LocalTime.of(17, 0));

    private final PartnerCalendars calendars = calendars(Map.of());

    private static PartnerCalendars calendars(Map<String, CalendarSettings.Country> countries) {
        return new PartnerCalendars(
                new CalendarSettings(
                        ZoneId.of("Europe/Budapest"),
                        Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                        countries));
    }

    @Test
    void leaveOutTheHolidayAndKeepTheTimeOfDayWhenTheClocksGoBack() {
        // 23 October is a holiday in Hungary, and on the 25th the clocks go back.
        assertThat(
                        new AcceptWithin(2, Unit.BUSINESS_DAYS)
                                .from(THURSDAY, calendars.of("HU", THURSDAY), HOURS)
                                .until())
                .isEqualTo("2026-10-27T14:00:00Z");
        assertThat(
                        new AcceptWithin(16, Unit.BUSINESS_HOURS)
                                .from(THURSDAY, calendars.of("HU", THURSDAY), HOURS)
                                .until())
                .isEqualTo("2026-10-27T14:00:00Z");
    }

    @Test
    void areThoseOfThePartnersOwnCountry() {
        assertThat(
                        new AcceptWithin(2, Unit.BUSINESS_DAYS)
                                .from(THURSDAY, calendars.of("DE", THURSDAY), HOURS)
                                .until())
                .isEqualTo("2026-10-26T14:00:00Z");
        assertThat(calendars.of("US", THURSDAY).zone()).isEqualTo(ZoneId.of("America/New_York"));
        assertThat(calendars.of("US", THURSDAY).isBusinessDay(LocalDate.of(2026, 11, 26)))
                .as("Thanksgiving")
                .isFalse();
    }

    @Test
    void reachIntoTheNextYear() {
        Instant december = Instant.parse("2026-12-30T10:00:00Z");

        assertThat(calendars.of("HU", december).isBusinessDay(LocalDate.of(2027, 1, 1))).isFalse();
    }

    @Test
    void knowDaysThatWereMovedByDecree() {
        var moved =
                calendars(
                        Map.of(
                                "HU",
                                new CalendarSettings.Country(
                                        null,
                                        null,
                                        Set.of(LocalDate.of(2026, 8, 21)),
                                        Set.of(LocalDate.of(2026, 8, 8)))));
        var august = moved.of("HU", Instant.parse("2026-08-01T08:00:00Z"));

        assertThat(august.isBusinessDay(LocalDate.of(2026, 8, 8))).isTrue();
        assertThat(august.isBusinessDay(LocalDate.of(2026, 8, 20))).isFalse();
        assertThat(august.isBusinessDay(LocalDate.of(2026, 8, 21))).isFalse();
        assertThat(august.isBusinessDay(LocalDate.of(2026, 8, 24))).isTrue();
    }

    @Test
    void areThePlainWeekWhereTheCountryIsNotKnown() {
        assertThat(calendars.of(null, THURSDAY).holidays()).isEmpty();
        assertThat(calendars.of("XX", THURSDAY).zone()).isEqualTo(ZoneId.of("Europe/Budapest"));
    }
}
