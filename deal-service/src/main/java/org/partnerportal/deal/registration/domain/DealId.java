package org.partnerportal.deal.registration.domain;

import org.partnerportal.kernel.Ids;

/** Names a registration, {@code deal_...}. */
public record DealId(String value) {

    public static final String PREFIX = "deal";

    public DealId {
        Ids.checked(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
