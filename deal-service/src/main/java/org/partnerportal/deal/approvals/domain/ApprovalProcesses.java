package org.partnerportal.deal.approvals.domain;

import java.util.List;
import org.partnerportal.kernel.Aggregates;

/** All approval processes. */
public interface ApprovalProcesses extends Aggregates<ProcessId, ApprovalProcess, ApprovalEvent> {

    /** The undecided ones about a subject. */
    List<ApprovalProcess> pendingOf(String subjectType, String subjectId);
}
