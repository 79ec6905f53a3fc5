package org.partnerportal.deal.registration.domain;

/** What was done for a sale. */
public enum ActivityKind {
    CALL,
    MEETING,
    DEMO,
    EMAIL,
    PROPOSAL,
    NOTE
}
