package org.partnerportal.deal.conflict.domain;

/** How a conflict can end. */
public enum Resolution {
    /** The sale that began first goes on, the other ends. */
    FIRST_WINS,
    /** Both go on and share customer and reward. */
    SPLIT,
    /** Both go on and sell together. */
    CO_SELL,
    /** The customer has named the one that goes on. */
    CUSTOMER_CHOICE,
    /** The vendor's own sale goes on. */
    DIRECT_WINS,
    /** Two customers after all. */
    NOT_SAME
}
