package org.partnerportal.deal.approvals.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.partnerportal.deal.approvals.domain.AnApproval.CALENDAR;
import static org.partnerportal.deal.approvals.domain.AnApproval.CLERK;
import static org.partnerportal.deal.approvals.domain.AnApproval.DIRECTOR;
import static org.partnerportal.deal.approvals.domain.AnApproval.DUE;
import static org.partnerportal.deal.approvals.domain.AnApproval.LARGE;
import static org.partnerportal.deal.approvals.domain.AnApproval.MANAGER;
import static org.partnerportal.deal.approvals.domain.AnApproval.NOON;
import static org.partnerportal.deal.approvals.domain.AnApproval.SMALL;
import static org.partnerportal.deal.approvals.domain.AnApproval.SUBMITTER;
import static org.partnerportal.deal.approvals.domain.AnApproval.alone;
import static org.partnerportal.deal.approvals.domain.AnApproval.anyone;
import static org.partnerportal.deal.approvals.domain.AnApproval.approved;
import static org.partnerportal.deal.approvals.domain.AnApproval.asking;
import static org.partnerportal.deal.approvals.domain.AnApproval.chain;
import static org.partnerportal.deal.approvals.domain.AnApproval.halfWay;
import static org.partnerportal.deal.approvals.domain.AnApproval.pending;
import static org.partnerportal.deal.approvals.domain.AnApproval.saved;
import static org.partnerportal.deal.approvals.domain.AnApproval.started;
import static org.partnerportal.deal.approvals.domain.AnApproval.step;
import static org.partnerportal.deal.approvals.domain.AnApproval.subject;
import static org.partnerportal.deal.approvals.domain.AnApproval.twoAboveTheLimit;
import static org.partnerportal.deal.approvals.domain.AnApproval.withQuorum;
import static org.partnerportal.deal.approvals.domain.AnApproval.withoutSubstitutes;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.partnerportal.deal.approvals.domain.ApprovalEvent.ApprovalEscalated;
import org.partnerportal.deal.approvals.domain.ApprovalEvent.ApprovalGranted;
import org.partnerportal.deal.approvals.domain.ApprovalEvent.ApprovalRefused;
import org.partnerportal.deal.approvals.domain.ApprovalEvent.ApprovalRequested;
import org.partnerportal.deal.approvals.domain.ApprovalEvent.ApprovalVoided;
import org.partnerportal.deal.approvals.domain.ApprovalEvent.StepApproved;
import org.partnerportal.deal.approvals.domain.ProcessState.VoidReason;
import org.partnerportal.kernel.Deadline;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Refused;

class ApprovalProcessTest {

