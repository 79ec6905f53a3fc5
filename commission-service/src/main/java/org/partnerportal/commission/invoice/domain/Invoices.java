package org.partnerportal.commission.invoice.domain;

import org.partnerportal.kernel.Aggregates;

/** All invoices that the ERP has told of. */
public interface Invoices extends Aggregates<InvoiceId, Invoice, NoEvent> {}
