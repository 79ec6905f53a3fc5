package org.partnerportal.deal.approvals.web;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.approvals.domain.ApprovalProcess;
import org.partnerportal.deal.approvals.domain.ApprovalTask;
import org.partnerportal.deal.approvals.domain.Decider;
import org.partnerportal.deal.approvals.domain.Decision;
import org.partnerportal.deal.approvals.domain.Mandate;
import org.partnerportal.deal.approvals.domain.ProcessAction;
import org.partnerportal.deal.approvals.domain.ProcessState;
import org.partnerportal.deal.approvals.domain.TaskState;
import org.partnerportal.kernel.Deadline;
import org.partnerportal.kernel.Money;

/** Approvals as the vendor's people see them. */
final class ApprovalViews {

    private ApprovalViews() {}

    /**
     * How far an approval is.
     *
     * @param preview it has not begun: who would be asked
     * @param contentHash of what it is about; other content needs another approval
     * @param voidedBecause why what was decided does not count any more
     * @param allowedActions what this caller may do next
     */
    record ApprovalView(
            String id,
            String subjectType,
            String subjectId,
            ProcessState.Name state,
            boolean preview,
            String chain,
            int chainVersion,
            @Nullable Money amount,
            String contentHash,
            Instant startedAt,
            ProcessState.@Nullable VoidReason voidedBecause,
            List<ApprovalTaskView> tasks,
            List<ProcessAction> allowedActions,
            long version) {

        static ApprovalView of(
                ApprovalProcess process, boolean preview, Decider asking, Instant now) {
            boolean mayDecide = !preview && !process.mandatesOf(asking, now).isEmpty();
            return new ApprovalView(
                    process.id().value(),
                    process.subject().type(),
                    process.subject().id(),
                    process.state().name(),
                    preview,
                    process.chain(),
                    process.chainVersion(),
                    process.subject().amount(),
                    process.subject().contentHash(),
                    process.startedAt(),
                    process.state() instanceof ProcessState.Voided(var reason, _) ? reason : null,
                    process.tasksAt(now).stream().map(ApprovalTaskView::of).toList(),
                    mayDecide ? List.of(ProcessAction.APPROVE, ProcessAction.REJECT) : List.of(),
                    process.version());
        }
    }

    /**
     * A step of an approval.
     *
     * @param after the steps that must be approved before it is asked
     * @param people who may decide whatever their roles, by subject
     * @param quorum how many different people must approve
     * @param dueAt when it is escalated
     * @param escalateTo the role that may decide as well, once it is escalated
     */
    record ApprovalTaskView(
            String step,
            TaskState.Name state,
            List<String> after,
            List<String> roles,
            List<String> people,
            int quorum,
            @Nullable Instant dueAt,
            String escalateTo,
            TaskState.@Nullable Reason escalatedBecause,
            List<ApprovalDecisionView> decisions) {

        static ApprovalTaskView of(ApprovalTask task) {
            return new ApprovalTaskView(
                    task.step().id(),
                    task.state().name(),
                    ChainRequests.sorted(task.after()),
                    ChainRequests.sorted(task.step().roles()),
                    ChainRequests.sorted(task.step().people()),
                    task.step().quorum(),
                    until(task.due()),
                    task.step().escalateTo(),
                    task.state() instanceof TaskState.Escalated(_, _, var reason) ? reason : null,
                    task.decisions().stream().map(ApprovalDecisionView::of).toList());
        }
    }

    /**
     * @param by subject of who decided
     * @param onBehalfOf subject of the absent person whose place he took
     */
    record ApprovalDecisionView(
            String by,
            @Nullable String onBehalfOf,
            Decision.Verdict verdict,
            Instant at,
            @Nullable String comment) {

        static ApprovalDecisionView of(Decision decision) {
            return new ApprovalDecisionView(
                    decision.by(),
                    decision.onBehalfOf(),
                    decision.verdict(),
                    decision.at(),
                    decision.comment());
        }
    }

    /**
     * Something that waits for the caller.
     *
     * @param steps that he can decide
     * @param dueAt when the first of them is escalated
     */
    record ApprovalTaskItem(
            String processId,
            String subjectType,
            String subjectId,
            @Nullable String partnerId,
            @Nullable Money amount,
            Instant startedAt,
            @Nullable Instant dueAt,
            List<ApprovalMandate> steps) {

        static ApprovalTaskItem of(ApprovalProcess process, List<Mandate> mandates) {
            List<String> ids = mandates.stream().map(Mandate::step).toList();
            return new ApprovalTaskItem(
                    process.id().value(),
                    process.subject().type(),
                    process.subject().id(),
                    process.subject().owner(),
                    process.subject().amount(),
                    process.startedAt(),
                    process.tasks().stream()
                            .filter(task -> ids.contains(task.step().id()))
                            .map(ApprovalTask::due)
                            .flatMap(due -> Stream.ofNullable(until(due)))
                            .min(Instant::compareTo)
                            .orElse(null),
                    mandates.stream()
                            .map(mandate ->
                                    new ApprovalMandate(mandate.step(), mandate.onBehalfOf()))
                            .toList());
        }
    }

    /**
     * @param onBehalfOf subject of the absent person whose place the caller takes
     */
    record ApprovalMandate(String step, @Nullable String onBehalfOf) {}

    private static @Nullable Instant until(@Nullable Deadline due) {
        return due == null ? null : due.until();
    }
}
