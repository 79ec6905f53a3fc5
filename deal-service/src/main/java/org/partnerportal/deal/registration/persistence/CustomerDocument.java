package org.partnerportal.deal.registration.persistence;

import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.domain.EndCustomer;

/** An end customer as it is stored. */
record CustomerDocument(
        String name,
        @Nullable String country,
        @Nullable String city,
        @Nullable String domain,
        @Nullable String vatId) {

    static CustomerDocument of(EndCustomer customer) {
        return new CustomerDocument(
                customer.name(),
                customer.country(),
                customer.city(),
                customer.domain(),
                customer.vatId());
    }

    EndCustomer toCustomer() {
        return new EndCustomer(name, country, city, domain, vatId);
    }
}
