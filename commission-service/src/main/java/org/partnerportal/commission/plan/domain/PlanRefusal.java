package org.partnerportal.commission.plan.domain;

import org.partnerportal.kernel.Refusal;
import org.partnerportal.kernel.RefusalKind;

/** Why something cannot be done with a plan. */
public enum PlanRefusal implements Refusal {
    /** The state does not allow it; the answer names what it does. */
    ILLEGAL_TRANSITION("commission.plan-illegal-transition", RefusalKind.ILLEGAL_TRANSITION),
    /** Who wrote a version does not approve it. */
    SELF_APPROVAL("commission.plan-self-approval", RefusalKind.FORBIDDEN),
    /** Argument: the code that came. */
    BAD_CODE("commission.plan-bad-code", RefusalKind.INVALID),
    /** Argument: the draft's id. */
    DRAFT_EXISTS("commission.plan-draft-exists", RefusalKind.CONFLICT),
    /** The first rate must begin at zero. */
    NO_FIRST_RATE("commission.plan-no-first-rate", RefusalKind.INVALID),
    /** Argument: the threshold that is not above the one before it. */
    THRESHOLDS_NOT_RISING("commission.plan-thresholds-not-rising", RefusalKind.INVALID),
    /** Argument: the percentage that came. */
    BAD_PERCENTAGE("commission.plan-bad-percentage", RefusalKind.INVALID),
    /** A flat plan has one rate. Argument: how many came. */
    FLAT_WITH_TIERS("commission.plan-flat-with-tiers", RefusalKind.INVALID),
    /** Arguments: currency of the plan so far, currency that came. */
    OTHER_CURRENCY("commission.plan-other-currency", RefusalKind.INVALID),
    /** Only a plan's first version may begin in the past. Argument: the earliest day. */
    BEGINS_TOO_EARLY("commission.plan-begins-too-early", RefusalKind.CONFLICT);

    private final String code;
    private final RefusalKind kind;

    PlanRefusal(String code, RefusalKind kind) {
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
