package org.partnerportal.deal.registration.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.domain.ActivityKind;
import org.partnerportal.deal.registration.domain.DealDetails;
import org.partnerportal.deal.registration.domain.DealType;
import org.partnerportal.deal.registration.domain.EndCustomer;
import org.partnerportal.deal.registration.domain.LossReason;
import org.partnerportal.deal.registration.domain.ProductLine;
import org.partnerportal.deal.registration.domain.RejectionReason;
import org.partnerportal.deal.registration.domain.RevocationReason;
import org.partnerportal.deal.registration.domain.SalesStage;
import org.partnerportal.kernel.Money;
import org.partnerportal.web.NotNegative;

/** What callers send about registrations. */
final class DealRequests {

    private static final String NO_CONTROL = "[^\\p{Cntrl}]*";

    private DealRequests() {}

    /**
     * A new registration, or all that can be corrected of one.
     *
     * @param estimate net value that the partner expects
     * @param externalReferences ids in the partner's own systems; only with a new registration
     * @param type EXCLUSIVE where it is missing
     * @param tenderPublishedOn the day on which the tender is published; with type TENDER alone
     * @param partnerId for whom the vendor's people register; only with a new registration
     */
    record Register(
            @NotNull @Valid Customer customer,
            @NotEmpty @Size(max = 50) List<@Valid Line> products,
            @Nullable @NotNegative Money estimate,
            @Nullable LocalDate expectedCloseDate,
            @Nullable @Size(max = 4000) String description,
            @Nullable @Size(max = 10) List<@Valid Reference> externalReferences,
            @Nullable DealType type,
            @Nullable LocalDate tenderPublishedOn,
            @Nullable @Size(max = 40) String partnerId) {

        DealDetails toDetails(UnaryOperator<String> productCode) {
            return new DealDetails(
                    new EndCustomer(
                            customer.name().strip(),
                            customer.country(),
                            customer.city(),
                            customer.domain(),
                            customer.vatId()),
                    products.stream()
                            .map(line ->
                                    new ProductLine(
                                            productCode.apply(line.productCode()),
                                            line.quantity(),
                                            line.amount()))
                            .toList(),
                    estimate,
                    expectedCloseDate,
                    description,
                    Objects.requireNonNullElse(type, DealType.EXCLUSIVE),
                    tenderPublishedOn);
        }

        List<Reference> references() {
            return Objects.requireNonNullElse(externalReferences, List.of());
        }
    }

    /**
     * @param country ISO 3166-1 alpha-2
     * @param domain without scheme and path
     * @param vatId with its country prefix
     */
    record Customer(
            @NotBlank @Size(max = 200) @Pattern(regexp = NO_CONTROL) String name,
            @Nullable @Pattern(regexp = "[A-Z]{2}") String country,
            @Nullable @Size(max = 100) @Pattern(regexp = NO_CONTROL) String city,
            @Nullable @Pattern(regexp = "[\\p{L}\\p{N}.-]{3,253}") String domain,
            @Nullable @Pattern(regexp = "[A-Z]{2}[A-Za-z0-9 .-]{2,20}") String vatId) {}

    /**
     * @param productCode of the catalogue, or a declared alias
     */
    record Line(
            @NotBlank @Size(max = 100) String productCode,
            @Nullable @Positive @Digits(integer = 12, fraction = 6) BigDecimal quantity,
            @Nullable @NotNegative Money amount) {}

    record Reference(
            @NotBlank @Size(max = 40) @Pattern(regexp = "[A-Za-z0-9._-]+") String system,
            @NotBlank @Size(max = 100) @Pattern(regexp = NO_CONTROL) String id) {}

    /**
     * @param fields that need a look, as JSON pointers
     */
    record GiveBack(
            @NotEmpty @Size(max = 20) List<@NotBlank @Size(max = 100) String> fields,
            @NotBlank @Size(max = 2000) String comment) {}

    /**
     * @param comment kept with the decision, under an approval chain
     */
    record Approve(@Nullable @Size(max = 2000) String comment) {}

    record Reject(@NotNull RejectionReason reason, @NotBlank @Size(max = 2000) String comment) {}

    /**
     * @param reason in words
     * @param code OTHER where it is missing
     */
    record Revoke(@NotBlank @Size(max = 2000) String reason, @Nullable RevocationReason code) {

        RevocationReason named() {
            return Objects.requireNonNullElse(code, RevocationReason.OTHER);
        }
    }

    /**
     * @param nextStep stays as it is where it is missing; blank: there is none any more
     */
    record Stage(@NotNull SalesStage stage, @Nullable @Size(max = 255) String nextStep) {}

    record RequestExtension(@NotBlank @Size(max = 2000) String reason) {}

    record RefuseExtension(@NotBlank @Size(max = 2000) String comment) {}

    /**
     * @param at business time, not in the future; now where it is missing
     */
    record LogActivity(
            @NotNull ActivityKind kind,
            @NotBlank @Size(max = 4000) String text,
            @Nullable Instant at) {}

    /**
     * @param wonAt business time; now where it is missing
     */
    record Win(
            @NotBlank @Size(max = 100) String orderReference,
            @NotNull @NotNegative Money amount,
            @Nullable Instant wonAt) {}

    /**
     * @param lostAt business time; now where it is missing
     */
    record Lose(
            @NotNull LossReason reason,
            @Nullable @Size(max = 2000) String comment,
            @Nullable Instant lostAt) {}
}
