package org.partnerportal.commission.invoice.domain;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.ledger.domain.SourceEvent;
import org.partnerportal.kernel.Money;

/**
 * A credit note on an invoice.
 *
 * @param outcome what became of it
 * @param refusal the code of what speaks against it, where it was refused
 */
public record Credit(
        String creditNoteId,
        LocalDate issuedOn,
        Currency currency,
        List<CreditLine> lines,
        @Nullable String reason,
        SourceEvent source,
        Outcome outcome,
        @Nullable String refusal) {

    /** What became of a credit note. */
    public enum Outcome {
        /** The invoice itself has not come yet. */
        WAITING,
        ACCEPTED,
        /** It does not fit its invoice; nothing is taken back for it. */
        REFUSED
    }

    /**
     * @param net credited, positive
     */
    public record CreditLine(String invoiceLineId, Money net) {}

    public Credit {
        lines = List.copyOf(lines);
        for (CreditLine line : lines) {
            if (!line.net().isPositive()) {
                throw InvoiceRefusal.NOT_POSITIVE.because(line.net());
            }
        }
    }

    public static Credit noted(
            String creditNoteId,
            LocalDate issuedOn,
            Currency currency,
            List<CreditLine> lines,
            @Nullable String reason,
            SourceEvent source) {
        return new Credit(
                creditNoteId, issuedOn, currency, lines, reason, source, Outcome.WAITING, null);
    }

    Credit decided(Outcome decision, @Nullable InvoiceRefusal why) {
        return new Credit(
                creditNoteId,
                issuedOn,
                currency,
                lines,
                reason,
                source,
                decision,
                why == null ? null : why.code());
    }

    boolean saysTheSameAs(Credit other) {
        return issuedOn.equals(other.issuedOn)
                && currency.equals(other.currency)
                && lines.equals(other.lines);
    }
}
