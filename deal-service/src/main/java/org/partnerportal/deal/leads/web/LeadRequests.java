package org.partnerportal.deal.leads.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.leads.domain.Contact;
import org.partnerportal.deal.leads.domain.DeclineReason;
import org.partnerportal.deal.leads.domain.Disqualification;
import org.partnerportal.deal.leads.domain.LeadDetails;
import org.partnerportal.deal.leads.domain.LeadRejection;
import org.partnerportal.deal.leads.domain.Organisation;
import org.partnerportal.kernel.Money;
import org.partnerportal.web.NotNegative;

/** What callers send about leads. */
final class LeadRequests {

    static final String PARTNER = "ptr_[0-7][0-9A-HJKMNP-TV-Z]{25}";
    private static final String LEAD = "lead_[0-7][0-9A-HJKMNP-TV-Z]{25}";
    private static final String PROGRAMME = "[a-z0-9]+(-[a-z0-9]+)*";
    private static final String NO_CONTROL = "[^\\p{Cntrl}]*";

    private LeadRequests() {}

    /**
     * A new lead.
     *
     * @param programme that distributes it; for the vendor's leads
     * @param partnerId whose lead it is, when the vendor's people write it down for a partner
     * @param estimate net value that the sale may have
     * @param need what the organisation is looking for; shown before a partner accepts, so it names
     *     nobody
     */
    record CreateLeadRequest(
            @Nullable @Size(max = 40) @Pattern(regexp = PROGRAMME) String programme,
            @Nullable @Pattern(regexp = PARTNER) String partnerId,
            @NotNull @Valid LeadOrganisation organisation,
            @NotNull @Valid LeadContact contact,
            @Nullable @Size(max = 100) @Pattern(regexp = NO_CONTROL) String industry,
            @NotEmpty @Size(max = 50) List<@NotBlank @Size(max = 100) String> products,
            @Nullable @NotNegative Money estimate,
            @Nullable @Size(max = 4000) String need) {

        LeadDetails toDetails(UnaryOperator<String> productCode) {
            return new LeadDetails(
                    new Organisation(
                            organisation.name().strip(),
                            organisation.street(),
                            organisation.country(),
                            organisation.region(),
                            organisation.city(),
                            organisation.domain(),
                            organisation.vatId()),
                    new Contact(contact.person(), contact.email(), contact.phone()),
                    industry,
                    products.stream().map(productCode).toList(),
                    estimate,
                    need);
        }
    }

    /**
     * @param country ISO 3166-1 alpha-2
     * @param region a part of the country, as the programme's territories name it
     * @param domain without scheme and path
     * @param vatId with its country prefix
     */
    record LeadOrganisation(
            @NotBlank @Size(max = 200) @Pattern(regexp = NO_CONTROL) String name,
            @Nullable @Size(max = 200) @Pattern(regexp = NO_CONTROL) String street,
            @NotNull @Pattern(regexp = "[A-Z]{2}") String country,
            @Nullable @Size(max = 100) @Pattern(regexp = NO_CONTROL) String region,
            @Nullable @Size(max = 100) @Pattern(regexp = NO_CONTROL) String city,
            @Nullable @Pattern(regexp = "[\\p{L}\\p{N}.-]{3,253}") String domain,
            @Nullable @Pattern(regexp = "[A-Z]{2}[A-Za-z0-9 .-]{2,20}") String vatId) {}

    record LeadContact(
            @Nullable @Size(max = 200) @Pattern(regexp = NO_CONTROL) String person,
            @Nullable @Email @Size(max = 254) String email,
            @Nullable @Size(max = 40) @Pattern(regexp = "[0-9+()/ .-]*") String phone) {}

    record OfferLead(@NotNull @Pattern(regexp = PARTNER) String partnerId) {}

    record DeclineLead(@NotNull DeclineReason reason, @Nullable @Size(max = 2000) String comment) {}

    record UpdateLead(@NotBlank @Size(max = 2000) String note) {}

    record DisqualifyLead(
            @NotNull Disqualification reason, @NotBlank @Size(max = 2000) String comment) {}

    record ReclaimLead(@NotBlank @Size(max = 2000) String comment) {}

    record RejectLead(@NotNull LeadRejection reason, @NotBlank @Size(max = 2000) String comment) {}

    /**
     * @param duplicateOf the lead that the vendor knew already; the partner does not learn which
     */
    record MarkDuplicateLead(@NotNull @Pattern(regexp = LEAD) String duplicateOf) {}
}
