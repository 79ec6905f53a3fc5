package org.partnerportal.partner.memberships.domain;

import java.time.Instant;

/** What can happen to a membership. */
public sealed interface MembershipEvent {

    Instant at();

    record MembershipInvited(Instant at) implements MembershipEvent {}

    record MembershipActivated(Instant at) implements MembershipEvent {}

    record MembershipRolesChanged(Instant at) implements MembershipEvent {}

    record MembershipDisabled(Instant at) implements MembershipEvent {}

    record MembershipEnded(Instant at) implements MembershipEvent {}
}
