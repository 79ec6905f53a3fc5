package org.partnerportal.partner.memberships.messaging;

import java.util.List;
import org.partnerportal.messaging.WireEvent;
import org.partnerportal.partner.memberships.domain.Membership;
import org.partnerportal.partner.memberships.domain.MembershipEvent;
import org.partnerportal.partner.memberships.domain.PartnerRole;

/** What others may read of a membership: nothing about the person. */
public final class MembershipWire {

    private MembershipWire() {}

    public static WireEvent of(Membership membership, MembershipEvent event) {
        return WireEvent.of(
                switch (event) {
                    case MembershipEvent.MembershipInvited _ -> "partner.membership-invited";
                    case MembershipEvent.MembershipActivated _ -> "partner.membership-activated";
                    case MembershipEvent.MembershipRolesChanged _ ->
                            "partner.membership-roles-changed";
                    case MembershipEvent.MembershipDisabled _ -> "partner.membership-disabled";
                    case MembershipEvent.MembershipEnded _ -> "partner.membership-ended";
                },
                membership.partner().value(),
                event.at(),
                new Snapshot(
                        membership.id().value(),
                        membership.partner().value(),
                        membership.state().name().name(),
                        membership.roles().stream().map(PartnerRole::text).sorted().toList()));
    }

    record Snapshot(String membershipId, String partnerId, String state, List<String> roles) {}
}
