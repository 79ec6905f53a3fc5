package org.partnerportal.deal.leads.application;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.calendars.PartnerCalendars;
import org.partnerportal.deal.leads.domain.Lead;
import org.partnerportal.deal.leads.domain.LeadOffer.Recipient;
import org.partnerportal.deal.leads.domain.LeadOrigin.FromPartner;
import org.partnerportal.deal.leads.domain.LeadOrigin.FromVendor;
import org.partnerportal.deal.leads.domain.LeadProgramme;
import org.partnerportal.deal.leads.domain.LeadProgrammes;
import org.partnerportal.deal.leads.domain.LeadRefusal;
import org.partnerportal.deal.partners.PartnerDirectory;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.deal.registration.domain.PartnerStanding;
import org.partnerportal.kernel.BusinessCalendar;
import org.partnerportal.kernel.Deadline;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** By when a partner has to do something about a lead: the programme's terms in its calendar. */
@Component
@EnableConfigurationProperties(LeadSettings.class)
class LeadTerms {

    private final LeadProgrammes programmes;
    private final PartnerDirectory partners;
    private final PartnerCalendars calendars;
    private final LeadSettings settings;

    LeadTerms(
            LeadProgrammes programmes,
            PartnerDirectory partners,
            PartnerCalendars calendars,
            LeadSettings settings) {
        this.programmes = programmes;
        this.partners = partners;
        this.calendars = calendars;
        this.settings = settings;
    }

    /** The programme that distributes the lead; a partner's own lead is not distributed. */
    LeadProgramme programmeOf(Lead lead, Instant now) {
        return switch (lead.origin()) {
            case FromVendor(var programme) -> programmes.get(programme);
            case FromPartner _ -> throw LeadRefusal.ILLEGAL_TRANSITION.insteadOf(lead.allowed(now));
        };
    }

    Recipient offerTo(PartnerId partner, LeadProgramme programme, Instant now) {
        return new Recipient(
                partner,
                programme
                        .rules()
                        .acceptWithin()
                        .from(now, calendarOf(partner, now), settings.hours()));
    }

    /**
     * When the partner is warned if nothing is heard from now on; empty for its own lead, of which
     * nobody waits to hear.
     */
    Optional<Deadline> warnAfter(Lead lead, PartnerId partner, Instant now) {
        return switch (lead.origin()) {
            case FromVendor(var programme) ->
                    Optional.of(programmes.get(programme).warnAfter(calendarOf(partner, now), now));
            case FromPartner _ -> Optional.empty();
        };
    }

    /** When the lead is taken back from its partner after a warning that is given now. */
    Deadline reclaimAfter(Lead lead, Instant now) {
        return programmeOf(lead, now).reclaimAfter(calendarOf(lead.state().holder(), now), now);
    }

    /** Refuses a partner that may not do business at this moment. */
    void mustBeReady(PartnerId partner) {
        PartnerStanding standing = partners.standingOf(partner);
        if (!standing.active() || !standing.agreementInForce()) {
            throw LeadRefusal.PARTNER_NOT_READY.because(partner);
        }
    }

    private BusinessCalendar calendarOf(@Nullable PartnerId partner, Instant now) {
        return calendars.of(
                Optional.ofNullable(partner)
                        .flatMap(partners::find)
                        .map(PartnerDirectory.Partner::country)
                        .orElse(null),
                now);
    }
}
