package org.partnerportal.deal.approvals.messaging;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.approvals.domain.ApprovalEvent;
import org.partnerportal.deal.approvals.domain.ApprovalProcess;
import org.partnerportal.deal.approvals.domain.ApprovalTask;
import org.partnerportal.deal.approvals.domain.Decision;
import org.partnerportal.deal.approvals.domain.Decision.Verdict;
import org.partnerportal.deal.approvals.domain.ProcessState;
import org.partnerportal.kernel.Deadline;
import org.partnerportal.kernel.Money;
import org.partnerportal.messaging.WireEvent;

/**
 * What others may read of what happens to an approval: the fact as the type, and how the process
 * stands after it. Roles are named, people never. Contracts: {@code contracts/events/deal}.
 */
public final class ApprovalWire {

    private ApprovalWire() {}

    public static WireEvent of(ApprovalProcess process, ApprovalEvent event) {
        return WireEvent.of(
                type(event), process.subject().owner(), event.at(), snapshot(process, event));
    }

    private static String type(ApprovalEvent event) {
        return switch (event) {
            case ApprovalEvent.ApprovalRequested _ -> "deal.approval-requested";
            case ApprovalEvent.StepApproved _ -> "deal.approval-step-approved";
            case ApprovalEvent.ApprovalGranted _ -> "deal.approval-granted";
            case ApprovalEvent.ApprovalRefused _ -> "deal.approval-refused";
            case ApprovalEvent.ApprovalVoided _ -> "deal.approval-voided";
            case ApprovalEvent.ApprovalEscalated _ -> "deal.approval-escalated";
        };
    }

    /** The steps that the fact is about. */
    private static List<String> steps(ApprovalEvent event) {
        return switch (event) {
            case ApprovalEvent.ApprovalRequested(_, var steps) -> steps.stream().sorted().toList();
            case ApprovalEvent.StepApproved(_, var step) -> List.of(step);
            case ApprovalEvent.ApprovalRefused(_, var step) -> List.of(step);
            case ApprovalEvent.ApprovalEscalated(_, var step) -> List.of(step);
            case ApprovalEvent.ApprovalGranted _, ApprovalEvent.ApprovalVoided _ -> List.of();
        };
    }

    private static Snapshot snapshot(ApprovalProcess process, ApprovalEvent event) {
        return new Snapshot(
                process.id().value(),
                process.subject().type(),
                process.subject().id(),
                process.subject().owner(),
                process.state().name().name(),
                process.chain(),
                process.chainVersion(),
                process.subject().amount(),
                process.startedAt(),
                steps(event),
                process.tasks().stream().map(ApprovalWire::step).toList(),
                reason(process.state()));
    }

    private static Step step(ApprovalTask task) {
        Deadline due = task.due();
        return new Step(
                task.step().id(),
                task.state().name().name(),
                task.step().roles().stream().sorted().toList(),
                task.step().escalateTo(),
                task.step().quorum(),
                (int)
                        task.decisions().stream()
                                .filter(decision -> decision.verdict() == Verdict.APPROVED)
                                .map(Decision::by)
                                .distinct()
                                .count(),
                due == null ? null : due.until());
    }

    /** The code under which decisions were voided, out of a closed list. */
    public static @Nullable String reason(ProcessState state) {
        return state instanceof ProcessState.Voided(var reason, _) ? reason.name() : null;
    }

    /** How the process stands; times are UTC. */
    record Snapshot(
            String processId,
            String subjectType,
            String subjectId,
            @Nullable String partnerId,
            String state,
            String chain,
            int chainVersion,
            @Nullable Money amount,
            Instant startedAt,
            List<String> concerns,
            List<Step> steps,
            @Nullable String reason) {}

    record Step(
            String step,
            String state,
            List<String> roles,
            String escalateTo,
            int quorum,
            int approvals,
            @Nullable Instant dueAt) {}
}
