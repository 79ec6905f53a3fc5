package org.partnerportal.deal.leads.domain;

/** Why nothing comes of a lead. */
public enum Disqualification {
    NOT_REACHABLE,
    NO_NEED,
    NO_BUDGET,
    WRONG_CONTACT,
    COMPETITOR_CHOSEN,
    SPAM,
    OTHER
}
