package org.partnerportal.commission.invoice.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.partnerportal.commission.invoice.domain.Beneficiary;
import org.partnerportal.commission.invoice.domain.Invoice;
import org.partnerportal.commission.invoice.domain.InvoiceId;
import org.partnerportal.commission.invoice.domain.Invoices;
import org.partnerportal.commission.partners.Visibility;
import org.partnerportal.web.Caller;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Invoices, as far as commissions know them. */
@RestController
@RequestMapping("/api/v1/invoices")
@Tag(name = "Invoices", description = "What the ERP has said about an invoice")
class InvoiceController {

    private final Invoices invoices;
    private final Visibility visibility;

    InvoiceController(Invoices invoices, Visibility visibility) {
        this.invoices = invoices;
        this.visibility = visibility;
    }

    @GetMapping("/{id}")
    @PreAuthorize(Visibility.READS)
    @Operation(
            summary = "Show an invoice",
            description = "By the ERP's id, with payments and credit notes and what it waits for.")
    InvoiceView get(@PathVariable String id, Caller caller) {
        Invoice invoice = invoices.get(new InvoiceId(id));
        Beneficiary beneficiary = invoice.beneficiary();
        visibility.check(beneficiary == null ? null : beneficiary.partner().value(), id, caller);
        return InvoiceView.of(invoice);
    }
}
