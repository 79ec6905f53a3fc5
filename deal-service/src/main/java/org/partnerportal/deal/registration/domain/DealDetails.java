package org.partnerportal.deal.registration.domain;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.Money;

/**
 * What the partner says about the deal, and may correct until the vendor has decided.
 *
 * @param estimate net value that the partner expects
 */
public record DealDetails(
        EndCustomer customer,
        List<ProductLine> products,
        @Nullable Money estimate,
        @Nullable LocalDate expectedCloseDate,
        @Nullable String description) {

    public DealDetails {
        products = List.copyOf(products);
        var codes = new HashSet<String>();
        if (products.isEmpty()
                || !products.stream().allMatch(line -> codes.add(line.productCode()))) {
            throw DealRefusal.NO_PRODUCTS.because();
        }
        if (estimate != null && !estimate.isPositive()) {
            throw DealRefusal.AMOUNT_NOT_POSITIVE.because();
        }
        for (ProductLine line : products) {
            if ((line.amount() != null && line.amount().isNegative())
                    || (line.quantity() != null && line.quantity().signum() <= 0)) {
                throw DealRefusal.AMOUNT_NOT_POSITIVE.because();
            }
        }
    }

    /**
     * What the registration is about, as keys of which at most one registration may hold each:
     * every identity of the customer with every product. Sorted, so that two rivals always meet at
     * the same key first.
     */
    public Set<String> scope() {
        var scope = new TreeSet<String>();
        for (String identity : customer.identities()) {
            for (ProductLine line : products) {
                scope.add(identity + "|" + line.productCode());
            }
        }
        return scope;
    }
}
