package org.partnerportal.partner.memberships.domain;

import org.partnerportal.kernel.Ids;

/** Names a membership, {@code mbr_...}. */
public record MembershipId(String value) {

    public static final String PREFIX = "mbr";

    public MembershipId {
        Ids.checked(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
