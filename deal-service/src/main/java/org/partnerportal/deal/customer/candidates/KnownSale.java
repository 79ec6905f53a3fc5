package org.partnerportal.deal.customer.candidates;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.customer.matching.Described;

/**
 * A sale to an end customer that somebody works on or has worked on, as the index keeps it.
 *
 * @param partnerId whose registration it is; none for a direct opportunity
 * @param productCodes none where it is not known what is sold
 * @param state of the registration; OPEN or CLOSED for a direct opportunity
 * @param open whether it still stands in the way of another
 * @param since in business time: when the vendor was first asked, or when the CRM says that it
 *     began
 * @param keys under which its likes are looked for
 */
record KnownSale(
        Kind kind,
        @Nullable String partnerId,
        String name,
        @Nullable String country,
        @Nullable String domain,
        @Nullable String vatId,
        List<String> productCodes,
        String state,
        boolean open,
        Instant since,
        List<String> keys) {

    /** Stands for what two sales share of which neither says what it is about. */
    private static final String ANY_PRODUCT = "*";

    KnownSale {
        productCodes = List.copyOf(productCodes);
        keys = List.copyOf(keys);
    }

    /** Who works on it. */
    public enum Kind {
        /** A partner, by a registration. */
        REGISTRATION,
        /** The vendor's own sales, by an opportunity of the CRM. */
        DIRECT
    }

    Described described() {
        return new Described(name, country, domain, vatId);
    }

    /**
     * Which of these products it is about too. Where one of the two does not say what it is about,
     * it may be all of the other's.
     */
    List<String> shared(Collection<String> products) {
        if (products.isEmpty()) {
            return productCodes.isEmpty() ? List.of(ANY_PRODUCT) : productCodes;
        }
        return products.stream()
                .filter(product -> productCodes.isEmpty() || productCodes.contains(product))
                .sorted()
                .toList();
    }

    OpenSale opened(String id) {
        return new OpenSale(id, partnerId, described(), productCodes, since);
    }

    KnownSale closed() {
        return new KnownSale(
                kind,
                partnerId,
                name,
                country,
                domain,
                vatId,
                productCodes,
                "CLOSED",
                false,
                since,
                keys);
    }
}
