package org.partnerportal.deal.leads.domain;

/** Why the vendor does not accept a partner's lead. */
public enum LeadRejection {
    EXISTING_CUSTOMER,
    NOT_QUALIFIED,
    OUT_OF_SCOPE,
    INCOMPLETE
}
