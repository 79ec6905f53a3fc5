package org.partnerportal.deal.conflict.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.partnerportal.deal.conflict.domain.AConflict.APPEAL_END;
import static org.partnerportal.deal.conflict.domain.AConflict.DIRECT;
import static org.partnerportal.deal.conflict.domain.AConflict.FIRST;
import static org.partnerportal.deal.conflict.domain.AConflict.JUDGE;
import static org.partnerportal.deal.conflict.domain.AConflict.MORNING;
import static org.partnerportal.deal.conflict.domain.AConflict.OTHER_JUDGE;
import static org.partnerportal.deal.conflict.domain.AConflict.PARTNER;
import static org.partnerportal.deal.conflict.domain.AConflict.RIVAL;
import static org.partnerportal.deal.conflict.domain.AConflict.RULES;
import static org.partnerportal.deal.conflict.domain.AConflict.SECOND;
import static org.partnerportal.deal.conflict.domain.AConflict.SUSPICION;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.partnerportal.deal.DrawnTransitions;
import org.partnerportal.deal.conflict.domain.ConflictEvent.ConflictAppealed;
import org.partnerportal.deal.conflict.domain.ConflictEvent.ConflictResolved;
import org.partnerportal.deal.conflict.domain.ConflictEvent.ConflictSettled;
import org.partnerportal.deal.conflict.domain.ConflictEvent.ConflictSuspected;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Refused;

class ConflictCaseTest {

    private static final Instant LAST_APPEAL = APPEAL_END.minusNanos(1);

