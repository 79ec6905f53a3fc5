package org.partnerportal.commission.ledger.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.ledger.domain.LedgerEntry.Closing;
import org.partnerportal.commission.ledger.domain.LedgerEntry.Line;
import org.partnerportal.commission.plan.domain.Calculation;
import org.partnerportal.commission.plan.domain.PlanVersion;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.LateText;
import org.partnerportal.kernel.Money;

/**
 * Where an account stands after its last entry. Every entry carries it, so that the next one needs
 * nothing but its predecessor: reading one document is enough to go on.
 *
 * @param sequence of the last entry; 0 before the first
 * @param yearToDate base that thresholds have counted so far
 * @param closedThrough the last closed month
 * @param carried what the last closed month left for the next; zero or negative
 * @param open the months that have lines and are not closed
 */
public record Account(
        AccountId id,
        long sequence,
        Few<YearCounter, BigDecimal> yearToDate,
        @Nullable YearMonth closedThrough,
        Money carried,
        Few<YearMonth, Totals> open) {

    /** An account without entries. */
    public static Account empty(AccountId id) {
        return new Account(id, 0, Few.none(), null, Money.zero(id.currency()), Few.none());
    }

    /**
     * Enters what a line of an invoice earns, by the rates at the point that the year has got to.
     */
    public Decided<LedgerEntry, LedgerEvent> earn(Earning earning, Instant now) {
        PlanVersion plan = earning.plan();
        var counter = new YearCounter(plan.code(), earning.documentDate().getYear());
        BigDecimal before = Objects.requireNonNullElse(yearToDate.get(counter), BigDecimal.ZERO);
        Calculation calculation = plan.terms().rates().on(before, earning.base());
        YearMonth period = stated(YearMonth.from(earning.earnedOn()));
        var line =
                new Line(
                        EntryId.earning(
                                earning.invoiceId(),
                                earning.invoiceLineId(),
                                plan.code(),
                                id.partner()),
                        EntryKind.EARNING,
                        entered(
                                yearToDate.with(counter, calculation.yearToDate()),
                                period,
                                EntryKind.EARNING,
                                calculation.amount()),
                        earning.deal(),
                        earning.invoiceId(),
                        earning.invoiceLineId(),
                        earning.productCode(),
                        earning.base(),
                        FxRate.same(id.currency(), earning.documentDate()),
                        calculation.amount(),
                        plan.id(),
                        plan.code(),
                        plan.number(),
                        before,
                        calculation.slices(),
                        LateText.by(calculation::formula),
                        earning.documentDate(),
                        earning.earnedOn(),
                        period,
                        earning.source(),
                        null,
                        null,
                        now);
        return Decided.of(line, new LedgerEvent.CommissionAccrued(line.id(), now));
    }

    /**
     * Enters what a credit takes back of an earning: its share of all that is credited so far, less
     * what was taken back before. So the parts add up to the whole however it was credited, and the
     * rate and exchange rate are the original's. The year's base stays as it is, or a late credit
     * note would give other results than a prompt one.
     */
    public Decided<LedgerEntry, LedgerEvent> takeBack(Line earned, Reversal reversal, Instant now) {
        BigDecimal base = earned.base().amount();
        BigDecimal after = reversal.creditedBefore().add(reversal.credited().amount());
        if (after.abs().compareTo(base.abs()) > 0) {
            throw LedgerRefusal.OVER_CREDITED.because(after.toPlainString(), base.toPlainString());
        }
        Money before = earned.amount().proportion(reversal.creditedBefore(), base);
        Money taken = earned.amount().proportion(after, base).minus(before);
        YearMonth own = YearMonth.from(reversal.documentDate());
        YearMonth period = stated(own.isBefore(earned.period()) ? earned.period() : own);
        Money amount = taken.negated();
        var line =
                new Line(
                        EntryId.clawback(
                                reversal.creditNoteId(),
                                earned.invoiceLineId(),
                                reversal.seq(),
                                earned.planCode(),
                                id.partner()),
                        EntryKind.CLAWBACK,
                        entered(yearToDate, period, EntryKind.CLAWBACK, amount),
                        earned.deal(),
                        earned.invoiceId(),
                        earned.invoiceLineId(),
                        earned.productCode(),
                        reversal.credited().negated(),
                        earned.fx(),
                        amount,
                        earned.plan(),
                        earned.planCode(),
                        earned.planNumber(),
                        earned.yearToDateBefore(),
                        earned.slices(),
                        LateText.by(() -> reversalFormula(earned, after, before, taken)),
                        reversal.documentDate(),
                        reversal.documentDate(),
                        period,
                        reversal.source(),
                        earned.id(),
                        reversal.creditNoteId(),
                        now);
        return Decided.of(line, new LedgerEvent.CommissionClawedBack(line.id(), now));
    }

    private static String reversalFormula(
            Line earned, BigDecimal credited, Money before, Money taken) {
        return Calculation.text(earned.amount())
                + " x "
                + Calculation.figure(credited, earned.base().currency())
                + " / "
                + Calculation.figure(earned.base().amount(), earned.base().currency())
                + " - "
                + Calculation.figure(before.amount(), before.currency())
                + " taken back before = "
                + Calculation.text(taken)
                + " taken back; earned as "
                + earned.formula();
    }

    /** The month that would be closed next; none where nothing has ever been entered. */
    public Optional<YearMonth> nextToClose() {
        if (closedThrough != null) {
            return Optional.of(closedThrough.plusMonths(1));
        }
        return open.isEmpty() ? Optional.empty() : Optional.of(open.firstKey());
    }

    /** Closes the next month, if it is not after {@code through}. */
    public Optional<Decided<LedgerEntry, LedgerEvent>> close(YearMonth through, Instant now) {
        return nextToClose()
                .filter(month -> !month.isAfter(through))
                .map(month -> {
                    Totals totals = totalsOf(month);
                    Money closing = carried.plus(totals.sum());
                    var after =
                            new Account(
                                    id,
                                    sequence + 1,
                                    yearToDate,
                                    month,
                                    closing.isNegative() ? closing : Money.zero(id.currency()),
                                    open.without(month));
                    return Decided.of(
                            new Closing(
                                    EntryId.closing(id, month),
                                    after,
                                    month,
                                    carried,
                                    totals,
                                    now));
                });
    }

    /** What has been entered into an open month. */
    public Totals totalsOf(YearMonth month) {
        return Objects.requireNonNullElseGet(open.get(month), () -> Totals.none(id.currency()));
    }

    /** The month that something of this month is stated in: a closed month takes nothing more. */
    public YearMonth stated(YearMonth month) {
        return closedThrough == null || month.isAfter(closedThrough)
                ? month
                : closedThrough.plusMonths(1);
    }

    private Account entered(
            Few<YearCounter, BigDecimal> counters, YearMonth period, EntryKind kind, Money amount) {
        return new Account(
                id,
                sequence + 1,
                counters,
                closedThrough,
                carried,
                open.with(period, totalsOf(period).plus(kind, amount)));
    }
}
