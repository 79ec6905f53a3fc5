package org.partnerportal.deal.leads.domain;

/** Why a partner does not want a lead. */
public enum DeclineReason {
    NO_CAPACITY,
    OUT_OF_TERRITORY,
    NOT_OUR_PRODUCTS,
    CONFLICT_OF_INTEREST,
    NOT_SERIOUS,
    OTHER
}
