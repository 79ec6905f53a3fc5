package org.partnerportal.commission.ledger.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.ledger.domain.EntryId;
import org.partnerportal.commission.ledger.domain.EntryKind;
import org.partnerportal.commission.ledger.domain.LedgerEntry.Line;
import org.partnerportal.kernel.Money;

/**
 * A line of the ledger with everything that it was made of.
 *
 * @param sequence its place in the chain of the partner's entries in this currency
 * @param period the month it is stated in
 * @param statementId of that month, open or not
 * @param originalLineId the earning that a clawback takes back
 */
public record EarningView(
        String id,
        EntryKind kind,
        String partnerId,
        String dealId,
        String invoiceId,
        String invoiceLineId,
        @Nullable String productCode,
        Money base,
        Money amount,
        String formula,
        Inputs inputs,
        LocalDate documentDate,
        LocalDate earnedOn,
        YearMonth period,
        String statementId,
        long sequence,
        @Nullable String originalLineId,
        @Nullable String creditNoteId,
        Source source,
        Instant enteredAt) {

    /**
     * What the formula was fed with.
     *
     * @param yearToDateBefore base that the year had before this line
     * @param slices the parts of the base and their rates
     */
    public record Inputs(
            String planId,
            String planCode,
            int planVersion,
            String yearToDateBefore,
            List<SliceView> slices,
            Fx fx) {}

    public record SliceView(String percent, String base) {}

    public record Fx(String from, String to, String rate, LocalDate date) {}

    /** The event that the line comes from. */
    public record Source(String system, String eventId, String type, Instant time) {}

    public static EarningView of(Line line) {
        EntryId original = line.original();
        return new EarningView(
                line.id().value(),
                line.kind(),
                line.after().id().partner().value(),
                line.deal().value(),
                line.invoiceId(),
                line.invoiceLineId(),
                line.productCode(),
                line.base(),
                line.amount(),
                line.formula().toString(),
                new Inputs(
                        line.plan().value(),
                        line.planCode().value(),
                        line.planNumber(),
                        line.yearToDateBefore().toPlainString(),
                        line.slices().stream()
                                .map(slice ->
                                        new SliceView(
                                                slice.percent().toPlainString(),
                                                slice.base().toPlainString()))
                                .toList(),
                        new Fx(
                                line.fx().from().getCurrencyCode(),
                                line.fx().to().getCurrencyCode(),
                                line.fx().rate().toPlainString(),
                                line.fx().date())),
                line.documentDate(),
                line.earnedOn(),
                line.period(),
                line.statement().value(),
                line.after().sequence(),
                original == null ? null : original.value(),
                line.creditNoteId(),
                new Source(
                        line.source().system(),
                        line.source().id(),
                        line.source().type(),
                        line.source().time()),
                line.enteredAt());
    }
}
