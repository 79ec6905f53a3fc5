package org.partnerportal.partner.applications.domain;

/** Why the vendor does not accept an application. */
public enum RejectionReason {
    NEEDS_MORE_DETAIL,
    DOES_NOT_MEET_REQUIREMENTS,
    NOT_THE_RIGHT_FIT,
    DUPLICATE,
    OTHER;

    /** What the applicant is told: that somebody else is known here is never said to a stranger. */
    public RejectionReason toldAs() {
        return this == DUPLICATE ? OTHER : this;
    }
}
