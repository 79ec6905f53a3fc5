package org.partnerportal.deal.approvals.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.partnerportal.deal.approvals.domain.AnApproval.CALENDAR;
import static org.partnerportal.deal.approvals.domain.AnApproval.KIND;
import static org.partnerportal.deal.approvals.domain.AnApproval.NOON;
import static org.partnerportal.deal.approvals.domain.AnApproval.alone;
import static org.partnerportal.deal.approvals.domain.AnApproval.anyone;
import static org.partnerportal.deal.approvals.domain.AnApproval.saved;
import static org.partnerportal.deal.approvals.domain.AnApproval.subject;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.partnerportal.kernel.Flaw;
import org.partnerportal.kernel.Money;
import org.partnerportal.kernel.Refused;

/** What holds for every chain and every course of an approval; the seeds are fixed. */
class ApprovalLawsTest {

    private static final int ROUNDS = 2_000;
    private static final Set<ChainFlaw> ORDER =
            Set.of(ChainFlaw.STEP_UNKNOWN, ChainFlaw.CYCLE, ChainFlaw.UNREACHABLE);

    private final Random random = new Random(14);

    @Test
    void aChainIsAcceptedExactlyWhenEveryStepCanBeReached() {
        int accepted = 0;
        for (int round = 0; round < ROUNDS; round++) {
            ChainTerms terms = anyOrder();
            boolean flawless =
                    ChainCheck.of(terms, KIND, NOON).stream()
                            .map(Flaw::rule)
                            .noneMatch(ORDER::contains);

            assertThat(flawless).as("%s", terms).isEqualTo(everyStepIsReachable(terms.steps()));
            accepted += flawless ? 1 : 0;
        }
        assertThat(accepted).isBetween(ROUNDS / 10, ROUNDS * 9 / 10);
    }

    @Test
    void anAmountHasAStepExactlyWhenTheChainIsAccepted() {
        int accepted = 0;
        for (int round = 0; round < ROUNDS; round++) {
            ChainTerms terms = anyBands();
            List<Money> without =
                    IntStream.rangeClosed(0, 20)
                            .mapToObj(ApprovalLawsTest::euros)
                            .filter(amount ->
                                    terms.steps().stream().noneMatch(step -> step.isFor(amount)))
                            .toList();
            List<Flaw> flaws =
                    ChainCheck.of(terms, KIND, NOON).stream()
                            .filter(flaw -> flaw.rule() == ChainFlaw.AMOUNT_WITHOUT_STEP)
                            .toList();

            if (without.isEmpty()) {
                assertThat(flaws).as("%s", terms).isEmpty();
                accepted++;
            } else {
                assertThat(flaws)
                        .as("%s", terms)
                        .singleElement()
                        .satisfies(flaw ->
                                assertThat(flaw.arguments()).containsExactly(without.getFirst()));
            }
        }
        assertThat(accepted).isBetween(ROUNDS / 10, ROUNDS * 9 / 10);
    }

    @Test
    void anApprovalEndsAndItsStepsAreDecidedInTheirOrderByDifferentPeople() {
        int ended = 0;
        for (int round = 0; round < ROUNDS; round++) {
            ChainTerms terms = anyOrder();
            if (ChainCheck.of(terms, KIND, NOON).isEmpty()) {
                run(saved(terms));
                ended++;
            }
        }
        assertThat(ended).isGreaterThan(ROUNDS / 10);
    }

    private void run(ChainVersion chain) {
        ApprovalProcess process =
                ApprovalProcess.start(
                                subject(euros(random.nextInt(10))), "things", chain, CALENDAR, NOON)
                        .next();
        int wanted = process.tasks().stream().mapToInt(task -> task.step().quorum()).sum();
        Instant now = NOON;
        var used = new ArrayList<Approver>();
        int decisions = 0;
        while (process.state() instanceof ProcessState.Pending) {
            now = now.plus(Duration.ofHours(random.nextInt(48)));
            if (process.allowed(now).contains(ProcessAction.ESCALATE) && random.nextBoolean()) {
                process = process.escalate(now).next();
            }
            if (!used.isEmpty() && random.nextInt(3) == 0) {
                assertSpent(process, used.get(random.nextInt(used.size())), now);
            }
            Approver fresh = anyone("person-" + decisions);
            process = process.approve(alone(fresh), null, CALENDAR, now).next();
            used.add(fresh);
            decisions++;
            assertThat(decisions).as("%s", chain).isLessThanOrEqualTo(wanted);
            assertInOrder(process);
        }
        assertThat(decisions).isEqualTo(wanted);
        for (ApprovalTask task : process.tasks()) {
            assertThat(task.decisions().stream().map(Decision::by).distinct())
                    .hasSize(task.step().quorum());
        }
    }

