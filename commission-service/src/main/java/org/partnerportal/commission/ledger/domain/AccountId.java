package org.partnerportal.commission.ledger.domain;

import java.util.Currency;
import org.partnerportal.kernel.Money;

/** Whose ledger, in which currency. */
public record AccountId(PartnerId partner, Currency currency) {

    /** {@code ptr_...|USD}. */
    public String text() {
        return partner.value() + "|" + currency.getCurrencyCode();
    }

    public static AccountId parse(String text) {
        int bar = text.indexOf('|');
        return new AccountId(
                new PartnerId(text.substring(0, bar)), Money.currency(text.substring(bar + 1)));
    }
}
