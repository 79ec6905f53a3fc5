package org.partnerportal.commission.ledger.domain;

import org.partnerportal.kernel.Ids;

/** Names a partner, {@code ptr_...}. */
public record PartnerId(String value) {

    public PartnerId {
        Ids.checked("ptr", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
