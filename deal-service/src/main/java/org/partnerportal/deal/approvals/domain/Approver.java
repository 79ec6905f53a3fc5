package org.partnerportal.deal.approvals.domain;

import java.util.Set;

/**
 * A person of the vendor.
 *
 * @param subject stable id of the user
 * @param roles that are known of him
 */
public record Approver(String subject, Set<String> roles) {

    public Approver {
        roles = Set.copyOf(roles);
    }
}
