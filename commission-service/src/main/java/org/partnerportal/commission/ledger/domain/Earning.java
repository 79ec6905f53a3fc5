package org.partnerportal.commission.ledger.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.plan.domain.PlanVersion;
import org.partnerportal.kernel.Money;

/**
 * An invoice's line that earns commission, to be entered.
 *
 * @param plan the version in force on the document's date
 * @param base the line's net
 * @param documentDate of the invoice; its year's thresholds count
 * @param earnedOn when the plan's trigger happened; its month is where the line belongs
 */
public record Earning(
        PlanVersion plan,
        DealId deal,
        String invoiceId,
        String invoiceLineId,
        @Nullable String productCode,
        Money base,
        LocalDate documentDate,
        LocalDate earnedOn,
        SourceEvent source) {}
