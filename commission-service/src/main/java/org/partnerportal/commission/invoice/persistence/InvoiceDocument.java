package org.partnerportal.commission.invoice.persistence;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.invoice.domain.Beneficiary;
import org.partnerportal.commission.invoice.domain.Credit;
import org.partnerportal.commission.invoice.domain.Invoice;
import org.partnerportal.commission.invoice.domain.InvoiceId;
import org.partnerportal.commission.invoice.domain.InvoiceLine;
import org.partnerportal.commission.invoice.domain.Issue;
import org.partnerportal.commission.invoice.domain.Payment;
import org.partnerportal.commission.ledger.domain.DealId;
import org.partnerportal.commission.ledger.domain.PartnerId;
import org.partnerportal.commission.ledger.domain.SourceEvent;
import org.partnerportal.kernel.Money;
import org.springframework.data.annotation.TypeAlias;

/** An invoice as it is stored. */
@TypeAlias("invoice")
record InvoiceDocument(
        @Nullable String dealId,
        @Nullable String partnerId,
        @Nullable LocalDate issuedOn,
        @Nullable IssueDocument issue,
        List<PaymentDocument> payments,
        List<CreditDocument> credits) {

    record IssueDocument(
            String number,
            @Nullable String orderReference,
            @Nullable String dealId,
            String currency,
            List<LineDocument> lines,
            SourceDocument source) {}

    record LineDocument(
            String id,
            @Nullable String productCode,
            @Nullable BigDecimal quantity,
            Money net,
            Money tax,
            InvoiceLine.Kind kind) {}

    record PaymentDocument(LocalDate paidOn, Money amount, SourceDocument source) {}

    record CreditDocument(
            String creditNoteId,
            LocalDate issuedOn,
            String currency,
            List<CreditLineDocument> lines,
            @Nullable String reason,
            SourceDocument source,
            Credit.Outcome outcome,
            @Nullable String refusal) {}

    record CreditLineDocument(String invoiceLineId, Money net) {}

    record SourceDocument(String system, String id, String type, Instant time) {

        static SourceDocument of(SourceEvent source) {
            return new SourceDocument(source.system(), source.id(), source.type(), source.time());
        }

        SourceEvent toSource() {
            return new SourceEvent(system, id, type, time);
        }
    }

    static InvoiceDocument of(Invoice invoice) {
        Beneficiary beneficiary = invoice.beneficiary();
        Issue issue = invoice.issue();
        return new InvoiceDocument(
                beneficiary == null ? null : beneficiary.deal().value(),
                beneficiary == null ? null : beneficiary.partner().value(),
                issue == null ? null : issue.issuedOn(),
                issue == null ? null : issue(issue),
                invoice.payments().stream()
                        .map(payment ->
                                new PaymentDocument(
                                        payment.paidOn(),
                                        payment.amount(),
                                        SourceDocument.of(payment.source())))
                        .toList(),
                invoice.credits().stream()
                        .map(credit ->
                                new CreditDocument(
                                        credit.creditNoteId(),
                                        credit.issuedOn(),
                                        credit.currency().getCurrencyCode(),
                                        credit.lines().stream()
                                                .map(line ->
                                                        new CreditLineDocument(
                                                                line.invoiceLineId(), line.net()))
                                                .toList(),
                                        credit.reason(),
                                        SourceDocument.of(credit.source()),
                                        credit.outcome(),
                                        credit.refusal()))
                        .toList());
    }

    private static IssueDocument issue(Issue issue) {
        return new IssueDocument(
                issue.number(),
                issue.orderReference(),
                issue.dealId(),
                issue.currency().getCurrencyCode(),
                issue.lines().stream()
                        .map(line ->
                                new LineDocument(
                                        line.id(),
                                        line.productCode(),
                                        line.quantity(),
                                        line.net(),
                                        line.tax(),
                                        line.kind()))
                        .toList(),
                SourceDocument.of(issue.source()));
    }

    Invoice toInvoice(String id, long version) {
        return new Invoice(
                new InvoiceId(id),
                issue == null || issuedOn == null ? null : toIssue(issue, issuedOn),
                dealId == null || partnerId == null
                        ? null
                        : new Beneficiary(new DealId(dealId), new PartnerId(partnerId)),
                payments.stream()
                        .map(payment ->
                                new Payment(
                                        payment.paidOn(),
                                        payment.amount(),
                                        payment.source().toSource()))
                        .toList(),
                credits.stream()
                        .map(credit ->
                                new Credit(
                                        credit.creditNoteId(),
                                        credit.issuedOn(),
                                        Money.currency(credit.currency()),
                                        credit.lines().stream()
                                                .map(line ->
                                                        new Credit.CreditLine(
                                                                line.invoiceLineId(), line.net()))
                                                .toList(),
                                        credit.reason(),
                                        credit.source().toSource(),
                                        credit.outcome(),
                                        credit.refusal()))
                        .toList(),
                version);
    }

    private static Issue toIssue(IssueDocument issue, LocalDate issuedOn) {
        return new Issue(
                issue.number(),
                issue.orderReference(),
                issue.dealId(),
                issuedOn,
                Money.currency(issue.currency()),
                issue.lines().stream()
                        .map(line ->
                                new InvoiceLine(
                                        line.id(),
                                        line.productCode(),
                                        line.quantity(),
                                        line.net(),
                                        line.tax(),
                                        line.kind()))
                        .toList(),
                issue.source().toSource());
    }
}
