package org.partnerportal.partner.memberships.application;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Expected;
import org.partnerportal.partner.memberships.domain.Membership;
import org.partnerportal.partner.memberships.domain.MembershipEvent;
import org.partnerportal.partner.memberships.domain.MembershipId;
import org.partnerportal.partner.memberships.domain.MembershipRefusal;
import org.partnerportal.partner.memberships.domain.MembershipState;
import org.partnerportal.partner.memberships.domain.Memberships;
import org.partnerportal.partner.memberships.domain.PartnerRole;
import org.partnerportal.partner.partner.domain.PartnerId;
import org.springframework.stereotype.Service;

/** What is decided about a membership: read, decide, save; the last administrator stays. */
@Service
public class ChangeMembership {

    /** Who has been leaving for so long has crashed. */
    private static final Duration ASLEEP = Duration.ofSeconds(30);

    private final Memberships memberships;
    private final FindMemberships find;
    private final Administrators administrators;
    private final Clock clock;

    ChangeMembership(
            Memberships memberships,
            FindMemberships find,
            Administrators administrators,
            Clock clock) {
        this.memberships = memberships;
        this.find = find;
        this.administrators = administrators;
        this.clock = clock;
    }

    public Membership handle(MembershipId id, Expected expected, Action action) {
        Membership current = memberships.get(id);
        return current.isAdministrator() && action.takesAdministration()
                ? changeAndLeave(current, expected, action)
                : changeAndJoin(id, expected, action);
    }

    private Membership changeAndJoin(MembershipId id, Expected expected, Action action) {
        Membership changed =
                memberships.change(id, expected, membership -> decide(membership, action));
        if (changed.isAdministrator()) {
            administrators.join(changed.partner(), id);
        }
        return changed;
    }

    /** What was read is what must be changed: who settles a crash does it by writing to it. */
    private Membership changeAndLeave(Membership current, Expected expected, Action action) {
        expected.check(current.version());
        leave(current);
        try {
            Membership changed =
                    memberships.change(
                            current.id(),
                            Expected.version(current.version()),
                            membership -> decide(membership, action));
            administrators.left(current.partner(), current.id());
            return changed;
        } catch (RuntimeException e) {
            if (memberships.get(current.id()).isAdministrator()) {
                administrators.join(current.partner(), current.id());
            }
            throw e;
        }
    }

    /** The partner is no more: nobody needs to remain. */
    public void endAll(PartnerId partner, String reason) {
        for (Membership membership : find.open(partner)) {
            memberships.change(
                    membership.id(),
                    Expected.any(),
                    current ->
                            current.state() instanceof MembershipState.Ended
                                    ? Decided.of(current)
                                    : current.end(reason, clock.instant()));
        }
        administrators.dissolve(partner);
    }

    private void leave(Membership membership) {
        PartnerId partner = membership.partner();
        if (!administrators.leave(partner, membership.id(), clock.instant())) {
            settle(partner);
            if (!administrators.leave(partner, membership.id(), clock.instant())) {
                throw MembershipRefusal.LAST_ADMINISTRATOR.because();
            }
        }
    }

    /**
     * Lets those count again whom a crash left out. Writing to the membership first makes anybody
     * fail who was merely asleep on his way out.
     */
    private void settle(PartnerId partner) {
        Instant now = clock.instant();
        Administrators.Standing standing = administrators.standing(partner);
        for (Membership other : find.open(partner)) {
            Instant leaving = standing.leaving().get(other.id());
            boolean onItsWay = leaving != null && leaving.isAfter(now.minus(ASLEEP));
            if (other.isAdministrator()
                    && !standing.holders().contains(other.id())
                    && !onItsWay
                    && memberships
                            .change(other.id(), Expected.any(), it -> it.touch(now))
                            .isAdministrator()) {
                administrators.join(partner, other.id());
            }
        }
    }

    private Decided<Membership, MembershipEvent> decide(Membership membership, Action action) {
        Instant now = clock.instant();
        return switch (action) {
            case Activate() -> membership.activate(now);
            case ChangeRoles(var roles) -> membership.changeRoles(roles, now);
            case Deactivate(var reason) -> membership.deactivate(reason, now);
            case Reactivate() -> membership.reactivate(now);
            case InviteAgain() -> membership.inviteAgain(now);
            case End(var reason) -> membership.end(reason, now);
        };
    }

    /** What is to be done. */
    public sealed interface Action {

        /** Whether nobody is an administrator after it. */
        default boolean takesAdministration() {
            return false;
        }
    }

    public record Activate() implements Action {}

    public record ChangeRoles(Set<PartnerRole> roles) implements Action {
        @Override
        public boolean takesAdministration() {
            return !roles.contains(PartnerRole.ADMIN);
        }
    }

    public record Deactivate(String reason) implements Action {
        @Override
        public boolean takesAdministration() {
            return true;
        }
    }

    public record Reactivate() implements Action {}

    public record InviteAgain() implements Action {}

    public record End(String reason) implements Action {
        @Override
        public boolean takesAdministration() {
            return true;
        }
    }
}
