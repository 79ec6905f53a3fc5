package org.partnerportal.deal.approvals.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.partnerportal.deal.registration.domain.DealDetails;
import org.partnerportal.deal.registration.domain.EndCustomer;
import org.partnerportal.deal.registration.domain.ProductLine;
import org.partnerportal.kernel.Money;

class DealSubjectTest {

    private static final ProductLine ONE =
            new ProductLine("GTX Pro", new BigDecimal("2"), Money.of("10.00", "EUR"));
    private static final ProductLine OTHER = new ProductLine("GTX", null, null);

    private static String hash(
            String customer,
            @Nullable String city,
            @Nullable String estimate,
            ProductLine... lines) {
        return DealSubject.contentHash(
                new DealDetails(
                        new EndCustomer(customer, "DE", city, null, null),
                        List.of(lines),
                        estimate == null ? null : Money.of(estimate, "EUR"),
                        null,
                        null));
    }

    @Test
    void isTheSameHoweverTheSameIsWritten() {
        assertThat(hash("Müller  GmbH", "Ulm", "100", ONE, OTHER))
                .hasSize(64)
                .isEqualTo(
                        hash(
                                "müller gmbh",
                                "ULM",
                                "100.00",
                                OTHER,
                                new ProductLine(
                                        "GTX Pro",
                                        new BigDecimal("2.000"),
                                        Money.of("10", "EUR"))));
    }

    @Test
    void isAnotherForAnotherCustomerProductOrEstimate() {
        assertThat(
                        List.of(
                                hash("Müller", "Ulm", "100", ONE),
                                hash("Meier", "Ulm", "100", ONE),
                                hash("Müller", "Bonn", "100", ONE),
                                hash("Müller", null, "100", ONE),
                                hash("Müller", "Ulm", "100.01", ONE),
                                hash("Müller", "Ulm", null, ONE),
                                hash("Müller", "Ulm", "100", OTHER),
                                hash("Müller", "Ulm", "100", ONE, OTHER)))
                .doesNotHaveDuplicates();
    }

    @Test
    void leavesOutWhatAnApprovalIsNotAbout() {
        var customer = new EndCustomer("Müller", "DE", null, null, null);

        assertThat(
                        DealSubject.contentHash(
                                new DealDetails(
                                        customer,
                                        List.of(ONE),
                                        null,
                                        LocalDate.parse("2026-12-01"),
                                        "Soon")))
                .isEqualTo(
                        DealSubject.contentHash(
                                new DealDetails(customer, List.of(ONE), null, null, null)));
    }
}
