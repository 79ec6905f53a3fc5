package org.partnerportal.partner.applications.web;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.partner.applications.domain.ApplicationDetails;
import org.partnerportal.partner.applications.domain.Language;
import org.partnerportal.partner.applications.domain.PartnerType;
import org.partnerportal.partner.applications.domain.RejectionReason;
import org.partnerportal.partner.partner.domain.VatId;

/** What callers send about applications. */
final class ApplicationRequests {

    /** One line of text. */
    private static final String LINE = "[^\\p{Cntrl}\\u2028\\u2029]*";

    /** Several lines of text. */
    private static final String TEXT = "[^\\p{Cntrl}&&[^\\r\\n\\t]]*";

    private static final String EMAIL =
            "(?=.{3,254}$)[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
                    + "(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,63}";
    private static final String WEBSITE =
            "(?:https?://)?(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?\\.)+\\p{L}{2,63}"
                    + "(?:/[A-Za-z0-9._~%/?=&#+-]*)?";

    private ApplicationRequests() {}

    /**
     * A company asks to become a partner.
     *
     * @param country ISO 3166-1 alpha-2
     * @param vatId with or without the country's prefix
     * @param region that the company works in, in its own words
     * @param locale in which we write to it
     * @param consent that these data are used to decide about the application
     * @param consentVersion of the text that was agreed to
     */
    record Apply(
            @NotBlank @Size(max = 200) @Pattern(regexp = LINE) String companyName,
            @Schema(maxLength = 2) @NotNull @IsoCountry String country,
            @Nullable @Size(max = 30) @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9 ./+*-]{3,29}")
                    String vatId,
            @Nullable @Size(max = 200) @Pattern(regexp = WEBSITE) String website,
            @NotNull @Valid Contact contact,
            @Nullable PartnerType partnerType,
            @Nullable @Size(max = 100) @Pattern(regexp = LINE) String region,
            @Nullable @Size(max = 4000) @Pattern(regexp = TEXT) String message,
            @NotNull @Pattern(regexp = "en|hu|de") String locale,
            @NotNull @AssertTrue Boolean consent,
            @NotBlank @Size(max = 40) @Pattern(regexp = "[A-Za-z0-9._-]*") String consentVersion) {

        ApplicationDetails toDetails() {
            return new ApplicationDetails(
                    companyName.strip(),
                    country,
                    vatId == null ? null : VatId.canonical(country, vatId),
                    website,
                    new ApplicationDetails.Contact(contact.name().strip(), contact.email()),
                    partnerType,
                    region == null || region.isBlank() ? null : region.strip(),
                    message,
                    Language.of(locale));
        }
    }

    /** The person who applies. */
    record Contact(
            @NotBlank @Size(max = 100) @Pattern(regexp = LINE) String name,
            @NotBlank @Size(max = 254) @Pattern(regexp = EMAIL) String email) {}

    /**
     * @param token of the link in the mail
     */
    record Verify(@NotBlank @Size(max = 100) String token) {}

    record Answer(@NotBlank @Size(max = 4000) @Pattern(regexp = TEXT) String text) {}

    /**
     * @param reviewer user name; the caller where it is missing
     */
    record Review(@Nullable @Size(min = 1, max = 100) @Pattern(regexp = LINE) String reviewer) {}

    record RequestInformation(@NotBlank @Size(max = 4000) @Pattern(regexp = TEXT) String message) {}

    /**
     * @param region the vendor's sales region
     * @param channelManager user name of who looks after the partner
     * @param acknowledgedDuplicates ids of possible duplicates that are other companies
     */
    record Approve(
            @NotBlank @Size(max = 100) @Pattern(regexp = LINE) String region,
            @NotBlank @Size(max = 100) @Pattern(regexp = LINE) String channelManager,
            @Nullable @Size(max = 100)
                    List<@NotBlank @Size(max = 40) String> acknowledgedDuplicates) {

        Set<String> acknowledged() {
            return Set.copyOf(Objects.requireNonNullElse(acknowledgedDuplicates, List.of()));
        }
    }

    /**
     * @param comment for the vendor's own people; the applicant is told the reason alone
     */
    record Reject(
            @NotNull RejectionReason reason,
            @NotBlank @Size(max = 2000) @Pattern(regexp = TEXT) String comment) {}
}
