package org.partnerportal.commission.ledger.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;

/** The exchange rate that a line was made with, kept as a fact; corrections use the same. */
public record FxRate(Currency from, Currency to, BigDecimal rate, LocalDate date) {

    /** The account has the document's own currency. */
    public static FxRate same(Currency currency, LocalDate date) {
        return new FxRate(currency, currency, BigDecimal.ONE, date);
    }
}
