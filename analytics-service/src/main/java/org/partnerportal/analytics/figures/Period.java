package org.partnerportal.analytics.figures;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.partnerportal.analytics.AnalyticsRefusal;

/**
 * Days from and to, both included; open where nothing is said.
 *
 * @param from the first day
 * @param to the last day
 */
record Period(@Nullable LocalDate from, @Nullable LocalDate to) {

    static final Period ALWAYS = new Period(null, null);

    private static final int LENGTH_OF_A_MONTH = 7;

    Period {
        if (from != null && to != null && to.isBefore(from)) {
            throw AnalyticsRefusal.BAD_PERIOD.because(from + " - " + to);
        }
    }

    /** Whether it begins and ends with a month. */
    boolean isOfWholeMonths() {
        return (from == null || from.getDayOfMonth() == 1)
                && (to == null || to.equals(YearMonth.from(to).atEndOfMonth()));
    }

    boolean contains(YearMonth month) {
        return (from == null || !month.isBefore(YearMonth.from(from)))
                && (to == null || !month.isAfter(YearMonth.from(to)));
    }

    /** Each end is a day or a month; a month stands for its first or its last day. */
    static Period of(@Nullable String from, @Nullable String to) {
        return new Period(
                from == null ? null : day(from, false), to == null ? null : day(to, true));
    }

    private static LocalDate day(String text, boolean last) {
        try {
            if (text.length() == LENGTH_OF_A_MONTH) {
                YearMonth month = YearMonth.parse(text);
                return last ? month.atEndOfMonth() : month.atDay(1);
            }
            return LocalDate.parse(text);
        } catch (DateTimeException _) {
            throw AnalyticsRefusal.BAD_PERIOD.because(
                    text.length() > 40 ? text.substring(0, 40) : text);
        }
    }
}
