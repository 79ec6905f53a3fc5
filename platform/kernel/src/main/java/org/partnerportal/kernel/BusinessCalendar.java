package org.partnerportal.kernel;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * Which days people work on, and in which zone their days begin and end.
 *
 * @param workdays days that are worked on although they fall on a weekend or a holiday
 */
public record BusinessCalendar(
        ZoneId zone, Set<DayOfWeek> weekend, Set<LocalDate> holidays, Set<LocalDate> workdays) {

    public BusinessCalendar {
        weekend = Set.copyOf(weekend);
        holidays = Set.copyOf(holidays);
        workdays = Set.copyOf(workdays);
        if (weekend.size() == DayOfWeek.values().length) {
            throw new IllegalArgumentException("A calendar needs at least one working day a week");
        }
    }

    /** No working day is moved. */
    public BusinessCalendar(ZoneId zone, Set<DayOfWeek> weekend, Set<LocalDate> holidays) {
        this(zone, weekend, holidays, Set.of());
    }

    /** Monday to Friday, no holidays. */
    public static BusinessCalendar weekdays(ZoneId zone) {
        return new BusinessCalendar(zone, Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), Set.of());
    }

    public boolean isBusinessDay(LocalDate day) {
        return workdays.contains(day)
                || (!weekend.contains(day.getDayOfWeek()) && !holidays.contains(day));
    }

    /**
     * The end of the day that is {@code days} calendar days after the day of {@code from}: the
     * first instant after it.
     */
    public Deadline endOfDay(Instant from, int days) {
        LocalDate last = from.atZone(zone).toLocalDate().plusDays(days);
        return new Deadline(last.plusDays(1).atStartOfDay(zone).toInstant(), zone);
    }

    /** The same time of day, {@code days} business days later. */
    public Deadline businessDays(Instant from, int days) {
        ZonedDateTime at = from.atZone(zone);
        LocalDate day = at.toLocalDate();
        for (int left = days; left > 0; ) {
            day = day.plusDays(1);
            if (isBusinessDay(day)) {
                left--;
            }
        }
        return new Deadline(at.with(day).toInstant(), zone);
    }

    /** When so much working time has gone by; time outside of working hours does not count. */
    public Deadline businessHours(Instant from, Duration work, WorkingHours hours) {
        Duration left = work;
        for (LocalDate day = from.atZone(zone).toLocalDate(); ; day = day.plusDays(1)) {
            if (!isBusinessDay(day)) {
                continue;
            }
            Instant opens = day.atTime(hours.opens()).atZone(zone).toInstant();
            Instant closes = day.atTime(hours.closes()).atZone(zone).toInstant();
            Instant begin = from.isAfter(opens) ? from : opens;
            if (begin.isBefore(closes)) {
                Duration available = Duration.between(begin, closes);
                if (left.compareTo(available) <= 0) {
                    return new Deadline(begin.plus(left), zone);
                }
                left = left.minus(available);
            }
        }
    }
}
