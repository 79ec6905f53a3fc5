package org.partnerportal.commission.plan.domain;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.partnerportal.kernel.MinorUnits;
import org.partnerportal.kernel.Money;

/**
 * How an amount came about: the parts of the base with their rates, added up exactly and rounded
 * once.
 *
 * @param formula for people: {@code 5 % of 5,000.00 + 7 % of 15,000.00 = 1,300.00 USD}
 */
public record Calculation(List<Slice> slices, Money amount, String formula) {

    /** A part of the base and its rate. */
    public record Slice(BigDecimal percent, BigDecimal base) {}

    public Calculation {
        slices = List.copyOf(slices);
    }

    static Calculation of(List<Slice> slices, Currency currency) {
        BigDecimal exact =
                slices.stream()
                        .map(slice -> slice.percent().multiply(slice.base()).movePointLeft(2))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        Money amount = Money.rounded(exact, currency);
        String sum =
                slices.stream()
                        .map(slice ->
                                slice.percent().toPlainString()
                                        + " % of "
                                        + figure(slice.base(), currency))
                        .collect(Collectors.joining(" + "));
        return new Calculation(
                slices, amount, (sum.isEmpty() ? "nothing" : sum) + " = " + text(amount));
    }

    /** An amount as people read it: {@code 1,300.00 USD}. */
    public static String text(Money amount) {
        return figure(amount.amount(), amount.currency()) + " " + amount.currency();
    }

    /** The figure alone, at the currency's decimals. */
    public static String figure(BigDecimal amount, Currency currency) {
        int decimals = MinorUnits.of(currency);
        var format =
                new DecimalFormat(
                        decimals == 0 ? "#,##0" : "#,##0." + "0".repeat(decimals),
                        DecimalFormatSymbols.getInstance(Locale.ROOT));
        return format.format(amount);
    }
}
