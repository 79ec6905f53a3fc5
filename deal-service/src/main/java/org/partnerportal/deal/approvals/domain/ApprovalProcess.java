package org.partnerportal.deal.approvals.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.approvals.domain.ApprovalEvent.ApprovalEscalated;
import org.partnerportal.deal.approvals.domain.ApprovalEvent.ApprovalGranted;
import org.partnerportal.deal.approvals.domain.ApprovalEvent.ApprovalRefused;
import org.partnerportal.deal.approvals.domain.ApprovalEvent.ApprovalRequested;
import org.partnerportal.deal.approvals.domain.ApprovalEvent.ApprovalVoided;
import org.partnerportal.deal.approvals.domain.ApprovalEvent.StepApproved;
import org.partnerportal.deal.approvals.domain.Decision.Verdict;
import org.partnerportal.deal.approvals.domain.ProcessState.Approved;
import org.partnerportal.deal.approvals.domain.ProcessState.Pending;
import org.partnerportal.deal.approvals.domain.ProcessState.Rejected;
import org.partnerportal.deal.approvals.domain.ProcessState.VoidReason;
import org.partnerportal.deal.approvals.domain.ProcessState.Voided;
import org.partnerportal.deal.approvals.domain.TaskState.Reason;
import org.partnerportal.kernel.BusinessCalendar;
import org.partnerportal.kernel.Decided;

/**
 * The course of one approval: one submission of one content goes through the steps of the chain's
 * version under which it began.
 *
 * @param chain code of the chain
 * @param chainVersion number of the chain's version
 * @param oneDecisionEach whether a person decides one step of it at most
 * @param tasks its steps, in the chain's order
 * @param version counts its changes; 0 before it is stored
 */
