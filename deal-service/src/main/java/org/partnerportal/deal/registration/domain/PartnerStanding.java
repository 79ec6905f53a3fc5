package org.partnerportal.deal.registration.domain;

/** Whether the partner may register at all. */
public record PartnerStanding(boolean active, boolean agreementInForce) {

    void mustAllowRegistration() {
        if (!active) {
            throw DealRefusal.PARTNER_NOT_ACTIVE.because();
        }
        if (!agreementInForce) {
            throw DealRefusal.AGREEMENT_NOT_IN_FORCE.because();
        }
    }
}
