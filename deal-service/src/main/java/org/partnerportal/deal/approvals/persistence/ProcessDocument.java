package org.partnerportal.deal.approvals.persistence;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.approvals.domain.ApprovalProcess;
import org.partnerportal.deal.approvals.domain.ApprovalStep;
import org.partnerportal.deal.approvals.domain.ApprovalSubject;
import org.partnerportal.deal.approvals.domain.ApprovalTask;
import org.partnerportal.deal.approvals.domain.Approver;
import org.partnerportal.deal.approvals.domain.Decision;
import org.partnerportal.deal.approvals.domain.ProcessId;
import org.partnerportal.deal.approvals.domain.ProcessState;
import org.partnerportal.deal.approvals.domain.ProcessState.VoidReason;
import org.partnerportal.deal.approvals.domain.TaskState;
import org.partnerportal.kernel.Deadline;
import org.partnerportal.kernel.Money;
import org.springframework.data.annotation.TypeAlias;

/**
 * An approval process as it is stored, the inner part of its document. What lists filter on is
 * drawn out of its tasks.
 *
 * @param openRoles roles that an open step asks; one that is late may be decided by its escalation
 *     role before the timer has come by, so that role is among them
 * @param openPeople people whom an open step asks by name
 * @param idle who may not decide, or has decided what he could
 * @param dueAt when the first open step is due; far away where none is
 * @param escalatesAt when the first step is due that was not escalated yet
 */
