package org.partnerportal.deal.approvals.domain;

/** What can be done with an approval process. */
public enum ProcessAction {
    APPROVE,
    REJECT,
    /** By a timer. */
    ESCALATE,
    /** Because what was to be approved is not what it was. */
    VOID
}
