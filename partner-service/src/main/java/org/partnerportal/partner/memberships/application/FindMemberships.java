package org.partnerportal.partner.memberships.application;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.partnerportal.partner.memberships.domain.Membership;
import org.partnerportal.partner.memberships.domain.MembershipId;
import org.partnerportal.partner.memberships.domain.MembershipState;
import org.partnerportal.partner.memberships.domain.PartnerRole;
import org.partnerportal.partner.partner.domain.PartnerId;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;

/** Looks memberships up. */
public interface FindMemberships {

    /** A page of a partner's memberships, oldest first. */
    Page<Membership> find(Filter filter, PageRequest page);

    /** Those of a partner that have not ended. */
    List<Membership> open(PartnerId partner);

    /** The membership that has not ended, by the name of the account in tokens. */
    Optional<Membership> ofSubject(String subject);

    /** Whose account is to be worked on now, the longest due first. */
    List<MembershipId> dueForProvisioning(Instant now, int limit);

    /** What is asked for; null means any. */
    record Filter(
            PartnerId partner, MembershipState.@Nullable Name state, @Nullable PartnerRole role) {}
}
