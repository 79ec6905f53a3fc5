package org.partnerportal.analytics.facts;

import org.partnerportal.kernel.Money;

/** Money as events write it. */
record Amount(String amount, String currency) {

    Money money() {
        return Money.of(amount, currency);
    }
}