    private static void assertRefused(ApprovalRefusal refusal, Runnable action) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(action::run)
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }

    private static Decided<ApprovalProcess, ApprovalEvent> approve(
            ApprovalProcess process, Approver by) {
        return process.approve(alone(by), null, CALENDAR, NOON);
    }

    private static List<TaskState.Name> states(ApprovalProcess process) {
        return process.tasks().stream().map(task -> task.state().name()).toList();
    }

    @Test
    void allowsExactlyTheActionsThatItNames() {
        for (ApprovalProcess process : AnApproval.inEveryState()) {
            for (ProcessAction action : ProcessAction.values()) {
                for (Instant now : List.of(NOON, DUE)) {
                    boolean done;
                    try {
                        var _ = Actions.of(action, now).apply(process);
                        done = true;
                    } catch (Refused refused) {
                        done = false;
                    }
                    assertThat(done)
                            .as("%s in %s at %s", action, states(process), now)
                            .isEqualTo(process.allowed(now).contains(action));
                }
            }
        }
    }

    @Test
    void namesItselfAfterTheSubmissionAndItsContent() {
        var other =
                new ApprovalSubject(
                        "thing", "thing-1", "owner-1", "first", "hash-2", LARGE, 3, List.of());

        assertThat(ProcessId.of(subject(LARGE))).isEqualTo(ProcessId.of(subject(SMALL)));
        assertThat(ProcessId.of(other)).isNotEqualTo(ProcessId.of(subject(LARGE)));
    }

    @Nested
    class Steps {

        @Test
        void areAskedOneAfterTheOther() {
            var begun =
                    ApprovalProcess.start(
                            subject(LARGE, SUBMITTER),
                            "things",
                            twoAboveTheLimit(),
                            CALENDAR,
                            NOON);
            assertThat(begun.events())
                    .containsExactly(new ApprovalRequested(NOON, Set.of("clerk")));
            assertRefused(ApprovalRefusal.NOT_ASKED, () -> approve(begun.next(), MANAGER));

            var first = approve(begun.next(), CLERK);
            assertThat(first.events())
                    .containsExactly(
                            new StepApproved(NOON, "clerk"),
                            new ApprovalRequested(NOON, Set.of("manager")));

            var second = approve(first.next(), MANAGER);
            assertThat(second.events())
                    .containsExactly(new StepApproved(NOON, "manager"), new ApprovalGranted(NOON));
            assertThat(second.next().state()).isEqualTo(new ProcessState.Approved("max", NOON));
        }

        @Test
        void areAskedSideBySideWhereNoneComesAfterTheOther() {
            ApprovalProcess process =
                    started(
                            chain(
                                    step("a", "clerk"),
                                    step("b", "manager"),
                                    step("c", "director", "a", "b")),
                            LARGE);

            assertThat(states(process))
                    .containsExactly(
                            TaskState.Name.PENDING, TaskState.Name.PENDING, TaskState.Name.WAITING);
            ApprovalProcess one = approved(process, MANAGER);
            assertThat(states(one))
                    .containsExactly(
                            TaskState.Name.PENDING,
                            TaskState.Name.APPROVED,
                            TaskState.Name.WAITING);
            assertThat(states(approved(one, CLERK)))
                    .containsExactly(
                            TaskState.Name.APPROVED,
                            TaskState.Name.APPROVED,
                            TaskState.Name.PENDING);
        }

        @Test
        void areFewerForASmallerAmount() {
            ApprovalProcess process = started(twoAboveTheLimit(), SMALL);

            assertThat(approve(process, CLERK).events())
                    .containsExactly(new StepApproved(NOON, "clerk"), new ApprovalGranted(NOON));
        }

        @Test
        void endWithOneNo() {
            var refused = halfWay().reject(alone(MANAGER), "Too dear", NOON);

            assertThat(refused.events()).containsExactly(new ApprovalRefused(NOON, "manager"));
            assertThat(refused.next().state())
                    .isEqualTo(new ProcessState.Rejected("max", NOON, "Too dear"));
            assertThat(states(refused.next()))
                    .containsExactly(TaskState.Name.APPROVED, TaskState.Name.REJECTED);
        }

        @Test
        void areAllVoidOnceTheContentIsAnother() {
            var voided = halfWay().invalidate(VoidReason.CONTENT_CHANGED, NOON);

            assertThat(voided.events()).containsExactly(new ApprovalVoided(NOON));
            assertThat(states(voided.next()))
                    .containsExactly(TaskState.Name.VOIDED, TaskState.Name.VOIDED);
            assertThat(voided.next().tasks().getFirst().decisions())
                    .as("what was decided stays to be read")
                    .hasSize(1);
        }
    }

    @Nested
    class Quorum {

        private final ApprovalProcess process =
                started(chain(withQuorum(step("board", "director"), 2)), LARGE);

        @Test
        void countsDifferentPeople() {
            ApprovalProcess one = approved(process, DIRECTOR);

            assertThat(states(one)).containsExactly(TaskState.Name.PENDING);
            assertRefused(ApprovalRefusal.DECIDED_BEFORE, () -> approve(one, DIRECTOR));
            assertThat(approved(one, new Approver("dan", Set.of("director"))).state())
                    .isEqualTo(new ProcessState.Approved("dan", NOON));
        }

        @Test
        void countsSomebodyAndHisSubstituteOnce() {
            ApprovalProcess one = approved(process, DIRECTOR);
            var substitute = new Decider(CLERK, List.of(DIRECTOR));

            assertRefused(
                    ApprovalRefusal.DECIDED_BEFORE,
                    () -> one.approve(substitute, null, CALENDAR, NOON));
        }
    }

    @Nested
    class Segregation {

        @Test
        void letsNobodyDecideWhatHeSubmitted() {
            Approver cam = new Approver("cam", Set.of("clerk"));
            ApprovalProcess process =
                    started(twoAboveTheLimit(), subject(LARGE, new Approver("cam", Set.of())));

            assertRefused(ApprovalRefusal.SELF_APPROVAL, () -> approve(process, cam));
            assertRefused(
                    ApprovalRefusal.SELF_APPROVAL, () -> process.reject(alone(cam), "No", NOON));
        }

        @Test
        void asksTheEscalationRoleWhereTheSubmitterIsAsked() {
            Approver cam = new Approver("cam", Set.of("clerk"));
            var known =
                    ApprovalProcess.start(
                            subject(LARGE, cam), "things", twoAboveTheLimit(), CALENDAR, NOON);

            assertThat(known.events())
                    .containsExactly(
                            new ApprovalRequested(NOON, Set.of("clerk")),
                            new ApprovalEscalated(NOON, "clerk"));
            assertThat(states(approved(known.next(), DIRECTOR)))
                    .containsExactly(TaskState.Name.APPROVED, TaskState.Name.PENDING);
        }

        @Test
        void asksTheEscalationRoleOnceTheSubmittersRolesAreKnown() {
            ApprovalProcess process =
                    started(twoAboveTheLimit(), subject(LARGE, new Approver("cam", Set.of())));
            Approver cam = new Approver("cam", Set.of("clerk"));

            var learnt = process.learn(cam, NOON);

            assertThat(learnt.events()).containsExactly(new ApprovalEscalated(NOON, "clerk"));
            assertThat(learnt.next().subject().barred()).containsExactly(cam);
            assertThat(learnt.next().learn(cam, NOON))
                    .isEqualTo(new Decided<>(learnt.next(), List.of()));
        }

        @Test
        void asksTheEscalationRoleOnceTheSubmitterTries() {
            Approver cam = new Approver("cam", Set.of("clerk"));
            ApprovalProcess process =
                    started(twoAboveTheLimit(), subject(LARGE, new Approver("cam", Set.of())));
            assertRefused(ApprovalRefusal.NOT_ASKED, () -> approve(process, DIRECTOR));

            var routed = process.routeAround(alone(cam), NOON);

            assertThat(routed.events()).containsExactly(new ApprovalEscalated(NOON, "clerk"));
            assertThat(states(routed.next()))
                    .containsExactly(TaskState.Name.ESCALATED, TaskState.Name.WAITING);
            approve(routed.next(), DIRECTOR);
            approve(routed.next(), CLERK);
            assertThat(routed.next().routeAround(alone(cam), NOON).events()).isEmpty();
        }

        @Test
        void asksTheEscalationRoleWhereTooFewOfTheNamedAreLeft() {
            assertThat(
                            states(
                                    started(
                                            chain(asking("board", 1, "sam", "ann")),
                                            subject(LARGE, SUBMITTER))))
                    .containsExactly(TaskState.Name.PENDING);
            assertThat(
                            states(
                                    started(
                                            chain(asking("board", 2, "sam", "ann")),
                                            subject(LARGE, SUBMITTER))))
                    .containsExactly(TaskState.Name.ESCALATED);
        }

        @Test
        void letsNobodyDecideTwiceInOneProcess() {
            ApprovalProcess process = approved(pending(), anyone("fred"));

            assertRefused(ApprovalRefusal.DECIDED_BEFORE, () -> approve(process, anyone("fred")));
        }

        @Test
        void letsAPersonDecideEveryStepWhereTheChainSaysSo() {
            ChainVersion chain =
                    saved(
                            new ChainTerms(
                                    null,
                                    false,
                                    List.of(
                                            step("a", "clerk"),
                                            step("b", "manager"),
                                            step("c", "director", "a"))));
            ApprovalProcess both = approved(started(chain, LARGE), anyone("fred"));

            assertThat(states(both))
                    .containsExactly(
                            TaskState.Name.APPROVED,
                            TaskState.Name.APPROVED,
                            TaskState.Name.PENDING);
            assertThat(approved(both, anyone("fred")).state())
                    .isInstanceOf(ProcessState.Approved.class);
        }
    }

    @Nested
    class Substitute {

        private final Approver eve = new Approver("eve", Set.of());

        @Test
        void decidesInTheAbsentOnesPlaceAndBothAreNamed() {
            ApprovalProcess decided =
                    pending()
                            .approve(new Decider(eve, List.of(CLERK)), "For Clara", CALENDAR, NOON)
                            .next();

            assertThat(decided.tasks().getFirst().decisions())
                    .extracting(Decision::by, Decision::onBehalfOf, Decision::comment)
                    .containsExactly(tuple("eve", "clara", "For Clara"));
            assertThat(decided.spent()).containsExactly("eve", "clara");
        }

        @Test
        void isBoundByTheSameSegregation() {
            ApprovalProcess hers =
                    started(twoAboveTheLimit(), subject(LARGE, new Approver("eve", Set.of())));
            ApprovalProcess clarasOwn =
                    started(twoAboveTheLimit(), subject(LARGE, new Approver("clara", Set.of())));
            var forClara = new Decider(eve, List.of(CLERK));

            assertRefused(
                    ApprovalRefusal.SELF_APPROVAL,
                    () -> hers.approve(forClara, null, CALENDAR, NOON));
            assertRefused(
                    ApprovalRefusal.SELF_APPROVAL,
                    () -> clarasOwn.approve(forClara, null, CALENDAR, NOON));
            assertThat(states(clarasOwn.routeAround(forClara, NOON).next()))
                    .containsExactly(TaskState.Name.ESCALATED, TaskState.Name.WAITING);
            assertThat(pending().routeAround(forClara, NOON).events()).isEmpty();
        }

        @Test
        void isNotAskedWhereTheStepDoesNotWantOne() {
            ApprovalProcess process =
                    started(chain(withoutSubstitutes(step("clerk", "clerk"))), LARGE);

            assertRefused(
                    ApprovalRefusal.NOT_ASKED,
                    () -> process.approve(new Decider(eve, List.of(CLERK)), null, CALENDAR, NOON));
        }
    }

    @Nested
    class DueDate {

        @Test
        void isReckonedInBusinessDaysFromWhenTheStepIsAsked() {
            assertThat(pending().tasks().getFirst().due())
                    .isEqualTo(new Deadline(DUE, CALENDAR.zone()));
            assertThat(pending().tasks().getLast().due()).isNull();
        }

        @Test
        void escalatesAndKeepsThoseWhoWereAsked() {
            assertRefused(ApprovalRefusal.NOT_DUE, () -> pending().escalate(DUE.minusMillis(1)));
            var escalated = pending().escalate(DUE);

            assertThat(escalated.events()).containsExactly(new ApprovalEscalated(DUE, "clerk"));
            approve(escalated.next(), CLERK);
            approve(escalated.next(), DIRECTOR);
            assertRefused(ApprovalRefusal.NOT_DUE, () -> escalated.next().escalate(DUE));
        }

        @Test
        void countsWhetherOrNotATimerCameBy() {
            assertRefused(
                    ApprovalRefusal.NOT_ASKED,
                    () -> pending().approve(alone(DIRECTOR), null, CALENDAR, DUE.minusMillis(1)));

            var late = pending().approve(alone(DIRECTOR), null, CALENDAR, DUE);

            assertThat(late.events())
                    .containsExactly(
                            new ApprovalEscalated(DUE, "clerk"),
                            new StepApproved(DUE, "clerk"),
                            new ApprovalRequested(DUE, Set.of("manager")));
        }
    }
}
