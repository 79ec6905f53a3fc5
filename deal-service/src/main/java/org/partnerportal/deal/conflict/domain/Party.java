package org.partnerportal.deal.conflict.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.domain.PartnerId;

/**
 * One of the two sales.
 *
 * @param saleId the registration's id, or the CRM's of the opportunity
 * @param partner whose registration it is; none for the vendor's own sales
 * @param since when it began, in business time and not by its arrival
 */
public record Party(String saleId, @Nullable PartnerId partner, Instant since) {

    public boolean isDirect() {
        return partner == null;
    }

    boolean isBefore(Party other) {
        return since.equals(other.since)
                ? saleId.compareTo(other.saleId) < 0
                : since.isBefore(other.since);
    }
}
