package org.partnerportal.commission.ledger.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.plan.domain.Calculation.Slice;
import org.partnerportal.commission.plan.domain.PlanCode;
import org.partnerportal.commission.plan.domain.PlanId;
import org.partnerportal.kernel.LateText;
import org.partnerportal.kernel.Money;

/** One entry of an account's chain; it is never changed and never removed. */
public sealed interface LedgerEntry {

    EntryId id();

    EntryKind kind();

    YearMonth period();

    /** The account as this entry leaves it; the next entry continues from here. */
    Account after();

    Instant enteredAt();

    /**
     * Commission earned, or taken back.
     *
     * @param base net that the commission is of; negative for what is taken back
     * @param period the month it is stated in: its own, or the first open one after that
     * @param documentDate the document's own date
     */
    record Line(
            EntryId id,
            EntryKind kind,
            Account after,
            DealId deal,
            String invoiceId,
            String invoiceLineId,
            @Nullable String productCode,
            Money base,
            FxRate fx,
            Money amount,
            PlanId plan,
            PlanCode planCode,
            int planNumber,
            BigDecimal yearToDateBefore,
            List<Slice> slices,
            LateText formula,
            LocalDate documentDate,
            LocalDate earnedOn,
            YearMonth period,
            SourceEvent source,
            @Nullable EntryId original,
            @Nullable String creditNoteId,
            Instant enteredAt)
            implements LedgerEntry {

        public Line {
            slices = List.copyOf(slices);
        }

        /** The statement that it belongs to, now or later. */
        public EntryId statement() {
            return EntryId.closing(after.id(), period);
        }
    }

    /**
     * The end of a month: what is entered later goes into a later month.
     *
     * @param opening carried forward from the month before; never positive, as what is owed to the
     *     partner is paid and not carried
     */
    record Closing(
            EntryId id,
            Account after,
            YearMonth period,
            Money opening,
            Totals totals,
            Instant enteredAt)
            implements LedgerEntry {

        @Override
        public EntryKind kind() {
            return EntryKind.CLOSING;
        }

        public Money closing() {
            return opening.plus(totals.sum());
        }
    }
}
