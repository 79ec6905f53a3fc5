package org.partnerportal.commission.plan.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Money;
import org.partnerportal.kernel.Refused;

class PlanVersionTest {

    private static final LocalDate NEXT_YEAR = LocalDate.parse("2027-01-01");

    private static Decided<PlanVersion, PlanEvent> act(PlanAction action, PlanVersion plan) {
        return switch (action) {
            case REVISE -> plan.revise(plan.terms(), "author");
            case APPROVE -> plan.approve("approver", APlan.NOW);
            case ACTIVATE -> plan.activate(APlan.TODAY, APlan.NOW);
            case SUPERSEDE -> plan.supersede(NEXT_YEAR);
        };
    }

    private static void assertRefused(PlanRefusal refusal, Runnable action) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(action::run)
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }

    @Test
    void allowsInEachStateExactlyWhatItSays() {
        for (PlanVersion plan : APlan.inEveryState()) {
            for (PlanAction action : PlanAction.values()) {
                if (plan.allowed().contains(action)) {
                    act(action, plan);
                } else {
                    assertRefused(PlanRefusal.ILLEGAL_TRANSITION, () -> act(action, plan));
                }
            }
        }
    }

    @Test
    void movesAsTheReadmeDraws() throws IOException {
        var drawn = new TreeSet<String>();
        var arrows =
                Pattern.compile("^\\s+PLAN_(\\w+) --> PLAN_(\\w+): (\\w+)$", Pattern.MULTILINE)
                        .matcher(Files.readString(Path.of("README.md")));
        while (arrows.find()) {
            drawn.add(arrows.group(1) + " " + arrows.group(3) + " " + arrows.group(2));
        }
        var made = new TreeSet<String>();
        for (PlanVersion plan : APlan.inEveryState()) {
            for (PlanAction action : plan.allowed()) {
                PlanState.Name to = act(action, plan).next().state().name();
                if (to != plan.state().name()) {
                    made.add(plan.state().name() + " " + action + " " + to);
                }
            }
        }

        assertThat(drawn).isEqualTo(made);
    }

    @Nested
    class Approval {

        @Test
        void isRefusedToTheAuthor() {
            assertRefused(
                    PlanRefusal.SELF_APPROVAL, () -> APlan.draft().approve("author", APlan.NOW));
        }

        @Test
        void isRefusedToEveryoneWhoHasRevised() {
            PlanVersion revised =
                    APlan.draft().revise(APlan.draft().terms(), "second author").next();

            assertRefused(
                    PlanRefusal.SELF_APPROVAL, () -> revised.approve("second author", APlan.NOW));
            assertRefused(PlanRefusal.SELF_APPROVAL, () -> revised.approve("author", APlan.NOW));
            assertThat(revised.approve("third", APlan.NOW).next().state())
                    .isEqualTo(new PlanState.Approved("third", APlan.NOW));
        }
    }

    @Nested
    class Activation {

        @Test
        void tellsOthers() {
            assertThat(APlan.approved().activate(APlan.TODAY, APlan.NOW).events())
                    .containsExactly(new PlanEvent.PlanInForce(APlan.approved().id(), APlan.NOW));
        }

        @Test
        void mayBackdateAPlansFirstVersionOnly() {
            assertThat(APlan.inForce().terms().validFrom()).isBefore(APlan.TODAY);
            assertRefused(
                    PlanRefusal.BEGINS_TOO_EARLY,
                    () -> APlan.successor(APlan.TODAY, APlan.flat("6")));
            assertThat(APlan.successor(APlan.TODAY.plusDays(1), APlan.flat("6")).isBinding())
                    .isTrue();
        }
    }

    @Nested
    class TheBook {

        private final PlanVersion second = APlan.successor(NEXT_YEAR, APlan.flat("6"));
        private final PlanBook book = PlanBook.of(List.of(second, APlan.superseded()));

        @Test
        void changesTheVersionOnItsFirstDayAndNotBefore() {
            assertThat(book.inForceOn(NEXT_YEAR.minusDays(1), Money.currency("USD")))
                    .extracting(PlanVersion::number)
                    .containsExactly(1);
            assertThat(book.inForceOn(NEXT_YEAR, Money.currency("USD")))
                    .extracting(PlanVersion::number)
                    .containsExactly(2);
        }

        @Test
        void knowsNothingBeforeTheFirstDayAndOfOtherCurrencies() {
            assertThat(book.inForceOn(APlan.BEGIN.minusDays(1), Money.currency("USD"))).isEmpty();
            assertThat(book.inForceOn(NEXT_YEAR, Money.currency("EUR"))).isEmpty();
        }

        @Test
        void leavesOutWhatIsNotBinding() {
            assertThat(PlanBook.of(List.of(APlan.draft(), APlan.approved())).versions()).isEmpty();
        }

        @Test
        void namesEachPlanOnceInTheOrderOfTheirCodes() {
            var other = APlan.inForce("bonus", APlan.draft().terms());

            assertThat(
                            PlanBook.of(List.of(APlan.inForce(), other))
                                    .inForceOn(APlan.BEGIN, Money.currency("USD")))
                    .extracting(plan -> plan.code().value())
                    .containsExactly("bonus", "standard");
        }
    }

    @Test
    void hasAnIdThatFollowsFromCodeAndNumber() {
        assertThat(APlan.draft().id()).isEqualTo(APlan.draft().id());
        assertThat(PlanId.of(new PlanCode("a1"), 1)).isNotEqualTo(PlanId.of(new PlanCode("a"), 11));
        assertRefused(PlanRefusal.BAD_CODE, () -> new PlanCode("Big Plan"));
    }
}
