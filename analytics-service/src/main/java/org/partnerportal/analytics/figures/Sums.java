package org.partnerportal.analytics.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.Money;

/** Figures of one currency, added up. */
record Sums(
        long registrations,
        long converted,
        long approved,
        long won,
        long lost,
        Money revenue,
        Money earned,
        Money clawedBack) {

    private static final int DECIMALS_OF_A_RATIO = 4;

    static Sums none(Currency currency) {
        Money zero = Money.zero(currency);
        return new Sums(0, 0, 0, 0, 0, zero, zero, zero);
    }

    Sums plus(Sums other) {
        return new Sums(
                registrations + other.registrations,
                converted + other.converted,
                approved + other.approved,
                won + other.won,
                lost + other.lost,
                revenue.plus(other.revenue),
                earned.plus(other.earned),
                clawedBack.plus(other.clawedBack));
    }

    Money commission() {
        return earned.minus(clawedBack);
    }

    /** Of the registrations, the part that is won by now; nothing where nothing was registered. */
    @Nullable BigDecimal conversion() {
        return registrations == 0
                ? null
                : BigDecimal.valueOf(converted)
                        .divide(
                                BigDecimal.valueOf(registrations),
                                DECIMALS_OF_A_RATIO,
                                RoundingMode.HALF_UP);
    }
}
