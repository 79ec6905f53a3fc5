package org.partnerportal.deal.registration.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.Ids;
import org.partnerportal.kernel.Money;

/**
 * What the partner says about the deal.
 *
 * @param estimate net value that the partner expects
 * @param tenderPublishedOn of a tender, the day on which it is published
 */
public record DealDetails(
        EndCustomer customer,
        List<ProductLine> products,
        @Nullable Money estimate,
        @Nullable LocalDate expectedCloseDate,
        @Nullable String description,
        DealType type,
        @Nullable LocalDate tenderPublishedOn) {

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
        if ((type == DealType.TENDER) != (tenderPublishedOn != null)) {
            throw DealRefusal.TENDER_DATE.because();
        }
    }

    /** An exclusive one, which is what a registration is unless it says otherwise. */
    public DealDetails(
            EndCustomer customer,
            List<ProductLine> products,
            @Nullable Money estimate,
            @Nullable LocalDate expectedCloseDate,
            @Nullable String description) {
        this(
                customer,
                products,
                estimate,
                expectedCloseDate,
                description,
                DealType.EXCLUSIVE,
                null);
    }

    /**
     * What the registration claims, as keys of which at most one registration may hold each. A
     * tender claims nothing, so it keeps nobody away and is kept away by nobody.
     */
    public Set<String> scope() {
        return type.isExclusive() ? subjects() : Set.of();
    }

    /**
     * What the registration is about: every identity of the customer with every product. Sorted, so
     * that two rivals always meet at the same key first.
     */
    public Set<String> subjects() {
        var subjects = new TreeSet<String>();
        for (String identity : customer.identities()) {
            for (ProductLine line : products) {
                subjects.add(identity + "|" + line.productCode());
            }
        }
        return subjects;
    }

    /** Refuses a tender that is registered on the day of its publication, or later. */
    void mustBeInTime(@Nullable LocalDate known, LocalDate registered) {
        if (tenderPublishedOn == null) {
            return;
        }
        LocalDate published =
                known != null && known.isBefore(tenderPublishedOn) ? known : tenderPublishedOn;
        if (!registered.isBefore(published)) {
            throw DealRefusal.TENDER_CUT_OFF.because(published);
        }
    }

    /** Whether nobody may be approved alone any more, because a tender is out. */
    boolean isOvertakenBy(@Nullable LocalDate tender, LocalDate today) {
        return type.isExclusive() && tender != null && !today.isBefore(tender);
    }

    /** Names this content: the same for the same content, another for any other. */
    public String digest() {
        var parts = new ArrayList<String>();
        add(parts, customer.name());
        add(parts, customer.country());
        add(parts, customer.city());
        add(parts, customer.domain());
        add(parts, customer.vatId());
        for (ProductLine line : products) {
            add(parts, line.productCode());
            add(parts, plain(line.quantity()));
            add(parts, line.amount());
        }
        add(parts, estimate);
        add(parts, expectedCloseDate);
        add(parts, description);
        add(parts, type.name());
        add(parts, tenderPublishedOn);
        return Ids.derived("content", parts.toArray(String[]::new));
    }

    /** What is missing differs from what is empty. */
    private static void add(List<String> parts, @Nullable Object value) {
        parts.add(value == null ? "" : "=" + value);
    }

    private static @Nullable String plain(@Nullable BigDecimal quantity) {
        return quantity == null ? null : quantity.stripTrailingZeros().toPlainString();
    }
}
