package org.partnerportal.deal.leads.domain;

/** How closely a partner's territory fits a lead; the later, the closer. */
public enum Coverage {
    COUNTRY,
    REGION
}
