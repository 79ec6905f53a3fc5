package org.partnerportal.commission.ledger.domain;

import java.util.Currency;
import org.partnerportal.kernel.Money;

/**
 * The sums of a month's lines.
 *
 * @param clawedBack zero or negative
 */
public record Totals(Money earned, Money clawedBack, int lines) {

    static Totals none(Currency currency) {
        return new Totals(Money.zero(currency), Money.zero(currency), 0);
    }

    Totals plus(EntryKind kind, Money amount) {
        return switch (kind) {
            case EARNING -> new Totals(earned.plus(amount), clawedBack, lines + 1);
            case CLAWBACK -> new Totals(earned, clawedBack.plus(amount), lines + 1);
            case CLOSING -> this;
        };
    }

    public Money sum() {
        return earned.plus(clawedBack);
    }
}
