package org.partnerportal.deal.leads.domain;

import org.partnerportal.kernel.Aggregates;

/** All leads. */
public interface Leads extends Aggregates<LeadId, Lead, LeadEvent> {}
