package org.partnerportal.deal.conflict.domain;

import org.partnerportal.kernel.Refusal;
import org.partnerportal.kernel.RefusalKind;

/** Why something cannot be done with a conflict case. */
public enum ConflictRefusal implements Refusal {
    /** The state does not allow it; the answer names what it does. */
    ILLEGAL_TRANSITION("deal.conflict-illegal-transition", RefusalKind.ILLEGAL_TRANSITION),
    /** The decider looks after one of the partners. */
    DECIDER_INVOLVED("deal.conflict-decider-involved", RefusalKind.FORBIDDEN),
    /** Nobody decides about an appeal against himself. */
    SAME_DECIDER("deal.conflict-same-decider", RefusalKind.FORBIDDEN),
    /** Argument: until when it could be appealed. */
    APPEAL_TOO_LATE("deal.conflict-appeal-too-late", RefusalKind.CONFLICT),
    /** The vendor's own sales have no part in it. */
    NO_DIRECT_SALE("deal.conflict-no-direct-sale", RefusalKind.INVALID),
    /** Argument: what was named instead of one of the two sales. */
    NOT_A_PARTY("deal.conflict-not-a-party", RefusalKind.INVALID),
    /** A registration cannot be approved while somebody has to decide about its conflict. */
    UNRESOLVED("deal.conflict-unresolved", RefusalKind.CONFLICT);

    private final String code;
    private final RefusalKind kind;

    ConflictRefusal(String code, RefusalKind kind) {
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
