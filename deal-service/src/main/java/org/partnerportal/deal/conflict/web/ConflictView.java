package org.partnerportal.deal.conflict.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.conflict.domain.ConflictAction;
import org.partnerportal.deal.conflict.domain.ConflictCase;
import org.partnerportal.deal.conflict.domain.ConflictState;
import org.partnerportal.deal.conflict.domain.Decision;
import org.partnerportal.deal.conflict.domain.Outcome;
import org.partnerportal.deal.conflict.domain.Party;
import org.partnerportal.deal.conflict.domain.Resolution;
import org.partnerportal.deal.conflict.domain.Suspicion;
import org.partnerportal.deal.registration.domain.PartnerId;

/**
 * A conflict case as the caller may see it. A partner sees its own side: not who the other is, nor
 * how the other names the customer.
 *
 * @param parties both in the order in which their sales began; for a partner, its own alone
 * @param sharedProducts codes that both are about
 * @param score how surely it is one customer, 0 to 1; for the vendor alone
 * @param evidence what speaks for and against it; for a partner, the fields that agree
 * @param matcher version of the matcher behind the score; for the vendor alone
 * @param dueAt until when the vendor wants to have decided
 * @param outcome what the decision means to the partner's own sale; for a partner alone
 * @param appealUntil exclusive
 */
record ConflictView(
        String id,
        ConflictState.Name state,
        List<PartyView> parties,
        List<String> sharedProducts,
        @Nullable BigDecimal score,
        List<EvidenceView> evidence,
        @Nullable String matcher,
        Instant dueAt,
        @Nullable DecisionView decision,
        @Nullable Outcome outcome,
        @Nullable Instant appealUntil,
        @Nullable String appealReason,
        List<ConflictAction> allowedActions,
        long version) {

    /**
     * One of the sales.
     *
     * @param kind REGISTRATION, or DIRECT for the vendor's own sales
     * @param since when it began, in business time
     */
    record PartyView(String kind, String saleId, @Nullable String partnerId, Instant since) {

        static PartyView of(Party party) {
            return new PartyView(
                    party.isDirect() ? "DIRECT" : "REGISTRATION",
                    party.saleId(),
                    party.partner() == null ? null : party.partner().value(),
                    party.since());
        }
    }

    /**
     * @param field name, country, domain or vatId
     * @param code a stable word for the reason
     * @param text the same for a reader, in English; for the vendor alone
     */
    record EvidenceView(String field, String code, @Nullable String text) {}

    /**
     * @param standing the sale that goes on alone; for the vendor alone
     */
    record DecisionView(
            Resolution resolution, @Nullable String standing, Instant at, String comment) {

        static DecisionView of(Decision decision, boolean whole) {
            return new DecisionView(
                    decision.resolution(),
                    whole ? decision.standing() : null,
                    decision.at(),
                    decision.comment());
        }
    }

    static ConflictView forVendor(ConflictCase conflict, Instant now) {
        Suspicion suspicion = conflict.suspicion();
        return new ConflictView(
                conflict.id().value(),
                conflict.state().name(),
                conflict.parties().stream().map(PartyView::of).toList(),
                suspicion.products(),
                suspicion.shownScore(),
                suspicion.evidence().stream()
                        .map(it -> new EvidenceView(it.field(), it.code(), it.text()))
                        .toList(),
                suspicion.matcher(),
                conflict.due().until(),
                shown(conflict).map(it -> DecisionView.of(it, true)).orElse(null),
                null,
                appealUntil(conflict),
                conflict.state() instanceof ConflictState.Appealed appealed
                        ? appealed.reason()
                        : null,
                conflict.allowed(now).stream()
                        .filter(action ->
                                switch (action) {
                                    case INVESTIGATE, RESOLVE, DECIDE_APPEAL -> true;
                                    case APPEAL, LAPSE, SETTLE -> false;
                                })
                        .toList(),
                conflict.version());
    }

    static ConflictView forPartner(ConflictCase conflict, PartnerId partner, Instant now) {
        List<Party> own =
                conflict.parties().stream()
                        .filter(party -> partner.equals(party.partner()))
                        .toList();
        return new ConflictView(
                conflict.id().value(),
                conflict.state().name(),
                own.stream().map(PartyView::of).toList(),
                conflict.suspicion().products(),
                null,
                conflict.suspicion().evidence().stream()
                        .filter(it -> it.code().startsWith("SAME"))
                        .map(it -> new EvidenceView(it.field(), "SAME", null))
                        .distinct()
                        .toList(),
                null,
                conflict.due().until(),
                shown(conflict).map(it -> DecisionView.of(it, false)).orElse(null),
                own.stream()
                        .map(party -> conflict.outcomeFor(party.saleId()))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElse(null),
                appealUntil(conflict),
                null,
                conflict.allowed(now).stream().filter(ConflictAction.APPEAL::equals).toList(),
                conflict.version());
    }

    private static Optional<Decision> shown(ConflictCase conflict) {
        return conflict.state() instanceof ConflictState.Appealed appealed
                ? Optional.of(appealed.decision())
                : conflict.state().holding();
    }

    private static @Nullable Instant appealUntil(ConflictCase conflict) {
        return conflict.state() instanceof ConflictState.Resolved resolved
                ? resolved.appealUntil().until()
                : null;
    }
}
