package org.partnerportal.deal.tenders;

import org.partnerportal.kernel.Ids;

/** Names a tender, {@code tend_...}. */
public record TenderId(String value) {

    static final String PREFIX = "tend";

    public TenderId {
        Ids.checked(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
