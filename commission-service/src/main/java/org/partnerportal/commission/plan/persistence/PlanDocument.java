package org.partnerportal.commission.plan.persistence;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.plan.domain.PlanCode;
import org.partnerportal.commission.plan.domain.PlanId;
import org.partnerportal.commission.plan.domain.PlanState;
import org.partnerportal.commission.plan.domain.PlanTerms;
import org.partnerportal.commission.plan.domain.PlanVersion;
import org.partnerportal.commission.plan.domain.RateTable;
import org.partnerportal.commission.plan.domain.Tier;
import org.partnerportal.commission.plan.domain.Trigger;
import org.partnerportal.kernel.Money;
import org.springframework.data.annotation.TypeAlias;

/**
 * A plan's version as it is stored.
 *
 * @param order code and number as one text that sorts
 */
@TypeAlias("plan")
record PlanDocument(
        String code,
        int number,
        String order,
        String name,
        String currency,
        LocalDate validFrom,
        Trigger trigger,
        RateTable.Mode mode,
        List<TierDocument> tiers,
        List<String> authors,
        StateDocument status) {

    record TierDocument(BigDecimal from, BigDecimal percent) {}

    /** All states in one shape; a state fills what it has. */
    record StateDocument(
            PlanState.Name name,
            @Nullable String approvedBy,
            @Nullable Instant at,
            @Nullable Boolean caughtUp,
            @Nullable LocalDate until) {}

    static PlanDocument of(PlanVersion plan) {
        PlanTerms terms = plan.terms();
        return new PlanDocument(
                plan.code().value(),
                plan.number(),
                "%s|%06d".formatted(plan.code(), plan.number()),
                terms.name(),
                terms.currency().getCurrencyCode(),
                terms.validFrom(),
                terms.trigger(),
                terms.rates().mode(),
                terms.rates().tiers().stream()
                        .map(tier -> new TierDocument(tier.from(), tier.percent()))
                        .toList(),
                plan.authors(),
                status(plan.state()));
    }

    private static StateDocument status(PlanState state) {
        PlanState.Name name = state.name();
        return switch (state) {
            case PlanState.Draft _ -> new StateDocument(name, null, null, null, null);
            case PlanState.Approved(var by, var at) -> new StateDocument(name, by, at, null, null);
            case PlanState.InForce(var by, var at, var caughtUp) ->
                    new StateDocument(name, by, at, caughtUp, null);
            case PlanState.Superseded(var by, var at, var until) ->
                    new StateDocument(name, by, at, null, until);
        };
    }

    PlanVersion toPlan(String id, long version) {
        return new PlanVersion(
                new PlanId(id),
                new PlanCode(code),
                number,
                new PlanTerms(
                        name,
                        Money.currency(currency),
                        validFrom,
                        trigger,
                        new RateTable(
                                mode,
                                tiers.stream()
                                        .map(tier -> new Tier(tier.from(), tier.percent()))
                                        .toList())),
                authors,
                switch (status.name()) {
                    case DRAFT -> new PlanState.Draft();
                    case APPROVED ->
                            new PlanState.Approved(there(status.approvedBy()), there(status.at()));
                    case IN_FORCE ->
                            new PlanState.InForce(
                                    there(status.approvedBy()),
                                    there(status.at()),
                                    there(status.caughtUp()));
                    case SUPERSEDED ->
                            new PlanState.Superseded(
                                    there(status.approvedBy()),
                                    there(status.at()),
                                    there(status.until()));
                },
                version);
    }

    private static <T> T there(@Nullable T value) {
        return Objects.requireNonNull(value, "a field that this state always has");
    }
}
