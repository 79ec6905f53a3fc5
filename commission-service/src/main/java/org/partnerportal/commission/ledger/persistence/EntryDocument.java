package org.partnerportal.commission.ledger.persistence;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.ledger.domain.Account;
import org.partnerportal.commission.ledger.domain.AccountId;
import org.partnerportal.commission.ledger.domain.DealId;
import org.partnerportal.commission.ledger.domain.EntryId;
import org.partnerportal.commission.ledger.domain.EntryKind;
import org.partnerportal.commission.ledger.domain.Few;
import org.partnerportal.commission.ledger.domain.FxRate;
import org.partnerportal.commission.ledger.domain.LedgerEntry;
import org.partnerportal.commission.ledger.domain.LedgerEntry.Closing;
import org.partnerportal.commission.ledger.domain.LedgerEntry.Line;
import org.partnerportal.commission.ledger.domain.SourceEvent;
import org.partnerportal.commission.ledger.domain.Totals;
import org.partnerportal.commission.ledger.domain.YearCounter;
import org.partnerportal.commission.plan.domain.Calculation.Slice;
import org.partnerportal.commission.plan.domain.PlanCode;
import org.partnerportal.commission.plan.domain.PlanId;
import org.partnerportal.kernel.LateText;
import org.partnerportal.kernel.Money;
import org.springframework.data.annotation.TypeAlias;

/**
 * An entry as it is stored: what lists filter by lies flat, the rest of a line beside it.
 *
 * @param account with {@code sequence} unique: the chain
 * @param opensAccount the account's text on its first entry only; a sparse list of all accounts
 */
