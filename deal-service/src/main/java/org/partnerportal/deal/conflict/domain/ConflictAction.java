package org.partnerportal.deal.conflict.domain;

/** What can be done with a conflict case. */
public enum ConflictAction {
    INVESTIGATE,
    RESOLVE,
    APPEAL,
    DECIDE_APPEAL,
    /** By the system, when a sale ends by itself. */
    LAPSE,
    /** By the system, when a decision is final. */
    SETTLE
}
