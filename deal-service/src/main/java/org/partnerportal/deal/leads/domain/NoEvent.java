package org.partnerportal.deal.leads.domain;

/** How leads are distributed is the vendor's own business; nothing is published about it. */
public enum NoEvent {}
