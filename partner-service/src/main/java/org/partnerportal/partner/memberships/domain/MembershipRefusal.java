package org.partnerportal.partner.memberships.domain;

import org.partnerportal.kernel.Refusal;
import org.partnerportal.kernel.RefusalKind;

/** Why something cannot be done with a membership. */
public enum MembershipRefusal implements Refusal {
    /** The state does not allow it; the answer names what it does. */
    ILLEGAL_TRANSITION("membership.illegal-transition", RefusalKind.ILLEGAL_TRANSITION),
    /** This person is a member already. */
    ALREADY_MEMBER("membership.already-member", RefusalKind.CONFLICT),
    /** A partner is never without somebody who can invite others. */
    LAST_ADMINISTRATOR("membership.last-administrator", RefusalKind.CONFLICT),
    /** Argument: the partner's state. */
    PARTNER_CLOSED("membership.partner-closed", RefusalKind.CONFLICT),
    /** Argument: the role that came. */
    UNKNOWN_ROLE("membership.unknown-role", RefusalKind.INVALID);

    private final String code;
    private final RefusalKind kind;

    MembershipRefusal(String code, RefusalKind kind) {
        this.code = code;
        this.kind = kind;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public RefusalKind kind() {
        return kind;
    }
}
