package org.partnerportal.commission.plan.web;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.partnerportal.commission.plan.domain.PlanTerms;
import org.partnerportal.commission.plan.domain.RateTable;
import org.partnerportal.commission.plan.domain.Tier;
import org.partnerportal.commission.plan.domain.Trigger;
import org.partnerportal.kernel.Money;

/**
 * The terms of a plan's version.
 *
 * @param mode FLAT: one tier from 0; MARGINAL: each part of the year's base at its tier's rate
 */
record PlanRequest(
        @NotBlank @Size(max = 200) String name,
        @NotNull @Pattern(regexp = "[A-Z]{3}") String currency,
        @NotNull LocalDate validFrom,
        @NotNull Trigger trigger,
        RateTable.@NotNull Mode mode,
        @NotEmpty @Size(max = 50) List<@NotNull @Valid TierRequest> tiers) {

    /** A new version of the plan with this code. */
    record Draft(
            @NotNull @Size(max = 40) String code,
            @NotBlank @Size(max = 200) String name,
            @NotNull @Pattern(regexp = "[A-Z]{3}") String currency,
            @NotNull LocalDate validFrom,
            @NotNull Trigger trigger,
            RateTable.@NotNull Mode mode,
            @NotEmpty @Size(max = 50) List<@NotNull @Valid TierRequest> tiers) {

        PlanTerms toTerms() {
            return new PlanRequest(name, currency, validFrom, trigger, mode, tiers).toTerms();
        }
    }

    /**
     * @param from the year's base at which the rate begins, in the plan's currency
     * @param percent of the base
     */
    record TierRequest(
            @Schema(example = "100000.00") @NotNull @Pattern(regexp = "[0-9]{1,15}([.][0-9]{1,4})?")
                    String from,
            @Schema(example = "7") @NotNull @Pattern(regexp = "[0-9]{1,3}([.][0-9]{1,4})?")
                    String percent) {

        Tier toTier(String currency) {
            return new Tier(Money.of(from, currency).amount(), new BigDecimal(percent));
        }
    }

    PlanTerms toTerms() {
        return new PlanTerms(
                name,
                Money.currency(currency),
                validFrom,
                trigger,
                new RateTable(mode, tiers.stream().map(tier -> tier.toTier(currency)).toList()));
    }
}