@TypeAlias("approval-process")
record ProcessDocument(
        SubjectDocument subject,
        String chain,
        int chainVersion,
        boolean oneDecisionEach,
        List<TaskDocument> tasks,
        StatusDocument status,
        Instant startedAt,
        List<String> openRoles,
        List<String> openPeople,
        List<String> idle,
        Instant dueAt,
        @Nullable Instant escalatesAt) {

    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    record SubjectDocument(
            String type,
            String key,
            @Nullable String owner,
            String submission,
            String contentHash,
            @Nullable Money amount,
            long version,
            List<PersonDocument> barred) {}

    record PersonDocument(String subject, List<String> roles) {}

    /** All states in one shape; a state fills what it has. */
    record TaskDocument(
            StepDocument step,
            List<String> awaits,
            TaskState.Name state,
            @Nullable Instant at,
            @Nullable Instant dueAt,
            @Nullable ZoneId zone,
            TaskState.@Nullable Reason reason,
            List<DecisionDocument> decisions) {}

    record DecisionDocument(
            String by,
            @Nullable String onBehalfOf,
            Decision.Verdict verdict,
            Instant at,
            @Nullable String comment) {}

    /** All states in one shape; a state fills what it has. */
    record StatusDocument(
            ProcessState.Name name,
            @Nullable String by,
            @Nullable Instant at,
            @Nullable String comment,
            @Nullable VoidReason reason) {}

    static ProcessDocument of(ApprovalProcess process) {
        ApprovalSubject subject = process.subject();
        List<ApprovalTask> open = process.tasks().stream().filter(ApprovalTask::isOpen).toList();
        return new ProcessDocument(
                new SubjectDocument(
                        subject.type(),
                        subject.id(),
                        subject.owner(),
                        subject.submission(),
                        subject.contentHash(),
                        subject.amount(),
                        subject.version(),
                        subject.barred().stream()
                                .map(person ->
                                        new PersonDocument(
                                                person.subject(),
                                                StepDocument.sorted(person.roles())))
                                .toList()),
                process.chain(),
                process.chainVersion(),
                process.oneDecisionEach(),
                process.tasks().stream().map(ProcessDocument::task).toList(),
                status(process.state()),
                process.startedAt(),
                asked(
                        open,
                        task ->
                                Stream.concat(
                                        task.step().roles().stream(),
                                        Stream.of(task.step().escalateTo()))),
                asked(open, task -> task.step().people().stream()),
                idle(process),
                open.stream()
                        .map(ApprovalTask::due)
                        .filter(Objects::nonNull)
                        .map(Deadline::until)
                        .min(Comparator.naturalOrder())
                        .orElse(NEVER),
                open.stream()
                        .filter(task -> task.state() instanceof TaskState.Pending)
                        .map(ApprovalTask::due)
                        .filter(Objects::nonNull)
                        .map(Deadline::until)
                        .min(Comparator.naturalOrder())
                        .orElse(null));
    }

    private static List<String> asked(
            List<ApprovalTask> open, Function<ApprovalTask, Stream<String>> whom) {
        return open.stream().flatMap(whom).distinct().sorted().toList();
    }

    private static List<String> idle(ApprovalProcess process) {
        Stream<String> barred = process.subject().barred().stream().map(Approver::subject);
        return (process.oneDecisionEach()
                        ? Stream.concat(barred, process.spent().stream())
                        : barred)
                .distinct()
                .sorted()
                .toList();
    }

    private static TaskDocument task(ApprovalTask task) {
        TaskState state = task.state();
        Deadline due = task.due();
        return new TaskDocument(
                StepDocument.of(task.step()),
                StepDocument.sorted(task.after()),
                state.name(),
                switch (state) {
                    case TaskState.Waiting _, TaskState.Pending _ -> null;
                    case TaskState.Escalated(_, var at, _) -> at;
                    case TaskState.Approved(var at) -> at;
                    case TaskState.Rejected(var at) -> at;
                    case TaskState.Voided(var at) -> at;
                },
                due == null ? null : due.until(),
                due == null ? null : due.zone(),
                state instanceof TaskState.Escalated(_, _, var reason) ? reason : null,
                task.decisions().stream()
                        .map(decision ->
                                new DecisionDocument(
                                        decision.by(),
                                        decision.onBehalfOf(),
                                        decision.verdict(),
                                        decision.at(),
                                        decision.comment()))
                        .toList());
    }

    private static StatusDocument status(ProcessState state) {
        ProcessState.Name name = state.name();
        return switch (state) {
            case ProcessState.Pending _ -> new StatusDocument(name, null, null, null, null);
            case ProcessState.Approved(var by, var at) ->
                    new StatusDocument(name, by, at, null, null);
            case ProcessState.Rejected(var by, var at, var comment) ->
                    new StatusDocument(name, by, at, comment, null);
            case ProcessState.Voided(var reason, var at) ->
                    new StatusDocument(name, null, at, null, reason);
        };
    }

    ApprovalProcess toProcess(String id, long version) {
        return new ApprovalProcess(
                new ProcessId(id),
                new ApprovalSubject(
                        subject.type(),
                        subject.key(),
                        subject.owner(),
                        subject.submission(),
                        subject.contentHash(),
                        subject.amount(),
                        subject.version(),
                        subject.barred().stream()
                                .map(person ->
                                        new Approver(person.subject(), Set.copyOf(person.roles())))
                                .toList()),
                chain,
                chainVersion,
                oneDecisionEach,
                tasks.stream().map(ProcessDocument::toTask).toList(),
                toState(status),
                startedAt,
                version);
    }

    private static ApprovalTask toTask(TaskDocument task) {
        ApprovalStep step = task.step().toStep();
        return new ApprovalTask(
                step,
                Set.copyOf(task.awaits()),
                toState(task),
                task.decisions().stream()
                        .map(decision ->
                                new Decision(
                                        decision.by(),
                                        decision.onBehalfOf(),
                                        decision.verdict(),
                                        decision.at(),
                                        decision.comment()))
                        .toList());
    }

    private static TaskState toState(TaskDocument task) {
        Deadline due = task.dueAt() == null ? null : new Deadline(task.dueAt(), there(task.zone()));
        return switch (task.state()) {
            case WAITING -> new TaskState.Waiting();
            case PENDING -> new TaskState.Pending(due);
            case ESCALATED -> new TaskState.Escalated(due, there(task.at()), there(task.reason()));
            case APPROVED -> new TaskState.Approved(there(task.at()));
            case REJECTED -> new TaskState.Rejected(there(task.at()));
            case VOIDED -> new TaskState.Voided(there(task.at()));
        };
    }

    private static ProcessState toState(StatusDocument status) {
        return switch (status.name()) {
            case PENDING -> new ProcessState.Pending();
            case APPROVED -> new ProcessState.Approved(there(status.by()), there(status.at()));
            case REJECTED ->
                    new ProcessState.Rejected(
                            there(status.by()), there(status.at()), status.comment());
            case VOIDED -> new ProcessState.Voided(there(status.reason()), there(status.at()));
        };
    }

    private static <T> T there(@Nullable T value) {
        return Objects.requireNonNull(value, "a field that this state always has");
    }
}
