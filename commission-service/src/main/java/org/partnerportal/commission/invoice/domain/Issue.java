package org.partnerportal.commission.invoice.domain;

import java.time.LocalDate;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.ledger.domain.SourceEvent;
import org.partnerportal.kernel.Money;

/**
 * What the ERP said when it issued the invoice.
 *
 * @param orderReference the order that is invoiced; none where the ERP names the deal
 * @param dealId the deal, where the ERP knows it
 */
public record Issue(
        String number,
        @Nullable String orderReference,
        @Nullable String dealId,
        LocalDate issuedOn,
        Currency currency,
        List<InvoiceLine> lines,
        SourceEvent source) {

    public Issue {
        lines = List.copyOf(lines);
        var ids = new HashSet<String>();
        for (InvoiceLine line : lines) {
            if (!ids.add(line.id())) {
                throw InvoiceRefusal.LINE_TWICE.because(line.id());
            }
        }
    }

    /** The deal's id where it is named, else the order. */
    public DealReference reference() {
        return dealId != null
                ? DealReference.deal(dealId)
                : DealReference.order(String.valueOf(orderReference));
    }

    Optional<InvoiceLine> line(String id) {
        return lines.stream().filter(line -> line.id().equals(id)).findFirst();
    }

    Money gross() {
        return Money.sum(currency, lines.stream().map(InvoiceLine::gross).toList());
    }

    /** Whether both say the same, whichever event said it. */
    boolean saysTheSameAs(Issue other) {
        return number.equals(other.number)
                && reference().equals(other.reference())
                && issuedOn.equals(other.issuedOn)
                && currency.equals(other.currency)
                && lines.equals(other.lines);
    }
}
