package org.partnerportal.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An amount of one currency, always at that currency's own decimals. It is rounded here and nowhere
 * else, half up, and parts of an amount always add up to it.
 */
public record Money(BigDecimal amount, Currency currency) implements Comparable<Money> {

    private static final RoundingMode ROUNDING = RoundingMode.HALF_UP;

    /**
     * More digits than any real amount has; keeps a hostile "1e999999999" from eating the memory.
     */
    private static final int MAX_DIGITS = 24;

    /** Refuses an amount that has more decimals than its currency; nothing is rounded silently. */
    public Money {
        int decimals = MinorUnits.of(currency);
        // As longs: the scale of "1e2147483647" is as far from zero as an int can be.
        if ((long) amount.precision() - amount.scale() > MAX_DIGITS
                || (amount.scale() > decimals && amount.stripTrailingZeros().scale() > decimals)) {
            throw CommonRefusal.TOO_MANY_DECIMALS.because(
                    currency.getCurrencyCode(), decimals, shortened(amount.toString()));
        }
        amount = amount.setScale(decimals, RoundingMode.UNNECESSARY);
    }

    /** An amount as it comes from outside: decimal digits with a point, and an ISO 4217 code. */
    public static Money of(String amount, String currencyCode) {
        return new Money(new BigDecimal(amount), currency(currencyCode));
    }

    public static Money zero(Currency currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    /** The exact result of a calculation, rounded half up to the currency's decimals. */
    public static Money rounded(BigDecimal exact, Currency currency) {
        return new Money(exact.setScale(MinorUnits.of(currency), ROUNDING), currency);
    }

    public static Money sum(Currency currency, Collection<Money> amounts) {
        return amounts.stream().reduce(zero(currency), Money::plus);
    }

    /**
     * The currency of an ISO 4217 code. An unknown code is refused, and so is one that nobody pays
     * in: XXX, XTS for tests, metals and units of account.
     */
    public static Currency currency(String code) {
        try {
            Currency currency = Currency.getInstance(code);
            if (currency.getDefaultFractionDigits() >= 0) {
                return currency;
            }
        } catch (IllegalArgumentException e) {
            // Refused like those that are no money.
        }
        throw CommonRefusal.UNKNOWN_CURRENCY.because(shortened(code));
    }

    public Money plus(Money other) {
        return new Money(amount.add(same(other).amount), currency);
    }

    public Money minus(Money other) {
        return new Money(amount.subtract(same(other).amount), currency);
    }

    public Money negated() {
        return new Money(amount.negate(), currency);
    }

    /** This amount times an exact factor (a rate, a percentage as 0.05), rounded once. */
    public Money times(BigDecimal factor) {
        return rounded(amount.multiply(factor), currency);
    }

    /** The part that {@code part} is of {@code whole}, applied to this amount and rounded once. */
    public Money proportion(BigDecimal part, BigDecimal whole) {
        if (whole.signum() == 0) {
            throw new IllegalArgumentException("A proportion of nothing: " + part + " of " + whole);
        }
        return new Money(
                amount.multiply(part).divide(whole, MinorUnits.of(currency), ROUNDING), currency);
    }

    /**
     * Splits by weight so that the parts add up to exactly this amount: each part is rounded down
     * and the smallest units left over go to the largest remainders, ties to the earlier position.
     */
    public List<Money> split(List<BigDecimal> weights) {
        BigDecimal total = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (weights.isEmpty()
                || total.signum() <= 0
                || weights.stream().anyMatch(weight -> weight.signum() < 0)) {
            throw new IllegalArgumentException("Weights must be positive: " + weights);
        }
        int decimals = MinorUnits.of(currency);
        var parts = new ArrayList<BigDecimal>();
        var remainders = new ArrayList<BigDecimal>();
        BigDecimal given = BigDecimal.ZERO;
        for (BigDecimal weight : weights) {
            BigDecimal[] exact =
                    amount.abs()
                            .movePointRight(decimals)
                            .multiply(weight)
                            .divideAndRemainder(total);
            BigDecimal part = exact[0].movePointLeft(decimals);
            parts.add(part);
            remainders.add(exact[1]);
            given = given.add(part);
        }
        int left = amount.abs().subtract(given).movePointRight(decimals).intValueExact();
        List<Integer> byRemainder =
                IntStream.range(0, parts.size())
                        .boxed()
                        .sorted(
                                Comparator.<Integer, BigDecimal>comparing(remainders::get)
                                        .reversed()
                                        .thenComparing(Comparator.naturalOrder()))
                        .toList();
        BigDecimal unit = BigDecimal.ONE.movePointLeft(decimals);
        for (int i = 0; i < left; i++) {
            int position = byRemainder.get(i);
            parts.set(position, parts.get(position).add(unit));
        }
        BigDecimal sign = BigDecimal.valueOf(amount.signum() < 0 ? -1 : 1);
        return parts.stream().map(part -> new Money(part.multiply(sign), currency)).toList();
    }

    public boolean isPositive() {
        return amount.signum() > 0;
    }

    public boolean isNegative() {
        return amount.signum() < 0;
    }

    public boolean isZero() {
        return amount.signum() == 0;
    }

    @Override
    public int compareTo(Money other) {
        return amount.compareTo(same(other).amount);
    }

    /** For people and formula texts: {@code 1300.00 USD}. */
    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency.getCurrencyCode();
    }

    private Money same(Money other) {
        if (!currency.equals(other.currency)) {
            throw CommonRefusal.CURRENCY_MISMATCH.because(
                    currency.getCurrencyCode(), other.currency.getCurrencyCode());
        }
        return other;
    }

    private static String shortened(String value) {
        return value.length() > 40 ? value.substring(0, 40) : value;
    }
}
