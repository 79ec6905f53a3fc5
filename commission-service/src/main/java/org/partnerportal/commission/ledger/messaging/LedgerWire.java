package org.partnerportal.commission.ledger.messaging;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.ledger.domain.EntryId;
import org.partnerportal.commission.ledger.domain.LedgerEntry.Line;
import org.partnerportal.commission.ledger.domain.LedgerEvent;
import org.partnerportal.kernel.Money;
import org.partnerportal.messaging.WireEvent;

/** What others may read of a line. Contracts: {@code contracts/events/commission}. */
public final class LedgerWire {

    private LedgerWire() {}

    public static WireEvent of(Line line, LedgerEvent event) {
        String type =
                switch (event) {
                    case LedgerEvent.CommissionAccrued _ -> "commission.accrued";
                    case LedgerEvent.CommissionClawedBack _ -> "commission.clawed-back";
                };
        EntryId original = line.original();
        String partner = line.after().id().partner().value();
        return WireEvent.of(
                type,
                partner,
                event.at(),
                new EarningLineFact(
                        line.id().value(),
                        line.kind().name(),
                        partner,
                        line.deal().value(),
                        line.invoiceId(),
                        line.invoiceLineId(),
                        line.productCode(),
                        line.base(),
                        line.amount(),
                        line.plan().value(),
                        line.planCode().value(),
                        line.planNumber(),
                        line.formula().toString(),
                        line.documentDate(),
                        line.period().toString(),
                        line.after().sequence(),
                        original == null ? null : original.value(),
                        line.creditNoteId()));
    }

    record EarningLineFact(
            String lineId,
            String kind,
            String partnerId,
            String dealId,
            String invoiceId,
            String invoiceLineId,
            @Nullable String productCode,
            Money base,
            Money amount,
            String planId,
            String planCode,
            int planVersion,
            String formula,
            LocalDate documentDate,
            String period,
            long sequence,
            @Nullable String originalLineId,
            @Nullable String creditNoteId) {}
}
