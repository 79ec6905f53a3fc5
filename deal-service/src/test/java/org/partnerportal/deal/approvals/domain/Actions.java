package org.partnerportal.deal.approvals.domain;

import static org.partnerportal.deal.approvals.domain.AnApproval.CALENDAR;
import static org.partnerportal.deal.approvals.domain.AnApproval.alone;
import static org.partnerportal.deal.approvals.domain.AnApproval.anyone;

import java.time.Instant;
import java.util.function.Function;
import org.partnerportal.deal.approvals.domain.ProcessState.VoidReason;
import org.partnerportal.kernel.Decided;

/** Every action, ready to be tried on any process. */
final class Actions {

    private Actions() {}

    static Function<ApprovalProcess, Decided<ApprovalProcess, ApprovalEvent>> of(
            ProcessAction action, Instant now) {
        return switch (action) {
            case APPROVE -> it -> it.approve(alone(anyone("fred")), null, CALENDAR, now);
            case REJECT -> it -> it.reject(alone(anyone("fred")), "No", now);
            case ESCALATE -> it -> it.escalate(now);
            case VOID -> it -> it.invalidate(VoidReason.CONTENT_CHANGED, now);
        };
    }
}
