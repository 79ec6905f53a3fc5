package org.partnerportal.partner.memberships.persistence;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.partnerportal.partner.memberships.domain.Membership;
import org.partnerportal.partner.memberships.domain.MembershipId;
import org.partnerportal.partner.memberships.domain.MembershipState;
import org.partnerportal.partner.memberships.domain.PartnerRole;
import org.partnerportal.partner.memberships.domain.Person;
import org.partnerportal.partner.memberships.domain.Provisioning;
import org.partnerportal.partner.partner.domain.PartnerId;
import org.springframework.data.annotation.TypeAlias;

/**
 * A membership as it is stored: flat, so that lists can filter on it.
 *
 * @param openKey partner and mailbox, unique over all memberships; absent once it has ended
 * @param dueAt when the account is to be worked on; absent while there is nothing to do
 */
@TypeAlias("membership")
record MembershipDocument(
        String partnerId,
        @Nullable String openKey,
        String email,
        String name,
        String locale,
        List<PartnerRole> roles,
        MembershipState.Name status,
        Instant statusAt,
        @Nullable String reason,
        Provisioning.State provisioning,
        boolean mailDue,
        int attempts,
        @Nullable String problem,
        Instant provisioningAt,
        @Nullable Instant dueAt,
        @Nullable String subject) {

    static MembershipDocument of(Membership membership) {
        Provisioning provisioning = membership.provisioning();
        MembershipState state = membership.state();
        return new MembershipDocument(
                membership.partner().value(),
                state instanceof MembershipState.Ended
                        ? null
                        : membership.partner() + ":" + membership.person().mailbox(),
                membership.person().email(),
                membership.person().name(),
                membership.person().locale(),
                membership.roles().stream().sorted().toList(),
                state.name(),
                state.at(),
                reason(state),
                provisioning.state(),
                provisioning.mailDue(),
                provisioning.attempts(),
                provisioning.problem(),
                provisioning.dueAt(),
                provisioning.state() == Provisioning.State.PENDING ? provisioning.dueAt() : null,
                membership.subject());
    }

    private static @Nullable String reason(MembershipState state) {
        return switch (state) {
            case MembershipState.Disabled(_, var why) -> why;
            case MembershipState.Ended(_, var why) -> why;
            case MembershipState.Invited _, MembershipState.Active _ -> null;
        };
    }

    Membership toMembership(String id, long version) {
        return new Membership(
                new MembershipId(id),
                new PartnerId(partnerId),
                new Person(email, name, locale),
                roles.stream().collect(Collectors.toUnmodifiableSet()),
                state(),
                new Provisioning(provisioning, mailDue, attempts, problem, provisioningAt),
                subject,
                version);
    }

    private MembershipState state() {
        return switch (status) {
            case INVITED -> new MembershipState.Invited(statusAt);
            case ACTIVE -> new MembershipState.Active(statusAt);
            case DISABLED -> new MembershipState.Disabled(statusAt, Objects.requireNonNull(reason));
            case ENDED -> new MembershipState.Ended(statusAt, Objects.requireNonNull(reason));
        };
    }
}
