package org.partnerportal.commission.ledger.domain;

import org.partnerportal.kernel.Ids;

/** Names a deal registration, {@code deal_...}. */
public record DealId(String value) {

    public DealId {
        Ids.checked("deal", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
