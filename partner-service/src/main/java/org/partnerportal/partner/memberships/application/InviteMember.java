package org.partnerportal.partner.memberships.application;

import java.time.Clock;
import java.util.Set;
import org.partnerportal.kernel.Ids;
import org.partnerportal.partner.memberships.domain.Membership;
import org.partnerportal.partner.memberships.domain.MembershipId;
import org.partnerportal.partner.memberships.domain.MembershipRefusal;
import org.partnerportal.partner.memberships.domain.Memberships;
import org.partnerportal.partner.memberships.domain.PartnerRole;
import org.partnerportal.partner.memberships.domain.Person;
import org.partnerportal.partner.partner.domain.Partner;
import org.partnerportal.partner.partner.domain.PartnerId;
import org.partnerportal.partner.partner.domain.PartnerState;
import org.partnerportal.partner.partner.domain.Partners;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** Asks a person to join a partner organisation; the account follows by itself. */
@Service
public class InviteMember {

    private final Memberships memberships;
    private final Partners partners;
    private final Administrators administrators;
    private final Clock clock;

    InviteMember(
            Memberships memberships,
            Partners partners,
            Administrators administrators,
            Clock clock) {
        this.memberships = memberships;
        this.partners = partners;
        this.administrators = administrators;
        this.clock = clock;
    }

    /** The same source always names the same membership, so a repeat does no harm. */
    public static MembershipId idFrom(String source) {
        return new MembershipId(Ids.derived(MembershipId.PREFIX, "source", source));
    }

    public Membership handle(
            MembershipId id, PartnerId partner, Person person, Set<PartnerRole> roles) {
        mustBeOpen(partners.get(partner));
        Membership membership;
        try {
            membership =
                    memberships.add(Membership.invite(id, partner, person, roles, clock.instant()));
        } catch (DuplicateKeyException e) {
            membership =
                    memberships
                            .find(id)
                            .filter(it -> it.partner().equals(partner))
                            .orElseThrow(MembershipRefusal.ALREADY_MEMBER::because);
        }
        if (membership.isAdministrator()) {
            administrators.join(partner, membership.id());
        }
        return membership;
    }

    private static void mustBeOpen(Partner partner) {
        switch (partner.state()) {
            case PartnerState.Onboarding _, PartnerState.Active _, PartnerState.Suspended _ -> {
                // People may come and go.
            }
            case PartnerState.Terminated _, PartnerState.Removed _ ->
                    throw MembershipRefusal.PARTNER_CLOSED.because(partner.state().name());
        }
    }
}
