package org.partnerportal.deal.approvals.domain;

import java.util.Optional;
import org.partnerportal.kernel.Aggregates;

/** All chains; a kind of subject has one at most. */
public interface ApprovalChains extends Aggregates<ChainCode, ApprovalChain, Void> {

    Optional<ApprovalChain> findFor(String subjectType);
}
