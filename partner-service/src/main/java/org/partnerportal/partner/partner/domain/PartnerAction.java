package org.partnerportal.partner.partner.domain;

/** What can be done with a partner. */
public enum PartnerAction {
    ACTIVATE,
    SUSPEND,
    REINSTATE,
    TERMINATE,
    REMOVE
}
