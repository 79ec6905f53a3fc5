package org.partnerportal.commission.invoice.messaging;

import java.util.List;
import org.partnerportal.commission.invoice.application.HearOfInvoice;
import org.partnerportal.commission.invoice.domain.InvoiceId;
import org.partnerportal.commission.ledger.domain.SourceEvent;
import org.partnerportal.messaging.Envelope;
import org.partnerportal.messaging.EventConsumer;
import org.springframework.stereotype.Component;

/** Hears what the ERP says about invoices. */
@Component
class InvoiceFeed implements EventConsumer {

    private final HearOfInvoice hear;

    InvoiceFeed(HearOfInvoice hear) {
        this.hear = hear;
    }

    @Override
    public String name() {
        return "invoices";
    }

    @Override
    public List<String> topics() {
        return List.of("erp.events.v1");
    }

    @Override
    public void on(Envelope event) {
        var source = new SourceEvent(event.source(), event.id(), event.type(), event.time());
        switch (event.type()) {
            case "erp.invoice.issued" -> {
                var issued = event.read(ErpInvoice.Issued.class);
                hear.issued(new InvoiceId(issued.invoiceId()), issued.toIssue(source));
            }
            case "erp.invoice.paid" -> {
                var paid = event.read(ErpInvoice.Paid.class);
                hear.paid(new InvoiceId(paid.invoiceId()), paid.toPayment(source));
            }
            case "erp.credit-note.issued" -> {
                var credited = event.read(ErpInvoice.Credited.class);
                hear.credited(new InvoiceId(credited.invoiceId()), credited.toCredit(source));
            }
            default -> {
                // Tolerant reader: the ERP says more than commissions have a use for.
            }
        }
    }
}
