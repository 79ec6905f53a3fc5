package org.partnerportal.web;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, from the token alone.
 *
 * @param subject stable id of the user or machine
 * @param username for people; the subject where the token names none
 * @param partner the partner that the caller acts for; none for the vendor's people and machines
 * @param roles as in the glossary
 * @param region of a vendor's region manager, where the token names one
 */
public record Caller(
        String subject,
        String username,
        @Nullable String partner,
        Set<String> roles,
        @Nullable String region) {

    public Caller {
        roles = Set.copyOf(roles);
    }

    public Optional<String> partnerId() {
        return Optional.ofNullable(partner);
    }

    public boolean hasAny(String... wanted) {
        for (String role : wanted) {
            if (roles.contains(role)) {
                return true;
            }
        }
        return false;
    }

    /** Belongs to a partner and therefore sees that partner's things only. */
    public boolean isPartner() {
        return partner != null;
    }
}