    private static void assertRefused(ConflictRefusal refusal, ThrowingCallable action) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(action)
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }

    private static Decided<ConflictCase, ConflictEvent> resolve(
            ConflictCase conflict, Resolution resolution, @Nullable String standing) {
        return conflict.resolve(resolution, standing, JUDGE, false, "Because", RULES, MORNING);
    }

    @Nested
    class Suspected {

        @Test
        void hasOneCaseWhicheverSaleIsNamedFirst() {
            var one = ConflictCase.suspect(FIRST, SECOND, SUSPICION, RULES, MORNING);
            var other = ConflictCase.suspect(SECOND, FIRST, SUSPICION, RULES, MORNING);

            assertThat(one).isEqualTo(other);
            assertThat(one.events()).containsExactly(new ConflictSuspected(MORNING));
        }

        @Test
        void ordersTheSalesByBusinessTimeAndNotByArrival() {
            var conflict = ConflictCase.suspect(SECOND, DIRECT, SUSPICION, RULES, MORNING).next();

            assertThat(conflict.first()).isEqualTo(DIRECT);
            assertThat(conflict.second()).isEqualTo(SECOND);
        }

        @Test
        void ordersTwoOfOneInstantByTheirIds() {
            var same = new Party(FIRST.saleId(), PARTNER, SECOND.since());

            assertThat(ConflictCase.suspect(SECOND, same, SUSPICION, RULES, MORNING).next().first())
                    .isEqualTo(same);
        }

        @Test
        void holdsUpTheLaterSaleAlone() {
            assertThat(AConflict.open().holdsUp(FIRST.saleId())).isFalse();
            assertThat(AConflict.open().holdsUp(SECOND.saleId())).isTrue();
        }

        @Test
        void isToBeDecidedWithinBusinessDays() {
            assertThat(AConflict.open().due().until())
                    .isEqualTo(Instant.parse("2026-09-08T08:00:00Z"));
        }
    }

    @Nested
    class SuspectedAgain {

        @Test
        void staysAsItIsWhileItIsOpen() {
            assertThat(AConflict.open().suspectAgain(SUSPICION, RULES, MORNING).events()).isEmpty();
        }

        @Test
        void isOpenAnewWhenItHadLapsed() {
            var again = AConflict.lapsed().suspectAgain(SUSPICION, RULES, MORNING);

            assertThat(again.next().state()).isEqualTo(new ConflictState.Open(MORNING));
            assertThat(again.events()).containsExactly(new ConflictSuspected(MORNING));
        }

        @Test
        void isOpenAnewWhenTheSaleThatWasToEndComesBack() {
            var again = AConflict.upheld().suspectAgain(SUSPICION, RULES, MORNING);

            assertThat(again.next().state().name()).isEqualTo(ConflictState.Name.OPEN);
        }

        @ParameterizedTest
        @EnumSource(names = {"NOT_SAME", "SPLIT", "CO_SELL"})
        void staysDecidedWhereBothGoOn(Resolution resolution) {
            var again = AConflict.resolved(resolution).suspectAgain(SUSPICION, RULES, APPEAL_END);

            assertThat(again.events()).isEmpty();
            assertThat(again.next().state().name()).isEqualTo(ConflictState.Name.RESOLVED);
        }
    }

    @Nested
    class Resolved {

        @Test
        void saysSo() {
            assertThat(resolve(AConflict.investigating(), Resolution.FIRST_WINS, null).events())
                    .containsExactly(new ConflictResolved(MORNING));
        }

        @Test
        void isRefusedToWhoLooksAfterAParty() {
            assertRefused(
                    ConflictRefusal.DECIDER_INVOLVED,
                    () ->
                            AConflict.open()
                                    .resolve(
                                            Resolution.FIRST_WINS,
                                            null,
                                            JUDGE,
                                            true,
                                            "Mine",
                                            RULES,
                                            MORNING));
        }

        @Test
        void letsTheFirstGoOnAndTheSecondEnd() {
            var conflict = AConflict.resolved(Resolution.FIRST_WINS);

            assertThat(conflict.outcomeFor(FIRST.saleId())).contains(Outcome.STANDS);
            assertThat(conflict.outcomeFor(SECOND.saleId())).contains(Outcome.ENDS);
            assertThat(conflict.holdsUp(FIRST.saleId())).isFalse();
            assertThat(conflict.holdsUp(SECOND.saleId())).isTrue();
        }

        @Test
        void letsTheCustomersChoiceGoOn() {
            var conflict = AConflict.resolved(Resolution.CUSTOMER_CHOICE);

            assertThat(conflict.outcomeFor(SECOND.saleId())).contains(Outcome.STANDS);
            assertThat(conflict.outcomeFor(FIRST.saleId())).contains(Outcome.ENDS);
        }

        @Test
        void letsTheDirectSaleGoOnWhereThereIsOne() {
            var conflict = resolve(AConflict.withDirect(), Resolution.DIRECT_WINS, null).next();

            assertThat(conflict.outcomeFor(DIRECT.saleId())).contains(Outcome.STANDS);
            assertRefused(
                    ConflictRefusal.NO_DIRECT_SALE,
                    () -> resolve(AConflict.open(), Resolution.DIRECT_WINS, null));
        }

        @ParameterizedTest
        @EnumSource(names = {"NOT_SAME", "SPLIT", "CO_SELL"})
        void letsBothGoOn(Resolution resolution) {
            var conflict = AConflict.resolved(resolution);

            assertThat(conflict.outcomeFor(FIRST.saleId())).contains(Outcome.STANDS_BESIDE);
            assertThat(conflict.outcomeFor(SECOND.saleId())).contains(Outcome.STANDS_BESIDE);
            assertThat(conflict.holdsUp(SECOND.saleId())).isFalse();
        }

        @Test
        void needsOneOfTheTwoAsTheCustomersChoice() {
            assertRefused(
                    ConflictRefusal.NOT_A_PARTY,
                    () -> resolve(AConflict.open(), Resolution.CUSTOMER_CHOICE, null));
            assertRefused(
                    ConflictRefusal.NOT_A_PARTY,
                    () -> resolve(AConflict.open(), Resolution.CUSTOMER_CHOICE, DIRECT.saleId()));
        }
    }

    @Nested
    class Appealed {

        @Test
        void isPossibleInTheLastInstantAndNotAfter() {
            assertThat(AConflict.resolved().appeal(RIVAL, "No", LAST_APPEAL).events())
                    .containsExactly(new ConflictAppealed(LAST_APPEAL));
            assertRefused(
                    ConflictRefusal.APPEAL_TOO_LATE,
                    () -> AConflict.resolved().appeal(RIVAL, "No", APPEAL_END));
        }

        @Test
        void holdsBothSalesUpUntilItIsDecided() {
            assertThat(AConflict.appealed().holdsUp(FIRST.saleId())).isTrue();
            assertThat(AConflict.appealed().holdsUp(SECOND.saleId())).isTrue();
            assertThat(AConflict.appealed().outcomeFor(FIRST.saleId())).isEmpty();
        }

        @Test
        void isNotDecidedByWhoDecidedBefore() {
            assertRefused(ConflictRefusal.SAME_DECIDER, () -> decide(JUDGE, false));
        }

        @Test
        void isNotDecidedByWhoLooksAfterAParty() {
            assertRefused(ConflictRefusal.DECIDER_INVOLVED, () -> decide(OTHER_JUDGE, true));
        }

        private static void decide(Actor by, boolean involved) {
            AConflict.appealed()
                    .decideAppeal(Resolution.SPLIT, null, by, involved, "Again", MORNING);
        }

        @Test
        void isUpheldByTheSameAnswerAndOverturnedByAnother() {
            assertThat(AConflict.upheld().state()).isInstanceOf(ConflictState.Upheld.class);
            assertThat(AConflict.overturned().state()).isInstanceOf(ConflictState.Overturned.class);
            assertThat(AConflict.overturned().outcomeFor(SECOND.saleId())).contains(Outcome.STANDS);
        }

        @Test
        void isNotAppealedTwice() {
            assertRefused(
                    ConflictRefusal.ILLEGAL_TRANSITION,
                    () -> AConflict.upheld().appeal(RIVAL, "No", MORNING));
        }
    }

    @Nested
    class Settled {

        @Test
        void waitsUntilNobodyCanAppealAnyMore() {
            assertRefused(
                    ConflictRefusal.ILLEGAL_TRANSITION,
                    () -> AConflict.resolved().settle(LAST_APPEAL));
            assertThat(AConflict.resolved().settle(APPEAL_END).events())
                    .containsExactly(new ConflictSettled(APPEAL_END));
        }

        @Test
        void isNotSettledTwice() {
            var settled = AConflict.upheld().settle(MORNING).next();

            assertRefused(ConflictRefusal.ILLEGAL_TRANSITION, () -> settled.settle(APPEAL_END));
        }
    }

    @Nested
    class Lapsed {

        @Test
        void holdsNobodyUp() {
            assertThat(AConflict.lapsed().holdsUp(SECOND.saleId())).isFalse();
        }

        @Test
        void leavesAFinalDecisionAlone() {
            var upheld = AConflict.upheld();

            assertThat(upheld.lapse(MORNING)).isEqualTo(Decided.of(upheld));
        }
    }

    @Nested
    class InEveryState {

        @Test
        void everyActionIsPossibleExactlyWhereItIsSaidToBe() {
            for (ConflictCase conflict : AConflict.inEveryState()) {
                for (ConflictAction action : ConflictAction.values()) {
                    boolean allowed = conflict.allowed(MORNING).contains(action);
                    assertThat(isPossible(conflict, action))
                            .as("%s in %s", action, conflict.state().name())
                            .isEqualTo(allowed);
                }
            }
        }

        @Test
        void theDiagramShowsExactlyTheTransitionsThatTheCodeMakes() throws IOException {
            var transitions = new TreeSet<String>();
            for (ConflictCase conflict : AConflict.inEveryState()) {
                for (ConflictAction action : ConflictAction.values()) {
                    for (Resolution resolution : Resolution.values()) {
                        transition(conflict, action, resolution).ifPresent(transitions::add);
                    }
                }
            }

            assertThat(DrawnTransitions.under("## Conflicts")).isEqualTo(transitions);
        }

        private static Optional<String> transition(
                ConflictCase conflict, ConflictAction action, Resolution resolution) {
            try {
                var from = conflict.state().name();
                var to = act(conflict, action, resolution).next().state().name();
                return to == from ? Optional.empty() : Optional.of(from + " " + action + " " + to);
            } catch (Refused refused) {
                return Optional.empty();
            }
        }

        private static boolean isPossible(ConflictCase conflict, ConflictAction action) {
            try {
                return !act(conflict, action, Resolution.FIRST_WINS).next().equals(conflict);
            } catch (Refused refused) {
                assertThat(refused.refusal()).isEqualTo(ConflictRefusal.ILLEGAL_TRANSITION);
                return false;
            }
        }

        private static Decided<ConflictCase, ConflictEvent> act(
                ConflictCase conflict, ConflictAction action, Resolution resolution) {
            return switch (action) {
                case INVESTIGATE -> conflict.investigate(JUDGE, MORNING);
                case RESOLVE -> resolve(conflict, resolution, SECOND.saleId());
                case APPEAL -> conflict.appeal(RIVAL, "No", MORNING);
                case DECIDE_APPEAL ->
                        conflict.decideAppeal(
                                resolution, SECOND.saleId(), OTHER_JUDGE, false, "Yes", MORNING);
                case LAPSE -> conflict.lapse(MORNING);
                case SETTLE -> conflict.settle(MORNING);
            };
        }
    }
}
