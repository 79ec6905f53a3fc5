package org.partnerportal.partner.memberships.domain;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a person may do for its organisation; the roles of the tokens, {@code partner-admin}. */
public enum PartnerRole {
    ADMIN,
    SALES,
    MARKETING,
    TECHNICAL,
    FINANCE;

    /** As tokens and the API name it. */
    public String text() {
        return "partner-" + name().toLowerCase(Locale.ROOT);
    }

    public static Optional<PartnerRole> of(String text) {
        return Stream.of(values()).filter(role -> role.text().equals(text)).findFirst();
    }
}
