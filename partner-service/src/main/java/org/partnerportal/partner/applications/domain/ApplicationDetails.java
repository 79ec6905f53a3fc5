package org.partnerportal.partner.applications.domain;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the applicant says about its company.
 *
 * @param country ISO 3166-1 alpha-2
 * @param vatId in its canonical form
 * @param region that the company works in, in its own words
 * @param language in which we write to it
 */
public record ApplicationDetails(
        String companyName,
        String country,
        @Nullable String vatId,
        @Nullable String website,
        Contact contact,
        @Nullable PartnerType partnerType,
        @Nullable String region,
        @Nullable String message,
        Language language) {

    /** The person who applies; the only personal data of an application. */
    public record Contact(String name, String email) {

        /** The same mailbox, however it is written. */
        public String mailbox() {
            return email.toLowerCase(Locale.ROOT);
        }
    }
}
