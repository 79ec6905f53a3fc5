package org.partnerportal.deal.approvals.domain;

import org.partnerportal.kernel.Refusal;
import org.partnerportal.kernel.RefusalKind;

/** What can be wrong with a chain. */
public enum ChainFlaw implements Refusal {
    /** Argument: the kind of subject that came. */
    SUBJECT_UNKNOWN("deal.approval-subject-unknown", RefusalKind.INVALID),
    /** Argument: the kind of subject that the chain is for. */
    SUBJECT_FIXED("deal.approval-subject-fixed", RefusalKind.INVALID),
    APPLIES_IN_PAST("deal.approval-applies-in-past", RefusalKind.INVALID),
    NO_STEP("deal.approval-no-step", RefusalKind.INVALID),
    /** Argument: the step's id. */
    STEP_TWICE("deal.approval-step-twice", RefusalKind.INVALID),
    /** Argument: the id that no step has. */
    STEP_UNKNOWN("deal.approval-step-unknown", RefusalKind.INVALID),
    /** Argument: the step's id. */
    CYCLE("deal.approval-cycle", RefusalKind.INVALID),
    /** Argument: the step's id. */
    UNREACHABLE("deal.approval-step-unreachable", RefusalKind.INVALID),
    NO_APPROVER("deal.approval-no-approver", RefusalKind.INVALID),
    /** Argument: the role. */
    ROLE_UNKNOWN("deal.approval-role-unknown", RefusalKind.INVALID),
    /** Arguments: how many are wanted, how many there can be. */
    QUORUM_IMPOSSIBLE("deal.approval-quorum-impossible", RefusalKind.INVALID),
    BAND_EMPTY("deal.approval-band-empty", RefusalKind.INVALID),
    BAND_CURRENCIES("deal.approval-band-currencies", RefusalKind.INVALID),
    /** Argument: the smallest amount that no step is for. */
    AMOUNT_WITHOUT_STEP("deal.approval-amount-without-step", RefusalKind.INVALID);

    private final String code;
    private final RefusalKind kind;

    ChainFlaw(String code, RefusalKind kind) {
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
