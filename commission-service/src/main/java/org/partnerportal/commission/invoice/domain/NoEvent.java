package org.partnerportal.commission.invoice.domain;

/** Invoices are the ERP's to speak of; this service publishes nothing about them. */
public enum NoEvent {}
