package org.partnerportal.deal.leads.application;

import java.time.Clock;
import org.partnerportal.deal.leads.domain.Lead;
import org.partnerportal.deal.leads.domain.LeadDetails;
import org.partnerportal.deal.leads.domain.LeadId;
import org.partnerportal.deal.leads.domain.LeadProgrammes;
import org.partnerportal.deal.leads.domain.LeadRefusal;
import org.partnerportal.deal.leads.domain.Leads;
import org.partnerportal.deal.leads.domain.ProgrammeCode;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.springframework.stereotype.Service;

/** Writes down a new lead. */
@Service
public class CreateLead {

    private final Leads leads;
    private final LeadProgrammes programmes;
    private final LeadTerms terms;
    private final Clock clock;

    CreateLead(Leads leads, LeadProgrammes programmes, LeadTerms terms, Clock clock) {
        this.leads = leads;
        this.programmes = programmes;
        this.terms = terms;
        this.clock = clock;
    }

    /** The vendor's, to be distributed. */
    public Lead ofVendor(LeadId id, ProgrammeCode programme, LeadDetails details, Actor by) {
        if (programmes.find(programme).isEmpty()) {
            throw LeadRefusal.PROGRAMME_UNKNOWN.because(programme);
        }
        return leads.add(Lead.ofVendor(id, programme, details, by, clock.instant()));
    }

    /** A partner's own. */
    public Lead ofPartner(LeadId id, PartnerId partner, LeadDetails details, Actor by) {
        terms.mustBeReady(partner);
        return leads.add(Lead.submitted(id, partner, details, by, clock.instant()));
    }

    /** A partner's, written down by the vendor's people. */
    public Lead onBehalf(LeadId id, PartnerId partner, LeadDetails details, Actor by) {
        terms.mustBeReady(partner);
        return leads.add(Lead.onBehalf(id, partner, details, by, clock.instant()));
    }
}
