package org.partnerportal.deal.leads.application;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.partnerportal.deal.leads.domain.Candidate;
import org.partnerportal.deal.leads.domain.DistributionStrategy;
import org.partnerportal.deal.leads.domain.DistributionStrategy.RoundRobin;
import org.partnerportal.deal.leads.domain.Lead;
import org.partnerportal.deal.leads.domain.LeadAction;
import org.partnerportal.deal.leads.domain.LeadEvent;
import org.partnerportal.deal.leads.domain.LeadId;
import org.partnerportal.deal.leads.domain.LeadProgramme;
import org.partnerportal.deal.leads.domain.Leads;
import org.partnerportal.deal.leads.domain.Organisation;
import org.partnerportal.deal.partners.PartnerDirectory;
import org.partnerportal.deal.partners.PartnerDirectory.Entry;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Expected;
import org.springframework.stereotype.Service;

/** Offers a lead to the next partner, as its programme says, or to one that the vendor names. */
@Service
public class DistributeLead {

    /** Enough for leads that are distributed at the same moment. */
    private static final int MOST_ROUNDS = 20;

    private final Leads leads;
    private final FindLeads find;
    private final PartnerDirectory partners;
    private final LeadTerms terms;
    private final Turns turns;
    private final Clock clock;

    DistributeLead(
            Leads leads,
            FindLeads find,
            PartnerDirectory partners,
            LeadTerms terms,
            Turns turns,
            Clock clock) {
        this.leads = leads;
        this.find = find;
        this.partners = partners;
        this.terms = terms;
        this.turns = turns;
        this.clock = clock;
    }

    /** To the next; where there is none, the lead goes to the vendor's people. */
    public Lead toNext(LeadId id, Expected expected) {
        return leads.change(
                id,
                expected,
                lead -> {
                    Instant now = clock.instant();
                    // Before anything is chosen: a turn is not to be taken in vain.
                    lead.mustAllow(LeadAction.DISTRIBUTE, now);
                    return distributed(lead, terms.programmeOf(lead, now), now);
                });
    }

    /** To this one. */
    public Lead to(LeadId id, Expected expected, PartnerId partner) {
        return leads.change(
                id,
                expected,
                lead -> {
                    Instant now = clock.instant();
                    lead.mustAllow(LeadAction.OFFER, now);
                    terms.mustBeReady(partner);
                    return lead.offer(
                            List.of(terms.offerTo(partner, terms.programmeOf(lead, now), now)),
                            now);
                });
    }

    private Decided<Lead, LeadEvent> distributed(Lead lead, LeadProgramme programme, Instant now) {
        DistributionStrategy strategy = programme.distribution();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Turns.Taken seen = turns.of(programme.code());
            List<Candidate> chosen =
                    strategy.choose(candidates(lead, programme, seen, now), lead.lot());
            if (chosen.isEmpty()) {
                return lead.foundNobody(now);
            }
            if (!(strategy instanceof RoundRobin)
                    || turns.take(programme.code(), seen, chosen.getFirst().partner())) {
                return lead.offer(
                        chosen.stream()
                                .map(candidate ->
                                        terms.offerTo(candidate.partner(), programme, now))
                                .toList(),
                        now);
            }
        }
        throw CommonRefusal.BUSY.because(programme.code());
    }

    /** All who may have the lead, as they stand at this moment. */
    private List<Candidate> candidates(
            Lead lead, LeadProgramme programme, Turns.Taken seen, Instant now) {
        Organisation organisation = lead.details().organisation();
        List<Entry> ready =
                partners
                        .readyIn(
                                organisation.country(),
                                programme.rules().members().stream()
                                        .map(LeadProgramme.Member::partner)
                                        .toList())
                        .stream()
                        .filter(entry -> !lead.isExcluded(entry.id(), now))
                        .toList();
        Set<PartnerId> ids = new HashSet<>();
        ready.forEach(entry -> ids.add(entry.id()));
        Map<PartnerId, Integer> open = find.openLeads(ids);
        return ready.stream()
                .map(entry ->
                        programme.candidate(
                                entry.id(),
                                entry.partner().country(),
                                organisation,
                                open.getOrDefault(entry.id(), 0),
                                seen.lastOf(entry.id())))
                .flatMap(Optional::stream)
                .toList();
    }
}
