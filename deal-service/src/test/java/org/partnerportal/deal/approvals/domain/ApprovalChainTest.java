package org.partnerportal.deal.approvals.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.partnerportal.deal.approvals.domain.AnApproval.KIND;
import static org.partnerportal.deal.approvals.domain.AnApproval.NOON;
import static org.partnerportal.deal.approvals.domain.AnApproval.asking;
import static org.partnerportal.deal.approvals.domain.AnApproval.between;
import static org.partnerportal.deal.approvals.domain.AnApproval.chain;
import static org.partnerportal.deal.approvals.domain.AnApproval.step;
import static org.partnerportal.deal.approvals.domain.AnApproval.terms;
import static org.partnerportal.deal.approvals.domain.AnApproval.withQuorum;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.partnerportal.kernel.Flaw;
import org.partnerportal.kernel.Money;
import org.partnerportal.kernel.Refused;

class ApprovalChainTest {

    private static final ApprovalStep CLERK = step("clerk", "clerk");

    private static void assertFlaws(ChainTerms terms, Tuple... flaws) {
        assertThat(ChainCheck.of(terms, KIND, NOON))
                .extracting(Flaw::pointer, Flaw::rule)
                .containsExactly(flaws);
    }

    @Nested
    class Saving {

        @Test
        void addsAVersionAndLeavesTheEarlierOnes() {
            ApprovalChain first =
                    ApprovalChain.begin(new ChainCode("things"), KIND, terms(CLERK), "admin", NOON)
                            .next();
            ApprovalChain second =
                    first.amend(KIND, terms(step("boss", "director")), "admin", NOON).next();

            assertThat(second.versions().getFirst()).isEqualTo(first.latest());
            assertThat(second.latest().number()).isEqualTo(2);
            assertThat(second.latest().steps())
                    .extracting(ApprovalStep::id)
                    .containsExactly("boss");
        }

        @Test
        void isRefusedForAnotherKindOfSubject() {
            ApprovalChain chain =
                    ApprovalChain.begin(new ChainCode("things"), KIND, terms(CLERK), "admin", NOON)
                            .next();

            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() ->
                            chain.amend(
                                    new SubjectKind("other", KIND.roles()),
                                    terms(CLERK),
                                    "admin",
                                    NOON))
                    .satisfies(refused ->
                            assertThat(refused.flaws())
                                    .extracting(Flaw::rule)
                                    .containsExactly(ChainFlaw.SUBJECT_FIXED));
        }

