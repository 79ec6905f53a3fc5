package org.partnerportal.commission.invoice.application;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.invoice.domain.Invoice;
import org.partnerportal.commission.invoice.domain.InvoiceId;

/** Reads many invoices at once. */
public interface FindInvoices {

    /** Issued on or after the day, in the order of their ids, those after an id. */
    List<Invoice> issuedFrom(LocalDate day, @Nullable InvoiceId after, int limit);
}