    private static void assertSpent(ApprovalProcess process, Approver person, Instant now) {
        try {
            process.approve(alone(person), null, CALENDAR, now);
            throw new AssertionError(person + " decided twice");
        } catch (Refused refused) {
            assertThat(refused.refusal()).isEqualTo(ApprovalRefusal.DECIDED_BEFORE);
        }
    }

    /** Nothing is open or decided before all that it comes after. */
    private static void assertInOrder(ApprovalProcess process) {
        Map<String, ApprovalTask> byId =
                process.tasks().stream()
                        .collect(Collectors.toMap(task -> task.step().id(), task -> task));
        for (ApprovalTask task : process.tasks()) {
            boolean awaited =
                    task.after().stream()
                            .allMatch(id -> Objects.requireNonNull(byId.get(id)).isApproved());
            assertThat(task.state() instanceof TaskState.Waiting).isEqualTo(!awaited);
            assertThat(task.decisions().isEmpty() || awaited).isTrue();
        }
    }

    private ChainTerms anyOrder() {
        int count = 1 + random.nextInt(5);
        var steps = new ArrayList<ApprovalStep>();
        for (int i = 0; i < count; i++) {
            var after = new HashSet<String>();
            while (random.nextInt(3) == 0) {
                // Backward mostly, sometimes to itself, forward, or to what is not there.
                int other =
                        random.nextInt(4) == 0 ? random.nextInt(count + 1) : random.nextInt(i + 1);
                if (other != i || random.nextInt(4) == 0) {
                    after.add("s" + other);
                }
            }
            steps.add(
                    new ApprovalStep(
                            "s" + i,
                            after,
                            i > 0 && random.nextInt(3) == 0
                                    ? new AmountBand(euros(random.nextInt(9)), null)
                                    : null,
                            Set.of("clerk"),
                            Set.of(),
                            1 + random.nextInt(3),
                            random.nextBoolean() ? 1 + random.nextInt(5) : null,
                            "director",
                            true));
        }
        return new ChainTerms(null, true, steps);
    }

    private ChainTerms anyBands() {
        var steps = new ArrayList<ApprovalStep>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            int from = random.nextInt(3) == 0 ? 0 : random.nextInt(8);
            Money to = random.nextInt(3) == 0 ? null : euros(from + 1 + random.nextInt(6));
            steps.add(
                    new ApprovalStep(
                            "s" + i,
                            Set.of(),
                            random.nextInt(12) == 0 ? null : new AmountBand(euros(from), to),
                            Set.of("clerk"),
                            Set.of(),
                            1,
                            null,
                            "director",
                            true));
        }
        return new ChainTerms(null, true, steps);
    }

    /** The naive way: a step is reachable when all that it comes after are, without a circle. */
    private static boolean everyStepIsReachable(List<ApprovalStep> steps) {
        Map<String, ApprovalStep> byId =
                steps.stream().collect(Collectors.toMap(ApprovalStep::id, step -> step));
        return steps.stream().allMatch(step -> isReachable(step, byId, Set.of()));
    }

    private static boolean isReachable(
            @Nullable ApprovalStep step, Map<String, ApprovalStep> byId, Set<String> path) {
        if (step == null || path.contains(step.id())) {
            return false;
        }
        var longer = new HashSet<>(path);
        longer.add(step.id());
        return step.after().stream().allMatch(id -> isReachable(byId.get(id), byId, longer));
    }

    private static Money euros(int amount) {
        return Money.of(Integer.toString(amount), "EUR");
    }
}
