package org.partnerportal.deal.leads.web;

import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.leads.domain.Lead;
import org.partnerportal.deal.leads.domain.LeadId;
import org.partnerportal.deal.leads.domain.Leads;
import org.partnerportal.deal.partners.PartnerDirectory;
import org.partnerportal.deal.registration.domain.DealRefusal;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.web.Caller;
import org.springframework.stereotype.Component;

/**
 * Who may see which leads. A partner sees those that it was offered, has, or brought; a partner
 * manager those of its partners and those that nobody has; the vendor's other roles all. What a
 * caller may not see does not exist for it.
 */
@Component
class LeadAccess {

    /** Roles that see the leads of every partner. */
    private static final String[] SEES_ALL = {
        "channel-admin", "program-manager", "region-manager", "auditor", "integration"
    };

    private final Leads leads;
    private final PartnerDirectory partners;
    private final Clock clock;

    LeadAccess(Leads leads, PartnerDirectory partners, Clock clock) {
        this.leads = leads;
        this.partners = partners;
        this.clock = clock;
    }

    Lead get(LeadId id, Caller caller) {
        Lead lead = leads.get(id);
        if (!maySee(lead, caller)) {
            throw CommonRefusal.NOT_FOUND.because(id);
        }
        return lead;
    }

    private boolean maySee(Lead lead, Caller caller) {
        PartnerId reader = partnerOf(caller);
        if (reader != null) {
            return lead.seenBy(reader, clock.instant()).isPresent();
        }
        return caller.hasAny(SEES_ALL)
                || (caller.hasAny("partner-manager") && manages(caller, lead));
    }

    private boolean manages(Caller caller, Lead lead) {
        Set<PartnerId> current = lead.partners();
        return current.isEmpty()
                || current.stream()
                        .anyMatch(partner -> partners.isManagedBy(partner, caller.username()));
    }

    /** The partners whose leads may be listed beside those that nobody has; null means all. */
    @Nullable Set<String> managed(Caller caller) {
        if (caller.isPartner() || caller.hasAny(SEES_ALL)) {
            return null;
        }
        return partners.managedBy(caller.username());
    }

    /**
     * The partner, if the caller may give it leads: a partner manager to its own partners alone.
     */
    PartnerId mustManage(PartnerId partner, Caller caller) {
        if (!caller.hasAny(SEES_ALL) && !partners.isManagedBy(partner, caller.username())) {
            throw DealRefusal.PARTNER_UNKNOWN.because(partner);
        }
        return partner;
    }

    /** The partner for which the caller acts; none for the vendor's people. */
    static @Nullable PartnerId partnerOf(Caller caller) {
        return caller.partnerId().map(PartnerId::new).orElse(null);
    }

    /** The partner for which the caller acts, where only partners may ask. */
    static PartnerId mustBePartner(Caller caller) {
        return caller.partnerId()
                .map(PartnerId::new)
                .orElseThrow(() -> CommonRefusal.FORBIDDEN.because());
    }
}
