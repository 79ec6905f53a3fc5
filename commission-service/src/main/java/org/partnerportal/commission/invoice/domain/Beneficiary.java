package org.partnerportal.commission.invoice.domain;

import org.partnerportal.commission.ledger.domain.DealId;
import org.partnerportal.commission.ledger.domain.PartnerId;

/** The deal that led to an invoice, and the partner that earns for it. */
public record Beneficiary(DealId deal, PartnerId partner) {}
