package org.partnerportal.partner.memberships.domain;

import org.partnerportal.kernel.Aggregates;

/** All memberships. */
public interface Memberships extends Aggregates<MembershipId, Membership, MembershipEvent> {}
