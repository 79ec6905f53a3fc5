package org.partnerportal.deal.conflict.application;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.conflict.domain.ConflictCase;
import org.partnerportal.deal.conflict.domain.ConflictId;
import org.partnerportal.deal.conflict.domain.ConflictRules;
import org.partnerportal.deal.conflict.domain.Conflicts;
import org.partnerportal.deal.conflict.domain.Party;
import org.partnerportal.deal.conflict.domain.Suspicion;
import org.partnerportal.deal.customer.candidates.Candidate;
import org.partnerportal.deal.customer.candidates.FindCandidates;
import org.partnerportal.deal.customer.candidates.OpenSale;
import org.partnerportal.deal.customer.candidates.SaleWatch;
import org.partnerportal.deal.registration.application.Programme;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.kernel.Expected;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * Opens a case for every two sales that may be to one customer about one product, unless both are
 * of one partner. The two have one case, so it does not matter who finds it and how often.
 */
@Service
@EnableConfigurationProperties(ConflictSettings.class)
class SuspectConflicts implements SaleWatch {

    /** More at once is no conflict but a customer whom everybody serves. */
    private static final int MOST = 20;

    private final Conflicts conflicts;
    private final FindConflicts findConflicts;
    private final FindCandidates candidates;
    private final ConflictSettings settings;
    private final Programme programme;
    private final Clock clock;

    SuspectConflicts(
            Conflicts conflicts,
            FindConflicts findConflicts,
            FindCandidates candidates,
            ConflictSettings settings,
            Programme programme,
            Clock clock) {
        this.conflicts = conflicts;
        this.findConflicts = findConflicts;
        this.candidates = candidates;
        this.settings = settings;
        this.programme = programme;
        this.clock = clock;
    }

    @Override
    public void opened(OpenSale sale) {
        candidates
                .handle(
                        new FindCandidates.Query(
                                sale.id(),
                                sale.customer(),
                                sale.productCodes(),
                                candidates.threshold(),
                                false,
                                false,
                                MOST))
                .stream()
                .filter(candidate -> areRivals(sale, candidate))
                .forEach(candidate -> suspect(sale, candidate));
    }

    /**
     * Two of one partner are a duplicate, and two of the vendor's own sales no business of ours.
     */
    private static boolean areRivals(OpenSale sale, Candidate candidate) {
        return sale.partnerId() == null
                ? candidate.partnerId() != null
                : !sale.partnerId().equals(candidate.partnerId());
    }

    private void suspect(OpenSale sale, Candidate candidate) {
        var suspicion =
                new Suspicion(
                        candidate.sharedProducts(),
                        candidate.judgement().score(),
                        candidate.judgement().reasons().stream()
                                .map(reason ->
                                        new Suspicion.Evidence(
                                                reason.field(), reason.code(), reason.text()))
                                .toList(),
                        candidate.judgement().matcher());
        ConflictId id = ConflictId.between(sale.id(), candidate.id());
        ConflictRules rules = settings.rules(programme);
        if (conflicts.find(id).isEmpty()) {
            try {
                conflicts.add(
                        ConflictCase.suspect(
                                new Party(sale.id(), partner(sale.partnerId()), sale.since()),
                                new Party(
                                        candidate.id(),
                                        partner(candidate.partnerId()),
                                        candidate.since()),
                                suspicion,
                                rules,
                                clock.instant()));
                return;
            } catch (DuplicateKeyException e) {
                // The other sale's event has opened it at this very moment.
            }
        }
        conflicts.change(
                id,
                Expected.any(),
                conflict -> conflict.suspectAgain(suspicion, rules, clock.instant()));
    }

    private static @Nullable PartnerId partner(@Nullable String id) {
        return id == null ? null : new PartnerId(id);
    }

    @Override
    public void ended(String saleId) {
        for (ConflictCase conflict : findConflicts.of(saleId)) {
            conflicts.change(
                    conflict.id(), Expected.any(), current -> current.lapse(clock.instant()));
        }
    }
}
