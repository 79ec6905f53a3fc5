package org.partnerportal.partner.applications.domain;

/** What can be done with an application, and by whom. */
public enum ApplicationAction {
    VERIFY(Side.APPLICANT),
    ANSWER(Side.APPLICANT),
    WITHDRAW(Side.APPLICANT),
    REVIEW(Side.REVIEWER),
    REQUEST_INFORMATION(Side.REVIEWER),
    APPROVE(Side.DECIDER),
    REJECT(Side.DECIDER),
    EXPIRE(Side.SYSTEM);

    /** Who may ask for it; the system is the timer. */
    public enum Side {
        APPLICANT,
        REVIEWER,
        DECIDER,
        SYSTEM
    }

    private final Side side;

    ApplicationAction(Side side) {
        this.side = side;
    }

    public Side side() {
        return side;
    }
}
