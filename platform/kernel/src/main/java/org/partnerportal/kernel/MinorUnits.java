package org.partnerportal.kernel;

import java.util.Currency;
import java.util.Map;

/**
 * How many decimals an amount of a currency has: ISO 4217 as the JDK knows it, with a table of
 * exceptions for companies whose books differ (Hungarian forints without fillér, for instance). Set
 * once, before the first amount is made.
 */
public final class MinorUnits {

    private static volatile Map<String, Integer> exceptions = Map.of();

    private MinorUnits() {}

    /** Decimals by currency code that differ from ISO 4217. */
    public static void except(Map<String, Integer> decimalsByCurrency) {
        exceptions = Map.copyOf(decimalsByCurrency);
    }

    public static int of(Currency currency) {
        Integer own = exceptions.get(currency.getCurrencyCode());
        return own != null ? own : Math.max(0, currency.getDefaultFractionDigits());
    }
}