public record ApprovalProcess(
        ProcessId id,
        ApprovalSubject subject,
        String chain,
        int chainVersion,
        boolean oneDecisionEach,
        List<ApprovalTask> tasks,
        ProcessState state,
        Instant startedAt,
        long version) {

    public ApprovalProcess {
        tasks = List.copyOf(tasks);
    }

    /** Asks those who are first. */
    public static Decided<ApprovalProcess, ApprovalEvent> start(
            ApprovalSubject subject,
            String chain,
            ChainVersion rules,
            BusinessCalendar calendar,
            Instant now) {
        return new ApprovalProcess(
                        ProcessId.of(subject),
                        subject,
                        chain,
                        rules.number(),
                        rules.oneDecisionEach(),
                        rules.tasksFor(subject.amount()),
                        new Pending(),
                        now,
                        0)
                .asked(List.of(), calendar, now);
    }

    /**
     * One person says yes to the steps that wait for him; the last yes grants the approval. A vote
     * is counted for whoever gives it, also in another's place.
     */
    public Decided<ApprovalProcess, ApprovalEvent> approve(
            Decider decider, @Nullable String comment, BusinessCalendar calendar, Instant now) {
        mustBePending(now);
        ApprovalProcess current = withOverdueEscalated(now);
        Map<String, Mandate> mandates =
                current.mustHaveMandates(decider, now).stream()
                        .collect(Collectors.toMap(Mandate::step, Function.identity()));
        var events = new ArrayList<>(escalations(now));
        var next = new ArrayList<ApprovalTask>();
        for (ApprovalTask task : current.tasks) {
            Mandate mandate = mandates.get(task.step().id());
            ApprovalTask after =
                    mandate == null
                            ? task
                            : task.approved(
                                    decision(decider, mandate, Verdict.APPROVED, now, comment));
            if (mandate != null && after.isApproved()) {
                events.add(new StepApproved(now, after.step().id()));
            }
            next.add(after);
        }
        if (next.stream().allMatch(ApprovalTask::isApproved)) {
            events.add(new ApprovalGranted(now));
            return new Decided<>(with(next, new Approved(decider.self().subject(), now)), events);
        }
        return with(next, state).asked(events, calendar, now);
    }

    /** One no ends it. */
    public Decided<ApprovalProcess, ApprovalEvent> reject(
            Decider decider, @Nullable String comment, Instant now) {
        mustBePending(now);
        ApprovalProcess current = withOverdueEscalated(now);
        Mandate mandate = current.mustHaveMandates(decider, now).getFirst();
        var events = new ArrayList<>(escalations(now));
        events.add(new ApprovalRefused(now, mandate.step()));
        List<ApprovalTask> next =
                current.tasks.stream()
                        .map(task -> {
                            if (task.step().id().equals(mandate.step())) {
                                return task.rejected(
                                        decision(decider, mandate, Verdict.REJECTED, now, comment));
                            }
                            return task.isApproved() ? task : task.voided(now);
                        })
                        .toList();
        return new Decided<>(
                with(next, new Rejected(decider.self().subject(), now, comment)), events);
    }

    /** What was to be approved is not what it was: no decision counts any more. */
    public Decided<ApprovalProcess, ApprovalEvent> invalidate(VoidReason reason, Instant now) {
        mustBePending(now);
        return Decided.of(
                with(
                        tasks.stream().map(task -> task.voided(now)).toList(),
                        new Voided(reason, now)),
                new ApprovalVoided(now));
    }

    /** Asks more people about the steps that are late; refused while none is. */
    public Decided<ApprovalProcess, ApprovalEvent> escalate(Instant now) {
        mustBePending(now);
        List<ApprovalEvent> events = escalations(now);
        if (events.isEmpty()) {
            throw ApprovalRefusal.NOT_DUE.because();
        }
        return new Decided<>(withOverdueEscalated(now), events);
    }

    /** Asks more people about the steps that ask this person, who may not decide. */
    public Decided<ApprovalProcess, ApprovalEvent> routeAround(Decider barred, Instant now) {
        return askedOfOthers(subject, now, task -> isBarred(barred, asked(task, barred).toList()));
    }

    /** The same, once the roles of a person who may not decide are known. */
    public Decided<ApprovalProcess, ApprovalEvent> learn(Approver barred, Instant now) {
        ApprovalSubject known = subject.knowing(barred);
        return askedOfOthers(known, now, task -> task.asksBarred(known));
    }

    private Decided<ApprovalProcess, ApprovalEvent> askedOfOthers(
            ApprovalSubject known, Instant now, Predicate<ApprovalTask> which) {
        var events = new ArrayList<ApprovalEvent>();
        var next = new ArrayList<ApprovalTask>();
        for (ApprovalTask task : tasks) {
            boolean more = task.state() instanceof TaskState.Pending && which.test(task);
            if (more) {
                events.add(new ApprovalEscalated(now, task.step().id()));
            }
            next.add(more ? task.escalated(now, Reason.SUBMITTER_ASKED) : task);
        }
        return new Decided<>(about(known).with(next, state), events);
    }

    /** The steps that this person could decide now, in the chain's order. */
    public List<Mandate> mandatesOf(Decider decider, Instant now) {
        if (!(state instanceof Pending)) {
            return List.of();
        }
        Stream<Mandate> all =
                withOverdueEscalated(now).tasks.stream()
                        .filter(ApprovalTask::isOpen)
                        .flatMap(task -> mandate(task, decider).stream());
        return (oneDecisionEach ? all.limit(1) : all).toList();
    }

    /** Whether any of its steps asks this person, decided or not. */
    public boolean asks(Decider decider) {
        return tasks.stream().anyMatch(task -> asked(task, decider).findAny().isPresent());
    }

    /** What may be done next. */
    public Set<ProcessAction> allowed(Instant now) {
        if (!(state instanceof Pending)) {
            return EnumSet.noneOf(ProcessAction.class);
        }
        var allowed = EnumSet.of(ProcessAction.APPROVE, ProcessAction.REJECT, ProcessAction.VOID);
        if (!escalations(now).isEmpty()) {
            allowed.add(ProcessAction.ESCALATE);
        }
        return allowed;
    }

    /**
     * The tasks as they are to be seen: a late one is escalated, whether or not a timer came by.
     */
    public List<ApprovalTask> tasksAt(Instant now) {
        return withOverdueEscalated(now).tasks;
    }

    /** Who has decided, for himself or by a substitute. */
    public Set<String> spent() {
        var people = new LinkedHashSet<String>();
        tasks.stream()
                .flatMap(task -> task.decisions().stream())
                .forEach(decision -> {
                    people.add(decision.by());
                    Optional.ofNullable(decision.onBehalfOf()).ifPresent(people::add);
                });
        return people;
    }

    private List<Mandate> mustHaveMandates(Decider decider, Instant now) {
        List<Mandate> mandates = mandatesOf(decider, now);
        if (mandates.isEmpty()) {
            throw whyNot(decider).because();
        }
        return mandates;
    }

    private ApprovalRefusal whyNot(Decider decider) {
        List<Approver> asked =
                tasks.stream()
                        .filter(ApprovalTask::isOpen)
                        .flatMap(task -> asked(task, decider))
                        .toList();
        if (asked.isEmpty()) {
            return ApprovalRefusal.NOT_ASKED;
        }
        return isBarred(decider, asked)
                ? ApprovalRefusal.SELF_APPROVAL
                : ApprovalRefusal.DECIDED_BEFORE;
    }

    /**
     * Whether somebody who is asked may not decide: neither he who submitted it in anybody's place
     * nor anybody in the place of who did.
     */
    private boolean isBarred(Decider decider, List<Approver> asked) {
        return !asked.isEmpty()
                && (subject.bars(decider.self().subject())
                        || asked.stream().allMatch(one -> subject.bars(one.subject())));
    }

    private static Stream<Approver> asked(ApprovalTask task, Decider decider) {
        return capacities(task, decider).filter(task::asks);
    }

    /** As himself first, else in the place of somebody who is absent. */
    private static Stream<Approver> capacities(ApprovalTask task, Decider decider) {
        return task.step().substitutes()
                ? Stream.concat(Stream.of(decider.self()), decider.absent().stream())
                : Stream.of(decider.self());
    }

    private Optional<Mandate> mandate(ApprovalTask task, Decider decider) {
        String self = decider.self().subject();
        if (subject.bars(self) || hasDecided(self, task)) {
            return Optional.empty();
        }
        return asked(task, decider)
                .map(Approver::subject)
                .filter(one -> !subject.bars(one) && !hasDecided(one, task))
                .findFirst()
                .map(one -> new Mandate(task.step().id(), one.equals(self) ? null : one));
    }

    private boolean hasDecided(String person, ApprovalTask task) {
        return (oneDecisionEach ? tasks : List.of(task))
                .stream()
                        .flatMap(one -> one.decisions().stream())
                        .anyMatch(decision -> decision.uses(person));
    }

    private static Decision decision(
            Decider decider,
            Mandate mandate,
            Verdict verdict,
            Instant now,
            @Nullable String comment) {
        return new Decision(decider.self().subject(), mandate.onBehalfOf(), verdict, now, comment);
    }

    /** Opens the steps whose turn has come, and says who is asked after what happened before. */
    private Decided<ApprovalProcess, ApprovalEvent> asked(
            List<ApprovalEvent> before, BusinessCalendar calendar, Instant now) {
        Set<String> approved =
                tasks.stream()
                        .filter(ApprovalTask::isApproved)
                        .map(task -> task.step().id())
                        .collect(Collectors.toSet());
        var asked = new LinkedHashSet<String>();
        var escalated = new ArrayList<ApprovalEvent>();
        var next = new ArrayList<ApprovalTask>();
        for (ApprovalTask task : tasks) {
            if (!(task.state() instanceof TaskState.Waiting)
                    || !approved.containsAll(task.after())) {
                next.add(task);
                continue;
            }
            ApprovalTask opened = task.opened(subject, calendar, now);
            asked.add(task.step().id());
            if (opened.state() instanceof TaskState.Escalated) {
                escalated.add(new ApprovalEscalated(now, task.step().id()));
            }
            next.add(opened);
        }
        var events = new ArrayList<>(before);
        if (!asked.isEmpty()) {
            events.add(new ApprovalRequested(now, asked));
        }
        events.addAll(escalated);
        return new Decided<>(with(next, state), events);
    }

    private List<ApprovalEvent> escalations(Instant now) {
        return tasks.stream()
                .filter(task -> task.isOverdue(now))
                .<ApprovalEvent>map(task -> new ApprovalEscalated(now, task.step().id()))
                .toList();
    }

    private ApprovalProcess withOverdueEscalated(Instant now) {
        return with(
                tasks.stream()
                        .map(task ->
                                task.isOverdue(now) ? task.escalated(now, Reason.OVERDUE) : task)
                        .toList(),
                state);
    }

    private void mustBePending(Instant now) {
        if (!(state instanceof Pending)) {
            throw ApprovalRefusal.ILLEGAL_TRANSITION.insteadOf(allowed(now));
        }
    }

    private ApprovalProcess about(ApprovalSubject known) {
        return new ApprovalProcess(
                id, known, chain, chainVersion, oneDecisionEach, tasks, state, startedAt, version);
    }

    private ApprovalProcess with(List<ApprovalTask> nextTasks, ProcessState next) {
        return new ApprovalProcess(
                id,
                subject,
                chain,
                chainVersion,
                oneDecisionEach,
                nextTasks,
                next,
                startedAt,
                version);
    }
}
