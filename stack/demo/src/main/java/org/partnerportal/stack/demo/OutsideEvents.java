package org.partnerportal.stack.demo;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.partnerportal.kernel.Money;
import org.partnerportal.stack.client.OutsideEvent;
import org.partnerportal.stack.demo.data.Closing;

/**
 * What a customer's CRM and ERP would say about the closings, as CloudEvents 1.0 in binary mode.
 * Ids follow from the subject, so that saying it again is the same event.
 */
final class OutsideEvents {

    private OutsideEvents() {}

    /** The CRM knows its own opportunity and not our registration. */
    static ProducerRecord<String, byte[]> closing(Closing closing) {
        var data = new LinkedHashMap<String, Object>();
        data.put("opportunityId", closing.opportunityId());
        if (closing.won()) {
            data.put("wonAt", closing.on().toString());
            data.put("orderReference", closing.orderReference());
            data.put("amount", amount(closing.amount()));
            data.put("currency", currency(closing.amount()));
        } else {
            data.put("lostAt", closing.on().toString());
            // The source does not say why.
            data.put("reason", "OTHER");
        }
        return event(
                OutsideEvent.CRM,
                closing.won() ? "crm.opportunity.won" : "crm.opportunity.lost",
                closing.opportunityId(),
                closing.on(),
                data);
    }

    /** One invoice for each order: one line, no tax, issued on the day of closing. */
    static ProducerRecord<String, byte[]> invoice(Closing closing, String productCode) {
        var line = new LinkedHashMap<String, Object>();
        line.put("lineId", closing.invoiceLineId());
        line.put("productCode", productCode);
        line.put("quantity", 1);
        line.put("net", amount(closing.amount()));
        line.put("tax", "0.00");
        line.put("kind", "GOODS");
        var data = new LinkedHashMap<String, Object>();
        data.put("invoiceId", closing.invoiceId());
        data.put("invoiceNumber", closing.invoiceId());
        data.put("orderReference", closing.orderReference());
        data.put("issuedOn", closing.on().toString());
        data.put("currency", currency(closing.amount()));
        data.put("lines", List.of(line));
        return event(
                OutsideEvent.ERP, "erp.invoice.issued", closing.invoiceId(), closing.on(), data);
    }

    static ProducerRecord<String, byte[]> creditNote(Closing closing, Money net, LocalDate on) {
        String id = creditNoteId(closing);
        var data = new LinkedHashMap<String, Object>();
        data.put("creditNoteId", id);
        data.put("invoiceId", closing.invoiceId());
        data.put("issuedOn", on.toString());
        data.put("currency", currency(net));
        data.put("reason", "Part of the delivery was returned");
        data.put(
                "lines",
                List.of(Map.of("invoiceLineId", closing.invoiceLineId(), "net", amount(net))));
        return event(OutsideEvent.ERP, "erp.credit-note.issued", id, on, data);
    }

    static String creditNoteId(Closing closing) {
        return "CN-" + closing.opportunityId();
    }

    private static ProducerRecord<String, byte[]> event(
            String topic, String type, String subject, LocalDate on, Map<String, ?> data) {
        return OutsideEvent.of(
                topic,
                OutsideEvent.CRM.equals(topic) ? "/demo/crm" : "/demo/erp",
                type,
                subject,
                on.atTime(12, 0).toInstant(ZoneOffset.UTC),
                data);
    }

    private static String amount(Money money) {
        return money.amount().toPlainString();
    }

    private static String currency(Money money) {
        return money.currency().getCurrencyCode();
    }
}
