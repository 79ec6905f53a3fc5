package org.partnerportal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BusinessCalendarTest {

    private static final ZoneId BUDAPEST = ZoneId.of("Europe/Budapest");
    private final BusinessCalendar calendar = BusinessCalendar.weekdays(BUDAPEST);

    @Test
    void endsADayAtItsLastInstantInTheZone() {
        Deadline deadline = calendar.endOfDay(Instant.parse("2026-09-01T08:00:00Z"), 90);

        assertThat(deadline.until()).isEqualTo("2026-11-30T23:00:00Z");
        assertThat(deadline.lastDay()).isEqualTo("2026-11-30");
        assertThat(deadline.passedAt(Instant.parse("2026-11-30T22:59:59.999999999Z"))).isFalse();
        assertThat(deadline.passedAt(Instant.parse("2026-11-30T23:00:00Z"))).isTrue();
    }

    @Test
    void countsFromTheDayThatItIsInTheZone() {
        assertThat(calendar.endOfDay(Instant.parse("2026-06-30T22:30:00Z"), 0).lastDay())
                .isEqualTo("2026-07-01");
    }

    @Test
    void skipsWeekendsAndHolidaysAndKeepsTheTimeOfDayOverAClockChange() {
        var withHoliday =
                new BusinessCalendar(
                        BUDAPEST,
                        Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                        Set.of(LocalDate.of(2026, 10, 23)));

        assertThat(withHoliday.businessDays(Instant.parse("2026-10-22T13:00:00Z"), 2).until())
                .isEqualTo("2026-10-27T14:00:00Z");
    }
}
