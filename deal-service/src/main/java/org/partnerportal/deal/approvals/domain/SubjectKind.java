package org.partnerportal.deal.approvals.domain;

import java.util.Set;

/**
 * A kind of thing that can be approved here.
 *
 * @param roles that may decide about it, and can therefore be asked
 */
public record SubjectKind(String type, Set<String> roles) {

    public SubjectKind {
        roles = Set.copyOf(roles);
    }
}
