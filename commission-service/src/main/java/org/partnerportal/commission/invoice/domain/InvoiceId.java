package org.partnerportal.commission.invoice.domain;

/** Names an invoice as the ERP does. */
public record InvoiceId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
