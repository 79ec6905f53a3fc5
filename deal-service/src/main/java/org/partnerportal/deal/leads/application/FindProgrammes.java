package org.partnerportal.deal.leads.application;

import org.partnerportal.deal.leads.domain.LeadProgramme;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;

/** Reads many programmes at once. */
public interface FindProgrammes {

    /** By code. */
    Page<LeadProgramme> list(PageRequest page);
}
