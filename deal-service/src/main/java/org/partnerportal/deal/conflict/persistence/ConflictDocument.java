package org.partnerportal.deal.conflict.persistence;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.conflict.domain.ConflictCase;
import org.partnerportal.deal.conflict.domain.ConflictId;
import org.partnerportal.deal.conflict.domain.ConflictState;
import org.partnerportal.deal.conflict.domain.Decision;
import org.partnerportal.deal.conflict.domain.Party;
import org.partnerportal.deal.conflict.domain.Resolution;
import org.partnerportal.deal.conflict.domain.Suspicion;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.kernel.Deadline;
import org.springframework.data.annotation.TypeAlias;

/**
 * A conflict case as it is stored: flat, so that lists can filter on it.
 *
 * @param saleIds of both parties
 * @param partnerIds of the parties that are partners
 */
@TypeAlias("conflict")
record ConflictDocument(
        PartyDocument first,
        PartyDocument second,
        List<String> saleIds,
        List<String> partnerIds,
        List<String> products,
        double score,
        List<EvidenceDocument> evidence,
        String matcher,
        StateDocument status,
        Instant due,
        ZoneId zone,
        boolean settled) {

    record PartyDocument(String saleId, @Nullable String partnerId, Instant since) {

        static PartyDocument of(Party party) {
            return new PartyDocument(
                    party.saleId(),
                    party.partner() == null ? null : party.partner().value(),
                    party.since());
        }

        Party toParty() {
            return new Party(saleId, partnerId == null ? null : new PartnerId(partnerId), since);
        }
    }

    record EvidenceDocument(String field, String code, String text) {}

    record DecisionDocument(
            Resolution resolution,
            @Nullable String standing,
            String by,
            Instant at,
            String comment) {

        static DecisionDocument of(Decision decision) {
            return new DecisionDocument(
                    decision.resolution(),
                    decision.standing(),
                    decision.by().subject(),
                    decision.at(),
                    decision.comment());
        }

        Decision toDecision() {
            return new Decision(resolution, standing, new Actor(by), at, comment);
        }
    }

    /** All states in one shape; a state fills what it has. */
    record StateDocument(
            ConflictState.Name name,
            @Nullable Instant at,
            @Nullable String by,
            @Nullable String reason,
            @Nullable DecisionDocument decision,
            @Nullable Instant appealUntil,
            @Nullable DecisionDocument onAppeal) {}

    static ConflictDocument of(ConflictCase conflict) {
        Suspicion suspicion = conflict.suspicion();
        return new ConflictDocument(
                PartyDocument.of(conflict.first()),
                PartyDocument.of(conflict.second()),
                conflict.parties().stream().map(Party::saleId).toList(),
                conflict.parties().stream()
                        .flatMap(party -> Stream.ofNullable(party.partner()))
                        .map(PartnerId::value)
                        .toList(),
                suspicion.products(),
                suspicion.score(),
                suspicion.evidence().stream()
                        .map(it -> new EvidenceDocument(it.field(), it.code(), it.text()))
                        .toList(),
                suspicion.matcher(),
                status(conflict.state()),
                conflict.due().until(),
                conflict.due().zone(),
                conflict.settled());
    }

    ConflictCase toCase(String id, long version) {
        return new ConflictCase(
                new ConflictId(id),
                first.toParty(),
                second.toParty(),
                new Suspicion(
                        products,
                        score,
                        evidence.stream()
                                .map(it -> new Suspicion.Evidence(it.field(), it.code(), it.text()))
                                .toList(),
                        matcher),
                state(),
                new Deadline(due, zone),
                settled,
                version);
    }

    private static StateDocument status(ConflictState state) {
        ConflictState.Name name = state.name();
        return switch (state) {
            case ConflictState.Open(var at) ->
                    new StateDocument(name, at, null, null, null, null, null);
            case ConflictState.Investigating(var by, var at) ->
                    new StateDocument(name, at, by.subject(), null, null, null, null);
            case ConflictState.Resolved(var decision, var appealUntil) ->
                    new StateDocument(
                            name,
                            null,
                            null,
                            null,
                            DecisionDocument.of(decision),
                            appealUntil.until(),
                            null);
            case ConflictState.Appealed(var decision, var by, var at, var reason) ->
                    new StateDocument(
                            name,
                            at,
                            by.value(),
                            reason,
                            DecisionDocument.of(decision),
                            null,
                            null);
            case ConflictState.Upheld(var decision, var onAppeal) ->
                    onAppeal(name, decision, onAppeal);
            case ConflictState.Overturned(var decision, var onAppeal) ->
                    onAppeal(name, decision, onAppeal);
            case ConflictState.Lapsed(var at) ->
                    new StateDocument(name, at, null, null, null, null, null);
        };
    }

    private static StateDocument onAppeal(
            ConflictState.Name name, Decision decision, Decision onAppeal) {
        return new StateDocument(
                name,
                null,
                null,
                null,
                DecisionDocument.of(decision),
                null,
                DecisionDocument.of(onAppeal));
    }

    private ConflictState state() {
        return switch (status.name()) {
            case OPEN -> new ConflictState.Open(there(status.at()));
            case INVESTIGATING ->
                    new ConflictState.Investigating(
                            new Actor(there(status.by())), there(status.at()));
            case RESOLVED ->
                    new ConflictState.Resolved(
                            decision(), new Deadline(there(status.appealUntil()), zone));
            case APPEALED ->
                    new ConflictState.Appealed(
                            decision(),
                            new PartnerId(there(status.by())),
                            there(status.at()),
                            there(status.reason()));
            case UPHELD ->
                    new ConflictState.Upheld(decision(), there(status.onAppeal()).toDecision());
            case OVERTURNED ->
                    new ConflictState.Overturned(decision(), there(status.onAppeal()).toDecision());
            case LAPSED -> new ConflictState.Lapsed(there(status.at()));
        };
    }

    private Decision decision() {
        return there(status.decision()).toDecision();
    }

    private static <T> T there(@Nullable T value) {
        return Objects.requireNonNull(value, "a field that this state always has");
    }
}
