package org.partnerportal.deal.customer.candidates;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.customer.matching.Described;

/**
 * A sale that stands in the way of others from now on.
 *
 * @param id of the registration or of the CRM's opportunity
 * @param partnerId whose registration it is; none for the vendor's own
 * @param productCodes none where it is not known what is sold
 * @param since in business time
 */
public record OpenSale(
        String id,
        @Nullable String partnerId,
        Described customer,
        List<String> productCodes,
        Instant since) {

    public OpenSale {
        productCodes = List.copyOf(productCodes);
    }
}
