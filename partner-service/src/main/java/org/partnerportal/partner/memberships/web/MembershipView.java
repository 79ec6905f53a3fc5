package org.partnerportal.partner.memberships.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.partner.memberships.domain.Membership;
import org.partnerportal.partner.memberships.domain.MembershipAction;
import org.partnerportal.partner.memberships.domain.MembershipState;
import org.partnerportal.partner.memberships.domain.PartnerRole;
import org.partnerportal.partner.memberships.domain.Provisioning;

/**
 * A membership as its organisation and the vendor see it.
 *
 * @param stateSince when it came into this state
 * @param reason why it is disabled or has ended
 * @param provisioning how far the account in the identity provider is
 * @param provisioningProblem code of what stands in the way; PENDING is tried again by itself,
 *     FAILED after a new invitation
 * @param allowedActions what this caller may do next
 * @param version also the ETag
 */
record MembershipView(
        String id,
        String partnerId,
        String email,
        String name,
        String locale,
        List<String> roles,
        MembershipState.Name state,
        Instant stateSince,
        @Nullable String reason,
        Provisioning.State provisioning,
        @Nullable String provisioningProblem,
        List<MembershipAction> allowedActions,
        long version) {

    static MembershipView of(Membership membership, boolean mayChange) {
        MembershipState state = membership.state();
        return new MembershipView(
                membership.id().value(),
                membership.partner().value(),
                membership.person().email(),
                membership.person().name(),
                membership.person().locale(),
                membership.roles().stream().map(PartnerRole::text).sorted().toList(),
                state.name(),
                state.at(),
                switch (state) {
                    case MembershipState.Disabled(_, var why) -> why;
                    case MembershipState.Ended(_, var why) -> why;
                    case MembershipState.Invited _, MembershipState.Active _ -> null;
                },
                membership.provisioning().state(),
                membership.provisioning().problem(),
                mayChange
                        ? membership.allowed().stream()
                                .filter(action -> action != MembershipAction.ACTIVATE)
                                .toList()
                        : List.of(),
                membership.version());
    }
}
