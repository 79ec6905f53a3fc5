package org.partnerportal.commission.invoice.domain;

import java.time.LocalDate;
import org.partnerportal.commission.ledger.domain.SourceEvent;
import org.partnerportal.kernel.Money;

/** A payment on an invoice; one event is one payment, however often it is delivered. */
public record Payment(LocalDate paidOn, Money amount, SourceEvent source) {

    boolean isTheSameAs(Payment other) {
        return source.system().equals(other.source.system())
                && source.id().equals(other.source.id());
    }
}
