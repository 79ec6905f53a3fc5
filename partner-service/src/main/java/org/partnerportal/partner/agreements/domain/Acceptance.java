package org.partnerportal.partner.agreements.domain;

/**
 * The partner's yes: the evidence of it, and the sealed file that holds the document and the
 * evidence.
 */
public record Acceptance(Evidence evidence, StoredFile sealed) {}
