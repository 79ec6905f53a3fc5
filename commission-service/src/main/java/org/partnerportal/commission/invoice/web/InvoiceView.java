package org.partnerportal.commission.invoice.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.invoice.domain.Beneficiary;
import org.partnerportal.commission.invoice.domain.Credit;
import org.partnerportal.commission.invoice.domain.Invoice;
import org.partnerportal.commission.invoice.domain.InvoiceLine;
import org.partnerportal.commission.invoice.domain.Issue;
import org.partnerportal.commission.ledger.domain.SourceEvent;
import org.partnerportal.kernel.Money;

/**
 * What is known of an invoice; what it earned is at {@code /earnings?invoiceId=}.
 *
 * @param waitingFor INVOICE or DEAL, as long as nothing can be earned for want of it
 * @param paidInFullOn the day on which nothing was left to pay
 */
record InvoiceView(
        String id,
        @Nullable String number,
        @Nullable String orderReference,
        @Nullable String dealId,
        @Nullable String partnerId,
        @Nullable LocalDate issuedOn,
        @Nullable String currency,
        List<LineView> lines,
        List<PaymentView> payments,
        List<CreditView> credits,
        @Nullable LocalDate paidInFullOn,
        @Nullable String waitingFor) {

    record LineView(
            String id,
            @Nullable String productCode,
            @Nullable BigDecimal quantity,
            Money net,
            Money tax,
            InvoiceLine.Kind kind) {}

    record PaymentView(LocalDate paidOn, Money amount, String eventId) {}

    record CreditView(
            String creditNoteId,
            LocalDate issuedOn,
            List<CreditLineView> lines,
            @Nullable String reason,
            Credit.Outcome outcome,
            @Nullable String refusal,
            String eventId) {}

    record CreditLineView(String invoiceLineId, Money net) {}

    static InvoiceView of(Invoice invoice) {
        Issue issue = invoice.issue();
        Beneficiary beneficiary = invoice.beneficiary();
        return new InvoiceView(
                invoice.id().value(),
                issue == null ? null : issue.number(),
                issue == null ? null : issue.orderReference(),
                beneficiary == null
                        ? (issue == null ? null : issue.dealId())
                        : beneficiary.deal().value(),
                beneficiary == null ? null : beneficiary.partner().value(),
                issue == null ? null : issue.issuedOn(),
                issue == null ? null : issue.currency().getCurrencyCode(),
                issue == null
                        ? List.of()
                        : issue.lines().stream()
                                .map(line ->
                                        new LineView(
                                                line.id(),
                                                line.productCode(),
                                                line.quantity(),
                                                line.net(),
                                                line.tax(),
                                                line.kind()))
                                .toList(),
                invoice.payments().stream()
                        .map(payment ->
                                new PaymentView(
                                        payment.paidOn(),
                                        payment.amount(),
                                        eventId(payment.source())))
                        .toList(),
                invoice.credits().stream().map(InvoiceView::credit).toList(),
                invoice.paidInFullOn().orElse(null),
                issue == null ? "INVOICE" : beneficiary == null ? "DEAL" : null);
    }

    private static CreditView credit(Credit credit) {
        return new CreditView(
                credit.creditNoteId(),
                credit.issuedOn(),
                credit.lines().stream()
                        .map(line -> new CreditLineView(line.invoiceLineId(), line.net()))
                        .toList(),
                credit.reason(),
                credit.outcome(),
                credit.refusal(),
                eventId(credit.source()));
    }

    private static String eventId(SourceEvent source) {
        return source.id();
    }
}
