package org.partnerportal.deal.leads.application;

import java.time.Clock;
import java.util.List;
import org.partnerportal.deal.leads.domain.Lead;
import org.partnerportal.deal.leads.domain.LeadId;
import org.partnerportal.deal.leads.domain.Leads;
import org.partnerportal.deal.registration.application.RegisterDeal;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.deal.registration.domain.DealRefusal;
import org.partnerportal.deal.registration.domain.Deals;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Ids;
import org.partnerportal.kernel.Refused;
import org.springframework.stereotype.Service;

/**
 * Makes a registration out of a lead, with all that the lead holds. The registration comes first,
 * under an id that follows from lead and partner: whatever breaks in between, a repeat finds it and
 * goes on.
 */
@Service
public class ConvertLead {

    private final Leads leads;
    private final Deals deals;
    private final RegisterDeal register;
    private final Clock clock;

    ConvertLead(Leads leads, Deals deals, RegisterDeal register, Clock clock) {
        this.leads = leads;
        this.deals = deals;
        this.register = register;
        this.clock = clock;
    }

    public Lead handle(LeadId id, Expected expected, PartnerId partner) {
        DealId deal = new DealId(Ids.derived(DealId.PREFIX, "lead", id.value(), partner.value()));
        return leads.change(
                id,
                expected,
                lead -> {
                    var decided = lead.convert(partner, deal, clock.instant());
                    draft(deal, partner, lead);
                    return decided;
                });
    }

    private void draft(DealId deal, PartnerId partner, Lead lead) {
        try {
            register.handle(
                    new RegisterDeal.Command(
                            deal, partner, lead.details().toRegistration(), List.of()));
        } catch (Refused refused) {
            if (refused.refusal() != DealRefusal.REFERENCE_TAKEN || deals.find(deal).isEmpty()) {
                throw refused;
            }
        }
    }
}
