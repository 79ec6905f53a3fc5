package org.partnerportal.partner.agreements.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What callers send about agreements. */
final class AgreementRequests {

    private AgreementRequests() {}

    /**
     * What is missing is as the vendor set it up.
     *
     * @param template code of the text
     * @param language of the document, ISO 639-1
     * @param startsOn its first day; today where it is missing
     * @param validUntil the last day on which it can be accepted
     */
    record Offer(
            @Nullable @Size(max = 100) @Pattern(regexp = "[a-z0-9-]+") String template,
            @Nullable @Pattern(regexp = "[a-z]{2}") String language,
            @Nullable LocalDate startsOn,
            @Nullable LocalDate validUntil) {

        static final Offer STANDARD = new Offer(null, null, null, null);
    }

    /**
     * @param documentHash SHA-256 of the document that was read, hexadecimal
     * @param fullName of the person who accepts
     * @param statement whether the statement of the agreement was shown and confirmed
     */
    record Accept(
            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String documentHash,
            @NotBlank @Size(max = 200) @Pattern(regexp = "[^\\p{Cntrl}]*") String fullName,
            @NotNull Boolean statement) {}

    record Decline(@NotBlank @Size(max = 2000) String reason) {}
}
