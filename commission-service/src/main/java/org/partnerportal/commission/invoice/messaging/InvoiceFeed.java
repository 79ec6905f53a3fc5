package org.partnerportal.commission.invoice.messaging;

import java.util.ArrayList;
import java.util.List;
import org.partnerportal.commission.invoice.application.HearOfInvoice;
import org.partnerportal.commission.invoice.domain.InvoiceId;
import org.partnerportal.commission.ledger.domain.SourceEvent;
import org.partnerportal.messaging.BatchConsumer;
import org.partnerportal.messaging.Envelope;
import org.springframework.stereotype.Component;

/** Hears what the ERP says about invoices. */
@Component
class InvoiceFeed implements BatchConsumer {

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

    /**
     * Issued invoices that follow each other are taken together; what is about them comes after.
     */
    @Override
    public void on(List<Envelope> events) {
        var issued = new ArrayList<HearOfInvoice.Told>();
        for (Envelope event : events) {
            if (event.type().equals("erp.invoice.issued")) {
                issued.add(told(event));
            } else {
                hearAll(issued);
                event.context().run(() -> on(event));
            }
        }
        hearAll(issued);
    }

    private void hearAll(List<HearOfInvoice.Told> issued) {
        if (!issued.isEmpty()) {
            hear.issued(List.copyOf(issued));
            issued.clear();
        }
    }

    private static HearOfInvoice.Told told(Envelope event) {
        var issued = event.read(ErpInvoice.Issued.class);
        return new HearOfInvoice.Told(
                new InvoiceId(issued.invoiceId()), issued.toIssue(source(event)), event.context());
    }

    private static SourceEvent source(Envelope event) {
        return new SourceEvent(event.source(), event.id(), event.type(), event.time());
    }

    @Override
    public void on(Envelope event) {
        var source = source(event);
        switch (event.type()) {
            case "erp.invoice.issued" -> {
                var told = told(event);
                hear.issued(told.id(), told.issue());
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
