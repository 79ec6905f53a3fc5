package org.partnerportal.deal.tenders;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.partnerportal.deal.registration.domain.DealDetails;
import org.partnerportal.deal.registration.domain.EndCustomer;
import org.partnerportal.deal.registration.domain.ProductLine;
import org.partnerportal.kernel.Decided;

/**
 * A public tender that the vendor knows of.
 *
 * @param products codes of the catalogue
 * @param publishedOn from the beginning of this day, in the programme's zone, nobody is approved
 *     alone for this customer and these products
 * @param withdrawn it was recorded by mistake, or never came
 */
record Tender(
        TenderId id,
        EndCustomer customer,
        List<String> products,
        LocalDate publishedOn,
        boolean withdrawn,
        long version) {

    Tender {
        products = List.copyOf(products);
    }

    /** Registrations carry what others need to know; nothing is published about tenders. */
    enum NoEvent {}

    /** Again changes nothing. */
    Decided<Tender, NoEvent> withdraw() {
        return new Decided<>(
                new Tender(id, customer, products, publishedOn, true, version), List.of());
    }

    /** What it is about, as registrations name it. */
    Set<String> subjects() {
        return new DealDetails(
                        customer,
                        products.stream().map(code -> new ProductLine(code, null, null)).toList(),
                        null,
                        null,
                        null)
                .subjects();
    }
}
