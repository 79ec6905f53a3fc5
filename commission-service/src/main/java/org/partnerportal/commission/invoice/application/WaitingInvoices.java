package org.partnerportal.commission.invoice.application;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.partnerportal.commission.invoice.domain.InvoiceId;

/** Invoices that wait for something, by what they wait for. */
public interface WaitingInvoices {

    /** Waits from now on; waiting twice is once. */
    void park(String reference, InvoiceId invoice);

    List<InvoiceId> waitingFor(String reference);

    /** Waits no longer for this. */
    void release(String reference, InvoiceId invoice);

    /**
     * What is due for a look on suspicion: a while after it was parked, and then after as long
     * again as it has waited, an hour at most, so that what never comes does not crowd out what a
     * crash left behind. What is taken is due again only then.
     */
    List<Waiting> takeDue(int most);

    /** What has waited for longer than this and nobody has been told of yet; it is told once. */
    List<Waiting> newlyOverdue(Duration limit, int most);

    /** Invoices that wait for the same thing. */
    record Waiting(String reference, List<InvoiceId> invoices, Instant since) {}
}
