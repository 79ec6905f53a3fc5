package org.partnerportal.partner.memberships.domain;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.partner.partner.domain.PartnerId;

/**
 * The account that a membership wants in the identity provider.
 *
 * @param enabled whether it may log in
 * @param subject the account's name in tokens, once it is known
 */
public record Account(
        PartnerId partner,
        Person person,
        Set<PartnerRole> roles,
        boolean enabled,
        @Nullable String subject) {

    public Account {
        roles = Set.copyOf(roles);
    }
}
