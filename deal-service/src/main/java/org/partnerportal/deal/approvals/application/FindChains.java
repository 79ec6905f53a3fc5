package org.partnerportal.deal.approvals.application;

import org.partnerportal.deal.approvals.domain.ApprovalChain;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;

/** Reads many chains at once. */
public interface FindChains {

    /** By code. */
    Page<ApprovalChain> list(PageRequest page);
}
