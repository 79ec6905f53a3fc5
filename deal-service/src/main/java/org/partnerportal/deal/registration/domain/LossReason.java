package org.partnerportal.deal.registration.domain;

/** Why the customer did not buy. */
public enum LossReason {
    PRICE,
    COMPETITOR,
    NO_BUDGET,
    NO_DECISION,
    MISSING_FEATURE,
    TIMING,
    LOST_CONTACT,
    CUSTOMER_CLOSED,
    OTHER
}
