package org.partnerportal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Nested;
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

    @Test
    void worksOnASaturdayThatWasMadeAWorkingDay() {
        var moved =
                new BusinessCalendar(
                        BUDAPEST,
                        Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                        Set.of(LocalDate.of(2026, 8, 20), LocalDate.of(2026, 8, 21)),
                        Set.of(LocalDate.of(2026, 8, 8)));

        assertThat(moved.businessDays(Instant.parse("2026-08-07T10:00:00Z"), 1).until())
                .isEqualTo("2026-08-08T10:00:00Z");
        assertThat(moved.businessDays(Instant.parse("2026-08-19T10:00:00Z"), 1).until())
                .isEqualTo("2026-08-24T10:00:00Z");
    }

    @Nested
    class WorkingTime {

        private static final WorkingHours NINE_TO_FIVE =
                new WorkingHours(LocalTime.of(9, 0), LocalTime.of(17, 0));

        private Instant after(String from, int hours) {
            return calendar.businessHours(
                            Instant.parse(from), Duration.ofHours(hours), NINE_TO_FIVE)
                    .until();
        }

        @Test
        void goesOnTheNextWorkingDay() {
            // Friday 15:00, two hours on Friday and two on Monday; the clocks went back between.
            assertThat(after("2026-10-23T13:00:00Z", 4)).isEqualTo("2026-10-26T10:00:00Z");
        }

        @Test
        void mayEndAtTheVeryEndOfADay() {
            assertThat(after("2026-10-22T13:00:00Z", 2)).isEqualTo("2026-10-22T15:00:00Z");
        }

        @Test
        void beginsWhenTheDayOpensForWhatCameAtNightOrOnASunday() {
            assertThat(after("2026-10-22T03:00:00Z", 1)).isEqualTo("2026-10-22T08:00:00Z");
            assertThat(after("2026-10-22T20:00:00Z", 1)).isEqualTo("2026-10-23T08:00:00Z");
            assertThat(after("2026-10-25T12:00:00Z", 1)).isEqualTo("2026-10-26T09:00:00Z");
        }
    }
}
