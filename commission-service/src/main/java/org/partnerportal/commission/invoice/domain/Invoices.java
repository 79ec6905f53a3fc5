package org.partnerportal.commission.invoice.domain;

import org.partnerportal.kernel.BulkAggregates;

/** All invoices that the ERP has told of. */
public interface Invoices extends BulkAggregates<InvoiceId, Invoice, NoEvent> {}
