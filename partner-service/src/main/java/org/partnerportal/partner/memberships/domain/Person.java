package org.partnerportal.partner.memberships.domain;

import java.util.Locale;

/**
 * Personal data: it stays in this service and in the identity provider, and is in no event.
 *
 * @param email as it was given
 * @param locale the language of its mails and pages: {@code en}, {@code hu}, {@code de}
 */
public record Person(String email, String name, String locale) {

    /** Addresses that differ in case alone are one mailbox. */
    public String mailbox() {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
