package org.partnerportal.deal.approvals.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.approvals.domain.Decision.Verdict;
import org.partnerportal.deal.approvals.domain.TaskState.Approved;
import org.partnerportal.deal.approvals.domain.TaskState.Escalated;
import org.partnerportal.deal.approvals.domain.TaskState.Pending;
import org.partnerportal.deal.approvals.domain.TaskState.Reason;
import org.partnerportal.deal.approvals.domain.TaskState.Rejected;
import org.partnerportal.deal.approvals.domain.TaskState.Voided;
import org.partnerportal.deal.approvals.domain.TaskState.Waiting;
import org.partnerportal.kernel.BusinessCalendar;
import org.partnerportal.kernel.Deadline;

/**
 * A step in one process.
 *
 * @param after the steps of this process that must be approved before it is asked
 */
public record ApprovalTask(
        ApprovalStep step, Set<String> after, TaskState state, List<Decision> decisions) {

    public ApprovalTask {
        after = Set.copyOf(after);
        decisions = List.copyOf(decisions);
    }

    static ApprovalTask waiting(ApprovalStep step, Set<String> after) {
        return new ApprovalTask(step, after, new Waiting(), List.of());
    }

    /** Whether somebody can decide it. */
    public boolean isOpen() {
        return state instanceof Pending || state instanceof Escalated;
    }

    boolean isApproved() {
        return state instanceof Approved;
    }

    boolean isOverdue(Instant now) {
        return state instanceof Pending(Deadline due) && due != null && due.passedAt(now);
    }

    /** Until when it is to be decided; none where nobody said, or nobody waits. */
    public @Nullable Deadline due() {
        return switch (state) {
            case Pending(var due) -> due;
            case Escalated(var due, _, _) -> due;
            case Waiting _, Approved _, Rejected _, Voided _ -> null;
        };
    }

    /** Whether it asks this person as it stands now. */
    boolean asks(Approver approver) {
        return step.asks(approver)
                || (state instanceof Escalated && approver.roles().contains(step.escalateTo()));
    }

    /** Those who are asked can decide from now on; if they may. */
    ApprovalTask opened(ApprovalSubject subject, BusinessCalendar calendar, Instant now) {
        Deadline due =
                step.dueInDays() == null ? null : calendar.businessDays(now, step.dueInDays());
        return in(
                asksBarred(subject)
                        ? new Escalated(due, now, Reason.SUBMITTER_ASKED)
                        : new Pending(due));
    }

    /**
     * Whether it asks somebody who may not decide, so that others must be asked as well: one with a
     * role of the step, or so many of those it names that too few are left.
     */
    boolean asksBarred(ApprovalSubject subject) {
        boolean byRole =
                subject.barred().stream()
                        .anyMatch(
                                barred -> step.roles().stream().anyMatch(barred.roles()::contains));
        long left = step.people().stream().filter(person -> !subject.bars(person)).count();
        return byRole || (step.roles().isEmpty() && left < step.quorum());
    }

    ApprovalTask escalated(Instant now, Reason reason) {
        return in(new Escalated(due(), now, reason));
    }

    /** One more yes; it is approved once enough different people have said so. */
    ApprovalTask approved(Decision decision) {
        ApprovalTask next = with(decision);
        long people =
                next.decisions.stream()
                        .filter(one -> one.verdict() == Verdict.APPROVED)
                        .map(Decision::by)
                        .distinct()
                        .count();
        return people >= step.quorum() ? next.in(new Approved(decision.at())) : next;
    }

    ApprovalTask rejected(Decision decision) {
        return with(decision).in(new Rejected(decision.at()));
    }

    ApprovalTask voided(Instant now) {
        return in(new Voided(now));
    }

    private ApprovalTask with(Decision decision) {
        var all = new ArrayList<>(decisions);
        all.add(decision);
        return new ApprovalTask(step, after, state, all);
    }

    private ApprovalTask in(TaskState next) {
        return new ApprovalTask(step, after, next, decisions);
    }
}
