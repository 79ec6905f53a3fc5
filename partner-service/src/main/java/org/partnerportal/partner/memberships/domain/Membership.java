package org.partnerportal.partner.memberships.domain;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.Decided;
import org.partnerportal.partner.memberships.domain.MembershipEvent.MembershipActivated;
import org.partnerportal.partner.memberships.domain.MembershipEvent.MembershipDisabled;
import org.partnerportal.partner.memberships.domain.MembershipEvent.MembershipEnded;
import org.partnerportal.partner.memberships.domain.MembershipEvent.MembershipInvited;
import org.partnerportal.partner.memberships.domain.MembershipEvent.MembershipRolesChanged;
import org.partnerportal.partner.memberships.domain.MembershipState.Active;
import org.partnerportal.partner.memberships.domain.MembershipState.Disabled;
import org.partnerportal.partner.memberships.domain.MembershipState.Ended;
import org.partnerportal.partner.memberships.domain.MembershipState.Invited;
import org.partnerportal.partner.partner.domain.PartnerId;

/**
 * A person in a partner organisation. What the person may do is decided here; the account in the
 * identity provider follows, and an outage of the provider delays it.
 *
 * @param roles at least one
 * @param provisioning how far the account is
 * @param subject the account's name in tokens, once there is one
 * @param version counts its changes; 0 before it is stored
 */
public record Membership(
        MembershipId id,
        PartnerId partner,
        Person person,
        Set<PartnerRole> roles,
        MembershipState state,
        Provisioning provisioning,
        @Nullable String subject,
        long version) {

    public Membership {
        roles = Set.copyOf(roles);
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("A membership has at least one role");
        }
    }

    public static Decided<Membership, MembershipEvent> invite(
            MembershipId id,
            PartnerId partner,
            Person person,
            Set<PartnerRole> roles,
            Instant now) {
        return Decided.of(
                new Membership(
                        id,
                        partner,
                        person,
                        roles,
                        new Invited(now),
                        Provisioning.wanted(true, now),
                        null,
                        0),
                new MembershipInvited(now));
    }

    /** The person has come to the portal with its own token. */
    public Decided<Membership, MembershipEvent> activate(Instant now) {
        return switch (state) {
            case Invited _ ->
                    Decided.of(
                            with(roles, new Active(now), provisioning),
                            new MembershipActivated(now));
            case Active _, Disabled _, Ended _ -> throw illegal();
        };
    }

    public Decided<Membership, MembershipEvent> changeRoles(Set<PartnerRole> next, Instant now) {
        return switch (state) {
            case Invited _, Active _ ->
                    next.equals(roles)
                            ? Decided.of(this)
                            : Decided.of(
                                    with(next, state, wanted(now)),
                                    new MembershipRolesChanged(now));
            case Disabled _, Ended _ -> throw illegal();
        };
    }

    public Decided<Membership, MembershipEvent> deactivate(String reason, Instant now) {
        return switch (state) {
            case Invited _, Active _ ->
                    Decided.of(
                            with(roles, new Disabled(now, reason), wanted(now)),
                            new MembershipDisabled(now));
            case Disabled _, Ended _ -> throw illegal();
        };
    }

    public Decided<Membership, MembershipEvent> reactivate(Instant now) {
        return switch (state) {
            case Disabled _ ->
                    Decided.of(
                            with(roles, new Active(now), wanted(now)),
                            new MembershipActivated(now));
            case Invited _, Active _, Ended _ -> throw illegal();
        };
    }

    /** Writes to the person again, and tries again what has failed. */
    public Decided<Membership, MembershipEvent> inviteAgain(Instant now) {
        return switch (state) {
            case Invited _ -> Decided.of(with(roles, state, Provisioning.wanted(true, now)));
            case Active _, Disabled _, Ended _ -> throw illegal();
        };
    }

    public Decided<Membership, MembershipEvent> end(String reason, Instant now) {
        return switch (state) {
            case Invited _, Active _, Disabled _ ->
                    Decided.of(
                            with(roles, new Ended(now, reason), wanted(now)),
                            new MembershipEnded(now));
            case Ended _ -> throw illegal();
        };
    }

    /** What the identity provider should have. */
    public Account account() {
        boolean enabled =
                switch (state) {
                    case Invited _, Active _ -> true;
                    case Disabled _, Ended _ -> false;
                };
        return new Account(partner, person, roles, enabled, subject);
    }

    /**
     * The account is as {@code reached} says. If the membership has come to want something else
     * meanwhile, that is still to be done.
     */
    public Decided<Membership, MembershipEvent> provisioned(
            Account reached, String itsSubject, Instant now) {
        boolean current =
                account().roles().equals(reached.roles())
                        && account().enabled() == reached.enabled();
        return Decided.of(
                new Membership(
                        id,
                        partner,
                        person,
                        roles,
                        state,
                        current ? provisioning.done(now) : provisioning,
                        itsSubject,
                        version));
    }

    public Decided<Membership, MembershipEvent> provisioningDelayed(String problem, Instant now) {
        return Decided.of(with(roles, state, provisioning.delayed(problem, now)));
    }

    public Decided<Membership, MembershipEvent> provisioningFailed(String problem, Instant now) {
        return Decided.of(with(roles, state, provisioning.failed(problem, now)));
    }

    /**
     * A new version and nothing else: whoever read the one before can no longer save. The account
     * is looked at once more, which does no harm.
     */
    public Decided<Membership, MembershipEvent> touch(Instant now) {
        return switch (state) {
            case Invited _, Active _ -> Decided.of(with(roles, state, wanted(now)));
            case Disabled _, Ended _ -> Decided.of(this);
        };
    }

    /** Whether it is one of those of whom a partner must have at least one. */
    public boolean isAdministrator() {
        return switch (state) {
            case Invited _, Active _ -> roles.contains(PartnerRole.ADMIN);
            case Disabled _, Ended _ -> false;
        };
    }

    /** What may be done next; the API shows it. */
    public Set<MembershipAction> allowed() {
        return switch (state) {
            case Invited _ ->
                    EnumSet.of(
                            MembershipAction.ACTIVATE,
                            MembershipAction.CHANGE_ROLES,
                            MembershipAction.DEACTIVATE,
                            MembershipAction.INVITE_AGAIN,
                            MembershipAction.END);
            case Active _ ->
                    EnumSet.of(
                            MembershipAction.CHANGE_ROLES,
                            MembershipAction.DEACTIVATE,
                            MembershipAction.END);
            case Disabled _ -> EnumSet.of(MembershipAction.REACTIVATE, MembershipAction.END);
            case Ended _ -> EnumSet.noneOf(MembershipAction.class);
        };
    }

    /** A change of the account never takes back a mail that is still due. */
    private Provisioning wanted(Instant now) {
        return Provisioning.wanted(provisioning.mailDue(), now);
    }

    private RuntimeException illegal() {
        return MembershipRefusal.ILLEGAL_TRANSITION.insteadOf(allowed());
    }

    private Membership with(
            Set<PartnerRole> newRoles, MembershipState next, Provisioning provisioned) {
        return new Membership(id, partner, person, newRoles, next, provisioned, subject, version);
    }
}
