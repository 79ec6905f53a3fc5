package org.partnerportal.deal.leads.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.domain.DealDetails;
import org.partnerportal.deal.registration.domain.EndCustomer;
import org.partnerportal.deal.registration.domain.ProductLine;
import org.partnerportal.kernel.Money;

/**
 * What is known of a possible sale. It is complete from the start: whatever a lead holds can be
 * registered as a deal without being asked for again.
 *
 * @param products codes of the catalogue, never aliases
 * @param estimate net value that the sale may have
 * @param need what the organisation is looking for, in words that name nobody
 */
public record LeadDetails(
        Organisation organisation,
        Contact contact,
        @Nullable String industry,
        List<String> products,
        @Nullable Money estimate,
        @Nullable String need) {

    public LeadDetails {
        products = List.copyOf(products);
        // Refused now rather than when a partner has worked on it.
        registration(organisation, products, estimate, need);
    }

    /** The same facts as a registration tells them. */
    public DealDetails toRegistration() {
        return registration(organisation, products, estimate, need);
    }

    private static DealDetails registration(
            Organisation organisation,
            List<String> products,
            @Nullable Money estimate,
            @Nullable String need) {
        return new DealDetails(
                new EndCustomer(
                        organisation.name(),
                        organisation.country(),
                        organisation.city(),
                        organisation.domain(),
                        organisation.vatId()),
                products.stream().map(code -> new ProductLine(code, null, null)).toList(),
                estimate,
                null,
                need);
    }
}
