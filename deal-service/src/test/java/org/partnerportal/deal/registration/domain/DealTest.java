package org.partnerportal.deal.registration.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.partnerportal.deal.registration.domain.ADeal.GOOD;
import static org.partnerportal.deal.registration.domain.ADeal.MANAGER;
import static org.partnerportal.deal.registration.domain.ADeal.MORNING;
import static org.partnerportal.deal.registration.domain.ADeal.PROTECTION_END;
import static org.partnerportal.deal.registration.domain.ADeal.RULES;
import static org.partnerportal.deal.registration.domain.ADeal.SELLER;
import static org.partnerportal.deal.registration.domain.ADeal.VALUE;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.partnerportal.deal.registration.domain.DealAction.Side;
import org.partnerportal.deal.registration.domain.DealEvent.DealApproved;
import org.partnerportal.deal.registration.domain.DealEvent.DealExpired;
import org.partnerportal.deal.registration.domain.DealEvent.DealLost;
import org.partnerportal.deal.registration.domain.DealEvent.DealStageChanged;
import org.partnerportal.deal.registration.domain.DealEvent.DealSubmitted;
import org.partnerportal.deal.registration.domain.DealEvent.DealWon;
import org.partnerportal.kernel.BusinessCalendar;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Money;
import org.partnerportal.kernel.Refused;

class DealTest {

    private static final Actor CHIEF = new Actor("chief");
    private static final Instant LAST_PROTECTED = PROTECTION_END.minusNanos(1);

