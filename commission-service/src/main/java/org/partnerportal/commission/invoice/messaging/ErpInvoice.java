package org.partnerportal.commission.invoice.messaging;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.invoice.domain.Credit;
import org.partnerportal.commission.invoice.domain.InvoiceLine;
import org.partnerportal.commission.invoice.domain.Issue;
import org.partnerportal.commission.invoice.domain.Payment;
import org.partnerportal.commission.ledger.domain.SourceEvent;
import org.partnerportal.kernel.Money;

/** The fields of the ERP's events that are used here; amounts are decimal strings. */
final class ErpInvoice {

    private ErpInvoice() {}

    /** {@code erp.invoice.issued}. */
    record Issued(
            String invoiceId,
            String invoiceNumber,
            @Nullable String orderReference,
            @Nullable String dealId,
            LocalDate issuedOn,
            String currency,
            List<Line> lines) {

        record Line(
                String lineId,
                @Nullable String productCode,
                @Nullable BigDecimal quantity,
                String net,
                @Nullable String tax,
                InvoiceLine.@Nullable Kind kind) {}

        Issue toIssue(SourceEvent source) {
            Currency known = Money.currency(currency);
            return new Issue(
                    invoiceNumber,
                    orderReference,
                    dealId,
                    issuedOn,
                    known,
                    lines.stream()
                            .map(line ->
                                    new InvoiceLine(
                                            line.lineId(),
                                            line.productCode(),
                                            line.quantity(),
                                            Money.of(line.net(), currency),
                                            line.tax() == null
                                                    ? Money.zero(known)
                                                    : Money.of(line.tax(), currency),
                                            Objects.requireNonNullElse(
                                                    line.kind(), InvoiceLine.Kind.GOODS)))
                            .toList(),
                    source);
        }
    }

    /** {@code erp.invoice.paid}. */
    record Paid(String invoiceId, LocalDate paidOn, String amount, String currency) {

        Payment toPayment(SourceEvent source) {
            return new Payment(paidOn, Money.of(amount, currency), source);
        }
    }

    /** {@code erp.credit-note.issued}. */
    record Credited(
            String creditNoteId,
            String invoiceId,
            LocalDate issuedOn,
            String currency,
            List<CreditedLine> lines,
            @Nullable String reason) {

        record CreditedLine(String invoiceLineId, String net) {}

        Credit toCredit(SourceEvent source) {
            return Credit.noted(
                    creditNoteId,
                    issuedOn,
                    Money.currency(currency),
                    lines.stream()
                            .map(line ->
                                    new Credit.CreditLine(
                                            line.invoiceLineId(), Money.of(line.net(), currency)))
                            .toList(),
                    reason,
                    source);
        }
    }
}
