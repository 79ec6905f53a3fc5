package org.partnerportal.commission.plan.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;
import org.partnerportal.kernel.MinorUnits;
import org.partnerportal.kernel.Money;

/**
 * How an amount came about: the parts of the base with their rates, added up exactly and rounded
 * once.
 *
 * @param yearToDate the year's base with what is calculated here
 */
public record Calculation(BigDecimal yearToDate, List<Slice> slices, Money amount) {

    /** A part of the base and its rate. */
    public record Slice(BigDecimal percent, BigDecimal base) {

        private BigDecimal hundredfold() {
            return percent.multiply(base);
        }
    }

    public Calculation {
        slices = List.copyOf(slices);
    }

    static Calculation of(BigDecimal yearToDate, List<Slice> slices, Currency currency) {
        if (slices.isEmpty()) {
            return new Calculation(yearToDate, slices, Money.zero(currency));
        }
        BigDecimal hundredfold = slices.getFirst().hundredfold();
        for (int i = 1; i < slices.size(); i++) {
            hundredfold = hundredfold.add(slices.get(i).hundredfold());
        }
        return new Calculation(
                yearToDate, slices, Money.rounded(hundredfold.movePointLeft(2), currency));
    }

    /** For people: {@code 5 % of 5,000.00 + 7 % of 15,000.00 = 1,300.00 USD}. */
    public String formula() {
        String sum =
                slices.stream()
                        .map(slice ->
                                slice.percent().toPlainString()
                                        + " % of "
                                        + figure(slice.base(), amount.currency()))
                        .collect(Collectors.joining(" + "));
        return (sum.isEmpty() ? "nothing" : sum) + " = " + text(amount);
    }

    /** An amount as people read it: {@code 1,300.00 USD}. */
    public static String text(Money amount) {
        return figure(amount.amount(), amount.currency()) + " " + amount.currency();
    }

    /** The figure alone, at the currency's decimals. */
    public static String figure(BigDecimal amount, Currency currency) {
        String plain =
                amount.setScale(MinorUnits.of(currency), RoundingMode.HALF_EVEN).toPlainString();
        int point = plain.indexOf('.');
        int end = point < 0 ? plain.length() : point;
        int begin = plain.startsWith("-") ? 1 : 0;
        var text = new StringBuilder(plain);
        for (int comma = end - 3; comma > begin; comma -= 3) {
            text.insert(comma, ',');
        }
        return text.toString();
    }
}