    static void assertRefused(DealRefusal refusal, ThrowingCallable action) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(action)
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }

    @Nested
    class Submitting {

        @Test
        void asksTheVendorAndSaysSo() {
            var decided = ADeal.draft().submit(SELLER, GOOD, RULES, MORNING);

            assertThat(decided.events()).containsExactly(new DealSubmitted(MORNING));
            assertThat(decided.next().state()).isEqualTo(new DealState.Submitted(SELLER, MORNING));
        }

        /** Returned on a Tuesday; five business days later is the Tuesday after. */
        @Test
        void keepsItsPlaceWhenItComesBackWithinFiveBusinessDays() {
            Instant last = MORNING.plus(Duration.ofDays(7)).minusNanos(1);

            assertThat(ADeal.returned().submit(SELLER, GOOD, RULES, last).next().submittedAt())
                    .isEqualTo(MORNING);
        }

        @Test
        void queuesAnewWhenItComesBackLater() {
            Instant late = MORNING.plus(Duration.ofDays(7));

            assertThat(ADeal.returned().submit(SELLER, GOOD, RULES, late).next().submittedAt())
                    .isEqualTo(late);
        }

        @Test
        void hasMoreTimeToComeBackWhereThereIsAHoliday() {
            var rules =
                    new ProgrammeRules(
                            90,
                            new BusinessCalendar(
                                    RULES.calendar().zone(),
                                    RULES.calendar().weekend(),
                                    Set.of(LocalDate.parse("2026-09-03"))),
                            null);
            Instant last = MORNING.plus(Duration.ofDays(8)).minusNanos(1);

            assertThat(ADeal.returned().submit(SELLER, GOOD, rules, last).next().submittedAt())
                    .isEqualTo(MORNING);
        }

        @Test
        void isKeptAsItWasWhateverIsCorrectedLater() {
            Deal corrected =
                    ADeal.returned()
                            .edit(
                                    ADeal.details("Other", "GTX Pro"),
                                    SELLER,
                                    Side.PARTNER,
                                    RULES,
                                    MORNING)
                            .next();
            Deal again = corrected.submit(SELLER, GOOD, RULES, MORNING).next();

            assertThat(again.submissions())
                    .extracting(Submission::number, Submission::details)
                    .containsExactly(
                            tuple(1, ADeal.details()), tuple(2, ADeal.details("Other", "GTX Pro")));
            assertThat(ADeal.details().digest())
                    .isEqualTo(ADeal.details().digest())
                    .isNotEqualTo(ADeal.details("Other", "GTX Pro").digest());
        }

        @Test
        void isKeptTheLastTenTimes() {
            Deal deal = ADeal.submitted();
            for (int i = 0; i < 12; i++) {
                deal =
                        deal.giveBack(MANAGER, List.of("/estimate"), "Why?", MORNING)
                                .next()
                                .submit(SELLER, GOOD, RULES, MORNING)
                                .next();
            }

            assertThat(deal.submissions()).hasSize(10);
            assertThat(deal.submissions().getLast().number()).isEqualTo(13);
        }

        @Test
        void isRefusedToAPartnerWhoIsNotActive() {
            assertRefused(
                    DealRefusal.PARTNER_NOT_ACTIVE,
                    () ->
                            ADeal.draft()
                                    .submit(
                                            SELLER,
                                            new PartnerStanding(false, true),
                                            RULES,
                                            MORNING));
        }

        @Test
        void isRefusedWithoutAnAgreementInForce() {
            assertRefused(
                    DealRefusal.AGREEMENT_NOT_IN_FORCE,
                    () ->
                            ADeal.draft()
                                    .submit(
                                            SELLER,
                                            new PartnerStanding(true, false),
                                            RULES,
                                            MORNING));
        }

        @Test
        void isRefusedBelowTheProgrammesSmallestDeal() {
            var rules = new ProgrammeRules(90, RULES.calendar(), Money.of("9642.01", "USD"));

            assertRefused(
                    DealRefusal.BELOW_MINIMUM,
                    () -> ADeal.draft().submit(SELLER, GOOD, rules, MORNING));
        }

        @Test
        void isPossibleAgainAfterTheProtectionEndedAndCountsFromThen() {
            var decided = ADeal.approved().submit(SELLER, GOOD, RULES, PROTECTION_END);

            assertThat(decided.events())
                    .containsExactly(
                            new DealExpired(PROTECTION_END), new DealSubmitted(PROTECTION_END));
            assertThat(decided.next().submittedAt()).isEqualTo(PROTECTION_END);
        }
    }

    @Nested
    class Approval {

        @Test
        void protectsToTheEndOfTheLastDayInTheProgrammesZone() {
            var decided = ADeal.submitted().approve(MANAGER, RULES, MORNING);

            assertThat(decided.events()).containsExactly(new DealApproved(MORNING));
            assertThat(decided.next().state())
                    .isInstanceOfSatisfying(
                            DealState.Approved.class,
                            approved ->
                                    assertThat(approved.protection().until())
                                            .isEqualTo(PROTECTION_END));
        }

        @Test
        void isRefusedToTheOneWhoSubmitted() {
            assertRefused(
                    DealRefusal.SELF_APPROVAL,
                    () -> ADeal.submitted().approve(SELLER, RULES, MORNING));
        }
    }

    /** The vendor's people register for a partner; both are kept, and they decide nothing. */
    @Nested
    class OnBehalf {

        private Deal submitted() {
            return ADeal.draft().submit(MANAGER, Side.VENDOR, GOOD, RULES, null, MORNING).next();
        }

        @Test
        void keepsWhoSubmittedAndForWhom() {
            assertThat(submitted().partner()).isEqualTo(ADeal.PARTNER);
            assertThat(submitted().submissions())
                    .extracting(Submission::by, Submission::side)
                    .containsExactly(tuple(MANAGER, Side.VENDOR));
            assertThat(submitted().contributors()).containsExactly(MANAGER);
        }

        @Test
        void isNotApprovedByTheOneWhoSubmitted() {
            assertRefused(
                    DealRefusal.SELF_APPROVAL, () -> submitted().approve(MANAGER, RULES, MORNING));
            assertThat(submitted().approve(CHIEF, RULES, MORNING).next().state().name())
                    .isEqualTo(DealState.Name.APPROVED);
        }

        @Test
        void isNotApprovedByTheOneWhoWroteItDown() {
            Deal written =
                    Deal.draft(
                                    ADeal.draft().id(),
                                    ADeal.PARTNER,
                                    ADeal.details(),
                                    List.of(),
                                    Set.of(MANAGER),
                                    MORNING)
                            .next()
                            .submit(SELLER, GOOD, RULES, MORNING)
                            .next();

            assertRefused(
                    DealRefusal.SELF_APPROVAL, () -> written.approve(MANAGER, RULES, MORNING));
        }

        @Test
        void isNotApprovedByTheOneWhoCorrected() {
            Deal corrected =
                    ADeal.draft()
                            .edit(
                                    ADeal.details("Other", "GTX Pro"),
                                    MANAGER,
                                    Side.VENDOR,
                                    RULES,
                                    MORNING)
                            .next()
                            .submit(SELLER, GOOD, RULES, MORNING)
                            .next();

            assertRefused(
                    DealRefusal.SELF_APPROVAL, () -> corrected.approve(MANAGER, RULES, MORNING));
        }
    }

    @Test
    void isRevokedForANamedReason() {
        var decided =
                ADeal.approved().revoke(MANAGER, RevocationReason.BREACH, "Price list", MORNING);

        assertThat(decided.events()).containsExactly(new DealEvent.DealRevoked(MORNING));
        assertThat(decided.next().state())
                .isEqualTo(
                        new DealState.Revoked(
                                MANAGER, MORNING, RevocationReason.BREACH, "Price list"));
    }

    @Nested
    class Expiry {

        @Test
        void isRefusedWhileTheProtectionRuns() {
            assertRefused(
                    DealRefusal.PROTECTION_RUNNING, () -> ADeal.approved().expire(LAST_PROTECTED));
        }

        @Test
        void comesAtTheFirstInstantAfterTheLastDay() {
            var decided = ADeal.approved().expire(PROTECTION_END);

            assertThat(decided.events()).containsExactly(new DealExpired(PROTECTION_END));
        }

        @Test
        void isSeenWithoutWaitingForATimer() {
            Deal deal = ADeal.approved();

            assertThat(deal.stateAt(LAST_PROTECTED).name()).isEqualTo(DealState.Name.APPROVED);
            assertThat(deal.stateAt(PROTECTION_END).name()).isEqualTo(DealState.Name.EXPIRED);
            assertThat(deal.holdsScope(LAST_PROTECTED)).isTrue();
            assertThat(deal.holdsScope(PROTECTION_END)).isFalse();
        }
    }

    @Nested
    class Winning {

        @Test
        void closesTheSaleWithItsOrder() {
            var decided = ADeal.approved().win(MORNING, VALUE, "SO-4711", MORNING);

            assertThat(decided.events()).containsExactly(new DealWon(MORNING));
            assertThat(decided.next().state())
                    .isEqualTo(new DealState.Won(MORNING, VALUE, "SO-4711", false));
            assertThat(decided.next().stage()).isEqualTo(SalesStage.CLOSED);
        }

        @Test
        void isProtectedByTheDayOfTheOrderAndNotByTheDayWeHearOfIt() {
            Instant late = PROTECTION_END.plus(Duration.ofDays(9));

            assertThat(ADeal.approved().win(LAST_PROTECTED, VALUE, "SO-1", late).next().state())
                    .isEqualTo(new DealState.Won(LAST_PROTECTED, VALUE, "SO-1", false));
            assertThat(ADeal.expired().win(LAST_PROTECTED, VALUE, "SO-1", late).next().state())
                    .isEqualTo(new DealState.Won(LAST_PROTECTED, VALUE, "SO-1", false));
            assertThat(ADeal.expired().win(PROTECTION_END, VALUE, "SO-1", late).next().state())
                    .isEqualTo(new DealState.Won(PROTECTION_END, VALUE, "SO-1", true));
        }

        @Test
        void byTheSameOrderAgainChangesNothing() {
            Decided<Deal, DealEvent> again = ADeal.won().win(MORNING, VALUE, "SO-4711", MORNING);

            assertThat(again.events()).isEmpty();
            assertThat(again.next()).isEqualTo(ADeal.won());
        }

        @Test
        void byAnotherOrderIsRefused() {
            assertRefused(
                    DealRefusal.WON_DIFFERENTLY,
                    () -> ADeal.won().win(MORNING, VALUE, "SO-4712", MORNING));
        }

        @Test
        void forNothingIsRefused() {
            assertRefused(
                    DealRefusal.AMOUNT_NOT_POSITIVE,
                    () -> ADeal.approved().win(MORNING, Money.of("0", "USD"), "SO-1", MORNING));
        }

        @Test
        void aHistoricRegistrationIsWonUnprotected() {
            assertThat(ADeal.historic().win(MORNING, VALUE, "SO-1", MORNING).next().state())
                    .isEqualTo(new DealState.Won(MORNING, VALUE, "SO-1", true));
        }
    }

    @Test
    void isLostOnceHoweverOftenItIsSaid() {
        var decided = ADeal.historic().lose(MORNING, LossReason.OTHER, "merger", MORNING);

        assertThat(decided.events()).containsExactly(new DealLost(MORNING));
        assertThat(decided.next().lose(MORNING, LossReason.OTHER, "merger", MORNING).events())
                .isEmpty();
    }

    @Test
    void changesItsStageWithoutTouchingItsStatus() {
        var decided = ADeal.approved().changeStage(SalesStage.PROPOSAL, null, SELLER, MORNING);

        assertThat(decided.events()).containsExactly(new DealStageChanged(MORNING));
        assertThat(decided.next().state()).isEqualTo(ADeal.approved().state());
        assertThat(decided.next().changeStage(SalesStage.PROPOSAL, null, SELLER, MORNING).events())
                .isEmpty();
    }

    @Test
    void tellsNobodyOfANextStepThatLeavesTheStage() {
        var decided = ADeal.approved().changeStage(SalesStage.PROSPECT, "Call", SELLER, MORNING);

        assertThat(decided.events()).isEmpty();
        assertThat(decided.next().progress().nextStep()).isEqualTo("Call");
    }

    @Test
    void losesAReservationByAChangeOfItsVersionAlone() {
        assertThat(ADeal.submitted().loseReservation().next()).isNotEqualTo(ADeal.submitted());
        assertThat(ADeal.submitted().loseReservation().events()).isEmpty();
    }

    @Nested
    class Details {

        @Test
        void nameEachProductOnceAndAtLeastOne() {
            var line = new ProductLine("GTX Pro", null, null);
            var customer = new EndCustomer("Acme", "US", null, null, null);

            assertRefused(
                    DealRefusal.NO_PRODUCTS,
                    () -> new DealDetails(customer, List.of(), null, null, null));
            assertRefused(
                    DealRefusal.NO_PRODUCTS,
                    () -> new DealDetails(customer, List.of(line, line), null, null, null));
        }

        @Test
        void neverHaveNegativeAmounts() {
            var customer = new EndCustomer("Acme", "US", null, null, null);

            assertRefused(
                    DealRefusal.AMOUNT_NOT_POSITIVE,
                    () ->
                            new DealDetails(
                                    customer,
                                    List.of(new ProductLine("GTX Pro", BigDecimal.ZERO, null)),
                                    null,
                                    null,
                                    null));
            assertRefused(
                    DealRefusal.AMOUNT_NOT_POSITIVE,
                    () ->
                            new DealDetails(
                                    customer,
                                    List.of(
                                            new ProductLine(
                                                    "GTX Pro", null, Money.of("-1", "USD"))),
                                    null,
                                    null,
                                    null));
        }

        @Test
        void meetAnotherRegistrationWhereCustomerAndProductAreTheSame() {
            assertThat(ADeal.details("ACME  Inc", "GTX Pro").scope())
                    .containsAnyElementsOf(ADeal.details("Acme Inc", "GTX Pro").scope());
            assertThat(ADeal.details("Acme Inc", "GTX Basic").scope())
                    .doesNotContainAnyElementsOf(ADeal.details("Acme Inc", "GTX Pro").scope());
            assertThat(ADeal.details("Acme Ltd", "GTX Pro").scope())
                    .doesNotContainAnyElementsOf(ADeal.details("Acme Inc", "GTX Pro").scope());
        }

        @Test
        void meetByVatIdHoweverItAndTheNameAreWritten() {
            var one =
                    new DealDetails(
                            new EndCustomer("Acme", "HU", null, null, "HU12345678"),
                            List.of(new ProductLine("X", null, null)),
                            null,
                            null,
                            null);
            var other =
                    new DealDetails(
                            new EndCustomer("Acme Kft.", "HU", null, null, "hu 1234-5678"),
                            List.of(new ProductLine("X", null, null)),
                            null,
                            null,
                            null);

            assertThat(one.scope()).containsAnyElementsOf(other.scope());
        }
    }

    /** Every action on every state: what {@code allowed()} says is what the actions do. */
    @ParameterizedTest
    @EnumSource(DealAction.class)
    void allowsExactlyWhatItsStateSays(DealAction action) {
        for (Deal deal : ADeal.inEveryState()) {
            for (Instant now : List.of(MORNING, PROTECTION_END)) {
                assertThat(does(deal, action, now))
                        .as("%s on %s at %s", action, deal.state().name(), now)
                        .isEqualTo(deal.allowed(now).contains(action));
            }
        }
    }

    /**
     * Whether the action does something; repeating a closing is harmless, does nothing and is not
     * offered.
     */
    private static boolean does(Deal deal, DealAction action, Instant now) {
        try {
            return !Actions.of(action, now).apply(deal).next().equals(deal);
        } catch (Refused refused) {
            return false;
        }
    }
}
