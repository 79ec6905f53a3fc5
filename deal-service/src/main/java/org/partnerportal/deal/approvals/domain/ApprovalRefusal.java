package org.partnerportal.deal.approvals.domain;

import org.partnerportal.kernel.Refusal;
import org.partnerportal.kernel.RefusalKind;

/** Why something cannot be done with a chain or an approval. */
public enum ApprovalRefusal implements Refusal {
    CHAIN_INVALID("deal.approval-chain-invalid", RefusalKind.INVALID),
    CODE_MALFORMED("deal.approval-code-malformed", RefusalKind.INVALID),
    /** Argument: the kind of subject that has a chain already. */
    SUBJECT_TAKEN("deal.approval-subject-taken", RefusalKind.CONFLICT),
    /** The state does not allow it; the answer names what it does. */
    ILLEGAL_TRANSITION("deal.approval-illegal-transition", RefusalKind.ILLEGAL_TRANSITION),
    /** No step waits for this person. */
    NOT_ASKED("deal.approval-not-asked", RefusalKind.FORBIDDEN),
    SELF_APPROVAL("deal.self-approval", RefusalKind.FORBIDDEN),
    DECIDED_BEFORE("deal.approval-decided-before", RefusalKind.CONFLICT),
    NOT_DUE("deal.approval-not-due", RefusalKind.CONFLICT),
    ABSENCE_INVALID("deal.absence-invalid", RefusalKind.INVALID),
    /** The first instant is not before the last. */
    PERIOD_EMPTY("deal.absence-period-empty", RefusalKind.INVALID),
    PERIODS_OVERLAP("deal.absence-periods-overlap", RefusalKind.INVALID),
    OWN_SUBSTITUTE("deal.absence-own-substitute", RefusalKind.INVALID),
    /** Whoever writes down another's absence cannot make himself the substitute. */
    SELF_APPOINTED("deal.absence-self-appointed", RefusalKind.INVALID);

    private final String code;
    private final RefusalKind kind;

    ApprovalRefusal(String code, RefusalKind kind) {
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
