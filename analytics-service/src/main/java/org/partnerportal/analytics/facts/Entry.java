package org.partnerportal.analytics.facts;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * What a fact adds to the figures of one day.
 *
 * @param on the business day in the programme's zone
 * @param productCode of the line; {@link #NO_PRODUCT} where the source names none, nothing where
 *     the entry speaks for the whole
 * @param converted registrations of this day that are won by now
 */
public record Entry(
        LocalDate on,
        YearMonth month,
        @Nullable String productCode,
        int registrations,
        int converted,
        int approved,
        int won,
        int lost,
        @Nullable BigDecimal revenue,
        @Nullable BigDecimal earned,
        @Nullable BigDecimal clawedBack) {

    /** Stored in place of a missing product code, because stores disagree on grouping by null. */
    public static final String NO_PRODUCT = "";

    static Entry registered(LocalDate on, @Nullable String productCode, boolean converted) {
        return entry(on, productCode, 1, converted ? 1 : 0, 0, 0, 0, null, null, null);
    }

    static Entry approved(LocalDate on, @Nullable String productCode) {
        return entry(on, productCode, 0, 0, 1, 0, 0, null, null, null);
    }

    static Entry won(LocalDate on, @Nullable String productCode, BigDecimal revenue) {
        return entry(on, productCode, 0, 0, 0, 1, 0, revenue, null, null);
    }

    static Entry lost(LocalDate on, @Nullable String productCode) {
        return entry(on, productCode, 0, 0, 0, 0, 1, null, null, null);
    }

    static Entry earned(LocalDate on, @Nullable String productCode, BigDecimal amount) {
        return entry(on, productCode, 0, 0, 0, 0, 0, null, amount, null);
    }

    static Entry clawedBack(LocalDate on, @Nullable String productCode, BigDecimal amount) {
        return entry(on, productCode, 0, 0, 0, 0, 0, null, null, amount);
    }

    private static Entry entry(
            LocalDate on,
            @Nullable String productCode,
            int registrations,
            int converted,
            int approved,
            int won,
            int lost,
            @Nullable BigDecimal revenue,
            @Nullable BigDecimal earned,
            @Nullable BigDecimal clawedBack) {
        return new Entry(
                on,
                YearMonth.from(on),
                productCode,
                registrations,
                converted,
                approved,
                won,
                lost,
                revenue,
                earned,
                clawedBack);
    }
}