        @Test
        void namesEverythingThatIsWrongAtOnce() {
            ChainTerms terms =
                    terms(
                            asking("a", 3, "ann", "ben"),
                            asking("b", 1),
                            between(step("c", "clerk", "nowhere"), "10.00", "10.00"));

            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() ->
                            ApprovalChain.begin(
                                    new ChainCode("things"), KIND, terms, "admin", NOON))
                    .satisfies(refused -> {
                        assertThat(refused.refusal()).isEqualTo(ApprovalRefusal.CHAIN_INVALID);
                        assertThat(refused.flaws())
                                .extracting(Flaw::pointer, Flaw::rule)
                                .containsExactly(
                                        tuple("/steps/0/quorum", ChainFlaw.QUORUM_IMPOSSIBLE),
                                        tuple("/steps/1/roles", ChainFlaw.NO_APPROVER),
                                        tuple("/steps/2/band", ChainFlaw.BAND_EMPTY),
                                        tuple("/steps/2/after", ChainFlaw.STEP_UNKNOWN));
                    });
        }
    }

    @Nested
    class InForce {

        @Test
        void isTheNewestOfThoseThatApply() {
            var later = NOON.plus(Duration.ofDays(7));
            ApprovalChain chain =
                    ApprovalChain.begin(new ChainCode("things"), KIND, terms(CLERK), "admin", NOON)
                            .next()
                            .amend(KIND, new ChainTerms(later, true, List.of(CLERK)), "admin", NOON)
                            .next();

            assertThat(chain.inForce(NOON.minusMillis(1))).isEmpty();
            assertThat(chain.inForce(NOON).map(ChainVersion::number)).hasValue(1);
            assertThat(chain.inForce(later.minusMillis(1)).map(ChainVersion::number)).hasValue(1);
            assertThat(chain.inForce(later).map(ChainVersion::number)).hasValue(2);
        }

        @Test
        void neverBeginsInThePast() {
            assertFlaws(
                    new ChainTerms(NOON.minusMillis(1), true, List.of(CLERK)),
                    tuple("/appliesFrom", ChainFlaw.APPLIES_IN_PAST));
            assertFlaws(new ChainTerms(NOON, true, List.of(CLERK)));
        }
    }

    @Nested
    class Order {

        @Test
        void needsAStep() {
            assertFlaws(terms(), tuple("/steps", ChainFlaw.NO_STEP));
        }

        @Test
        void refusesACycleAndWhatComesAfterIt() {
            assertFlaws(
                    terms(
                            CLERK,
                            step("a", "clerk", "b"),
                            step("b", "clerk", "a"),
                            step("c", "clerk", "b", "clerk")),
                    tuple("/steps/1/after", ChainFlaw.CYCLE),
                    tuple("/steps/2/after", ChainFlaw.CYCLE),
                    tuple("/steps/3/after", ChainFlaw.UNREACHABLE));
            assertFlaws(
                    terms(CLERK, step("self", "clerk", "self")),
                    tuple("/steps/1/after", ChainFlaw.CYCLE));
        }

        @Test
        void refusesAStepThatIsNamedTwice() {
            assertFlaws(terms(CLERK, CLERK), tuple("/steps/1/id", ChainFlaw.STEP_TWICE));
        }

        @Test
        void mayBeWrittenDownInAnyOrder() {
            assertFlaws(terms(step("last", "clerk", "first"), step("first", "clerk")));
        }
    }

    @Nested
    class Approvers {

        @Test
        void mustHaveRolesThatDecideThisKind() {
            assertFlaws(
                    terms(step("a", "gardener")), tuple("/steps/0/roles", ChainFlaw.ROLE_UNKNOWN));
            assertFlaws(
                    terms(
                            new ApprovalStep(
                                    "a",
                                    Set.of(),
                                    null,
                                    Set.of("clerk"),
                                    Set.of(),
                                    1,
                                    null,
                                    "gardener",
                                    true)),
                    tuple("/steps/0/escalateTo", ChainFlaw.ROLE_UNKNOWN));
        }

        @Test
        void canBeAsManyAsAreNamedAndAnyNumberWithARole() {
            assertFlaws(terms(asking("a", 2, "ann", "ben")));
            assertFlaws(terms(withQuorum(CLERK, 7)));
            assertFlaws(
                    terms(withQuorum(CLERK, 0)),
                    tuple("/steps/0/quorum", ChainFlaw.QUORUM_IMPOSSIBLE));
        }
    }

    @Nested
    class Bands {

        @Test
        void mayOverlapAndMustLeaveNoAmountWithoutAStep() {
            assertFlaws(
                    terms(
                            between(step("all", "clerk"), "0.00", "100.00"),
                            between(step("high", "manager"), "50.00", null)));
            assertFlaws(
                    terms(
                            between(step("low", "clerk"), "0.00", "50.00"),
                            between(step("high", "manager"), "50.01", null)),
                    tuple("/steps", ChainFlaw.AMOUNT_WITHOUT_STEP));
            assertFlaws(
                    terms(between(step("low", "clerk"), "0.00", "50.00")),
                    tuple("/steps", ChainFlaw.AMOUNT_WITHOUT_STEP));
            assertFlaws(
                    terms(between(step("high", "clerk"), "0.01", null)),
                    tuple("/steps", ChainFlaw.AMOUNT_WITHOUT_STEP));
        }

        @Test
        void nameTheSmallestAmountThatIsLeftOut() {
            List<Flaw> flaws =
                    ChainCheck.of(
                            terms(
                                    between(step("low", "clerk"), "0.00", "50.00"),
                                    between(step("high", "manager"), "60.00", null)),
                            KIND,
                            NOON);

            assertThat(flaws.getFirst().arguments()).containsExactly(Money.of("50.00", "EUR"));
        }

        @Test
        void areOfOneCurrency() {
            var mixed =
                    new ApprovalStep(
                            "a",
                            Set.of(),
                            new AmountBand(Money.of("0.00", "EUR"), Money.of("9.00", "USD")),
                            Set.of("clerk"),
                            Set.of(),
                            1,
                            null,
                            "director",
                            true);

            assertFlaws(terms(CLERK, mixed), tuple("/steps/1/band/to", ChainFlaw.BAND_CURRENCIES));
        }

        @Test
        void beginWithTheirFirstAmountAndEndBeforeTheirLast() {
            ChainVersion chain =
                    chain(
                            between(step("low", "clerk"), "0.00", "75000.00"),
                            between(step("high", "manager"), "75000.00", null));

            assertThat(chain.tasksFor(Money.of("74999.99", "EUR")))
                    .extracting(task -> task.step().id())
                    .containsExactly("low");
            assertThat(chain.tasksFor(Money.of("75000.00", "EUR")))
                    .extracting(task -> task.step().id())
                    .containsExactly("high");
        }

        @Test
        void takeAnAmountThatTheyCannotCompare() {
            ChainVersion chain = AnApproval.twoAboveTheLimit();

            assertThat(chain.tasksFor(null)).hasSize(2);
            assertThat(chain.tasksFor(Money.of("1.00", "USD"))).hasSize(2);
        }

        @Test
        void thatLeaveAStepOutLetThoseAfterItWaitForThoseBeforeIt() {
            ChainVersion chain =
                    chain(
                            step("first", "clerk"),
                            between(step("middle", "manager", "first"), "10.00", null),
                            step("last", "director", "middle"));

            assertThat(chain.tasksFor(Money.of("9.99", "EUR")))
                    .extracting(task -> task.step().id(), ApprovalTask::after)
                    .containsExactly(tuple("first", Set.of()), tuple("last", Set.of("first")));
        }
    }
}