@TypeAlias("entry")
record EntryDocument(
        String account,
        long sequence,
        @Nullable String opensAccount,
        String partnerId,
        String currency,
        EntryKind kind,
        YearMonth period,
        @Nullable String dealId,
        @Nullable String invoiceId,
        @Nullable String statementId,
        @Nullable LocalDate documentDate,
        @Nullable LineDocument line,
        @Nullable ClosingDocument closing,
        CarriedDocument after,
        Instant enteredAt) {

    /** What only lines have. */
    record LineDocument(
            String invoiceLineId,
            @Nullable String productCode,
            Money base,
            FxDocument fx,
            Money amount,
            String planId,
            String planCode,
            int planNumber,
            BigDecimal yearToDateBefore,
            List<SliceDocument> slices,
            String formula,
            LocalDate earnedOn,
            SourceDocument source,
            @Nullable String original,
            @Nullable String creditNoteId) {}

    /** What only closings have. */
    record ClosingDocument(Money opening, Money earned, Money clawedBack, int lines) {}

    record FxDocument(String from, String to, BigDecimal rate, LocalDate date) {}

    record SliceDocument(BigDecimal percent, BigDecimal base) {}

    record SourceDocument(String system, String id, String type, Instant time) {}

    /** The account after the entry. */
    record CarriedDocument(
            List<CounterDocument> yearToDate,
            @Nullable YearMonth closedThrough,
            Money carried,
            List<MonthDocument> open) {}

    record CounterDocument(String counter, BigDecimal base) {}

    record MonthDocument(YearMonth period, Money earned, Money clawedBack, int lines) {}

    static EntryDocument of(LedgerEntry entry) {
        Account after = entry.after();
        String account = after.id().text();
        String opens = after.sequence() == 1 ? account : null;
        String partner = after.id().partner().value();
        String currency = after.id().currency().getCurrencyCode();
        return switch (entry) {
            case Line line ->
                    new EntryDocument(
                            account,
                            after.sequence(),
                            opens,
                            partner,
                            currency,
                            line.kind(),
                            line.period(),
                            line.deal().value(),
                            line.invoiceId(),
                            line.statement().value(),
                            line.documentDate(),
                            line(line),
                            null,
                            carried(after),
                            line.enteredAt());
            case Closing closing ->
                    new EntryDocument(
                            account,
                            after.sequence(),
                            opens,
                            partner,
                            currency,
                            closing.kind(),
                            closing.period(),
                            null,
                            null,
                            null,
                            null,
                            null,
                            new ClosingDocument(
                                    closing.opening(),
                                    closing.totals().earned(),
                                    closing.totals().clawedBack(),
                                    closing.totals().lines()),
                            carried(after),
                            closing.enteredAt());
        };
    }

    private static LineDocument line(Line line) {
        EntryId original = line.original();
        return new LineDocument(
                line.invoiceLineId(),
                line.productCode(),
                line.base(),
                new FxDocument(
                        line.fx().from().getCurrencyCode(),
                        line.fx().to().getCurrencyCode(),
                        line.fx().rate(),
                        line.fx().date()),
                line.amount(),
                line.plan().value(),
                line.planCode().value(),
                line.planNumber(),
                line.yearToDateBefore(),
                line.slices().stream()
                        .map(slice -> new SliceDocument(slice.percent(), slice.base()))
                        .toList(),
                line.formula().toString(),
                line.earnedOn(),
                new SourceDocument(
                        line.source().system(),
                        line.source().id(),
                        line.source().type(),
                        line.source().time()),
                original == null ? null : original.value(),
                line.creditNoteId());
    }

    private static CarriedDocument carried(Account account) {
        return new CarriedDocument(
                account.yearToDate().entrySet().stream()
                        .map(entry -> new CounterDocument(entry.getKey().text(), entry.getValue()))
                        .toList(),
                account.closedThrough(),
                account.carried(),
                account.open().entrySet().stream()
                        .map(month ->
                                new MonthDocument(
                                        month.getKey(),
                                        month.getValue().earned(),
                                        month.getValue().clawedBack(),
                                        month.getValue().lines()))
                        .toList());
    }

    LedgerEntry toEntry(String id) {
        return switch (kind) {
            case EARNING, CLAWBACK -> toLine(id, there(line));
            case CLOSING -> {
                ClosingDocument sums = there(closing);
                yield new Closing(
                        new EntryId(id),
                        toAccount(),
                        period,
                        sums.opening(),
                        new Totals(sums.earned(), sums.clawedBack(), sums.lines()),
                        enteredAt);
            }
        };
    }

    private Line toLine(String id, LineDocument line) {
        return new Line(
                new EntryId(id),
                kind,
                toAccount(),
                new DealId(there(dealId)),
                there(invoiceId),
                line.invoiceLineId(),
                line.productCode(),
                line.base(),
                new FxRate(
                        Money.currency(line.fx().from()),
                        Money.currency(line.fx().to()),
                        line.fx().rate(),
                        line.fx().date()),
                line.amount(),
                new PlanId(line.planId()),
                new PlanCode(line.planCode()),
                line.planNumber(),
                line.yearToDateBefore(),
                line.slices().stream()
                        .map(slice -> new Slice(slice.percent(), slice.base()))
                        .toList(),
                LateText.of(line.formula()),
                there(documentDate),
                line.earnedOn(),
                period,
                new SourceEvent(
                        line.source().system(),
                        line.source().id(),
                        line.source().type(),
                        line.source().time()),
                line.original() == null ? null : new EntryId(line.original()),
                line.creditNoteId(),
                enteredAt);
    }

    Account toAccount() {
        Map<YearCounter, BigDecimal> counters = new HashMap<>();
        after.yearToDate()
                .forEach(entry -> counters.put(YearCounter.parse(entry.counter()), entry.base()));
        Map<YearMonth, Totals> open = new HashMap<>();
        after.open()
                .forEach(month ->
                        open.put(
                                month.period(),
                                new Totals(month.earned(), month.clawedBack(), month.lines())));
        return new Account(
                AccountId.parse(account),
                sequence,
                Few.of(counters),
                after.closedThrough(),
                after.carried(),
                Few.of(open));
    }

    private static <T> T there(@Nullable T value) {
        return Objects.requireNonNull(value, "a field that this kind always has");
    }
}
