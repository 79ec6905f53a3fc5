package org.partnerportal.partner.agreements.application;

import org.partnerportal.partner.agreements.domain.AgreementRefusal;
import org.partnerportal.partner.partner.domain.Partner;
import org.partnerportal.partner.partner.domain.PartnerState;

/** With which partners agreements are made. */
final class OpenPartners {

    private OpenPartners() {}

    static void mustBeOpen(Partner partner) {
        switch (partner.state()) {
            case PartnerState.Onboarding _, PartnerState.Active _ -> {
                // With these they are.
            }
            case PartnerState.Suspended _, PartnerState.Terminated _, PartnerState.Removed _ ->
                    throw AgreementRefusal.PARTNER_NOT_OPEN.because(partner.state().name());
        }
    }
}
