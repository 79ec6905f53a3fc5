package org.partnerportal.partner.memberships.domain;

/** What can be done with a membership. */
public enum MembershipAction {
    ACTIVATE,
    CHANGE_ROLES,
    DEACTIVATE,
    REACTIVATE,
    INVITE_AGAIN,
    END
}
