package org.partnerportal.commission.plan.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.plan.domain.PlanAction;
import org.partnerportal.commission.plan.domain.PlanState;
import org.partnerportal.commission.plan.domain.PlanVersion;

/**
 * A version of a plan as the vendor's people see it.
 *
 * @param validUntil exclusive; only once a later version has taken over
 * @param approvedBy subject of the approver
 * @param decidedAt of the approval, then of the activation
 */
record PlanView(
        String id,
        String code,
        int number,
        String name,
        String currency,
        LocalDate validFrom,
        @Nullable LocalDate validUntil,
        String trigger,
        String mode,
        List<TierView> tiers,
        String base,
        String rateBasis,
        PlanState.Name state,
        List<String> authors,
        @Nullable String approvedBy,
        @Nullable Instant decidedAt,
        List<PlanAction> allowedActions) {

    record TierView(String from, String percent) {}

    static PlanView of(PlanVersion plan) {
        PlanState state = plan.state();
        return new PlanView(
                plan.id().value(),
                plan.code().value(),
                plan.number(),
                plan.terms().name(),
                plan.terms().currency().getCurrencyCode(),
                plan.terms().validFrom(),
                state instanceof PlanState.Superseded superseded ? superseded.until() : null,
                plan.terms().trigger().name(),
                plan.terms().rates().mode().name(),
                plan.terms().rates().tiers().stream()
                        .map(tier ->
                                new TierView(
                                        tier.from().toPlainString(),
                                        tier.percent().toPlainString()))
                        .toList(),
                "NET_WITHOUT_TAX_AND_SHIPPING",
                "INVOICE_DATE",
                state.name(),
                plan.authors(),
                switch (state) {
                    case PlanState.Draft _ -> null;
                    case PlanState.Approved approved -> approved.by();
                    case PlanState.InForce force -> force.approvedBy();
                    case PlanState.Superseded superseded -> superseded.approvedBy();
                },
                switch (state) {
                    case PlanState.Draft _ -> null;
                    case PlanState.Approved approved -> approved.at();
                    case PlanState.InForce force -> force.at();
                    case PlanState.Superseded superseded -> superseded.at();
                },
                plan.allowed().stream().filter(action -> action != PlanAction.SUPERSEDE).toList());
    }
}
