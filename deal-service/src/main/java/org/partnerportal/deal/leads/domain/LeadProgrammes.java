package org.partnerportal.deal.leads.domain;

import org.partnerportal.kernel.Aggregates;

/** All lead programmes. */
public interface LeadProgrammes extends Aggregates<ProgrammeCode, LeadProgramme, NoEvent> {}
