package org.partnerportal.partner.agreements.domain;

import org.partnerportal.kernel.Ids;

/** Names an agreement, {@code agr_...}. */
public record AgreementId(String value) {

    public static final String PREFIX = "agr";

    public AgreementId {
        Ids.checked(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
