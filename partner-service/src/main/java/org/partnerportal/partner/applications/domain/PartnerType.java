package org.partnerportal.partner.applications.domain;

/** What kind of partner a company wants to be. */
public enum PartnerType {
    RESELLER,
    DISTRIBUTOR,
    REFERRAL,
    SERVICE,
    TECHNOLOGY
}
