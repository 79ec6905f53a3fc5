package org.partnerportal.deal.registration.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.partnerportal.deal.registration.domain.ADeal.MANAGER;
import static org.partnerportal.deal.registration.domain.ADeal.MORNING;
import static org.partnerportal.deal.registration.domain.ADeal.PROTECTION_END;
import static org.partnerportal.deal.registration.domain.ADeal.RULES;
import static org.partnerportal.deal.registration.domain.ADeal.SELLER;
import static org.partnerportal.deal.registration.domain.ADeal.VALUE;
import static org.partnerportal.deal.registration.domain.DealTest.assertRefused;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.partnerportal.deal.registration.domain.DealAction.Side;
import org.partnerportal.deal.registration.domain.DealEvent.DealReopened;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Money;
import org.partnerportal.kernel.Refused;

class DealEditTest {

    private static final Instant LATER = Instant.parse("2026-10-01T08:00:00Z");

    private static Decided<Deal, DealEvent> resized(Deal deal, @Nullable Money estimate) {
        return deal.edit(ADeal.details(estimate, null), SELLER, Side.PARTNER, RULES, LATER);
    }

    /** What the matrix says is what the action does, for every state, side and field. */
    @ParameterizedTest
    @EnumSource(DealField.class)
    void changesExactlyWhatTheMatrixAllows(DealField field) {
        for (Deal deal : ADeal.inEveryState()) {
            for (Side side : new Side[] {Side.PARTNER, Side.VENDOR}) {
                DealDetails changed = changed(deal.details(), field);
                if (!changed.equals(deal.details())) {
                    assertThat(isTaken(deal, changed, side))
                            .as("%s by %s in %s", field, side, deal.state())
                            .isEqualTo(deal.editable(side, MORNING).contains(field));
                }
            }
        }
    }

    private static boolean isTaken(Deal deal, DealDetails changed, Side side) {
        try {
            return !deal.edit(changed, SELLER, side, RULES, MORNING).next().equals(deal);
        } catch (Refused refused) {
            return false;
        }
    }

    private static DealDetails changed(DealDetails it, DealField field) {
        DealDetails other = ADeal.details("Other", "GTX Basic");
        return switch (field) {
            case CUSTOMER ->
                    new DealDetails(other.customer(), it.products(), it.estimate(), null, null);
            case PRODUCTS ->
                    new DealDetails(it.customer(), other.products(), it.estimate(), null, null);
            case TYPE ->
                    new DealDetails(
                            it.customer(),
                            it.products(),
                            it.estimate(),
                            null,
                            null,
                            DealType.RENEWAL,
                            null);
            case ESTIMATE ->
                    new DealDetails(
                            it.customer(), it.products(), Money.of("9642.01", "USD"), null, null);
            case EXPECTED_CLOSE_DATE ->
                    new DealDetails(
                            it.customer(),
                            it.products(),
                            it.estimate(),
                            LocalDate.parse("2026-11-20"),
                            null);
            case DESCRIPTION ->
                    new DealDetails(
                            it.customer(), it.products(), it.estimate(), null, "Other words");
            // A tender's day comes with its type, and the stage is no content.
            case TENDER_PUBLISHED_ON, STAGE, NEXT_STEP -> it;
        };
    }

    @Test
    void movesTheStageExactlyWhereTheMatrixSaysSo() {
        for (Deal deal : ADeal.inEveryState()) {
            assertThat(deal.allowed(Side.PARTNER, MORNING).contains(DealAction.CHANGE_STAGE))
                    .as("%s", deal.state())
                    .isEqualTo(deal.editable(Side.PARTNER, MORNING).contains(DealField.STAGE));
        }
    }

    @Test
    void isOfferedToASideThatCanCorrectSomething() {
        assertThat(ADeal.approved().allowed(Side.PARTNER, MORNING)).contains(DealAction.EDIT);
        assertThat(ADeal.approved().allowed(Side.VENDOR, MORNING)).doesNotContain(DealAction.EDIT);
        assertThat(ADeal.draft().allowed(Side.VENDOR, MORNING)).contains(DealAction.EDIT);
    }

    @Nested
    class AfterTheApproval {

        @ParameterizedTest
        @CsvSource({
            "12052.50, APPROVED",
            "12052.51, SUBMITTED",
            "7231.50, APPROVED",
            "7231.49, SUBMITTED"
        })
        void needsANewOneBeyondAQuarterOfTheApprovedSize(String amount, DealState.Name state) {
            Deal changed = resized(ADeal.approved(), Money.of(amount, "USD")).next();

            assertThat(changed.state().name()).isEqualTo(state);
            assertThat(changed.details().estimate()).isEqualTo(Money.of(amount, "USD"));
        }

        @Test
        void measuresFromWhatWasApprovedAndNotFromTheLastCorrection() {
            Deal once = resized(ADeal.approved(), Money.of("12000.00", "USD")).next();

            assertThat(resized(once, Money.of("12100.00", "USD")).next().state().name())
                    .isEqualTo(DealState.Name.SUBMITTED);
        }

        @Test
        void takesAnotherCurrencyAndNoAmountAtAllForAnotherDeal() {
            assertThat(resized(ADeal.approved(), Money.of("9642.00", "EUR")).next().state().name())
                    .isEqualTo(DealState.Name.SUBMITTED);
            assertThat(resized(ADeal.approved(), null).next().state().name())
                    .isEqualTo(DealState.Name.SUBMITTED);
        }

        @Test
        void keepsTheProtectionWhileItIsDecidedAgain() {
            var reopened = resized(ADeal.approved(), VALUE.plus(VALUE));

            assertThat(reopened.events()).containsExactly(new DealReopened(LATER));
            assertThat(reopened.next().submittedAt()).isEqualTo(LATER);
            assertThat(reopened.next().holdsScope(LATER)).isTrue();
            assertThat(reopened.next().holdsScope(PROTECTION_END)).isFalse();
        }

        @Test
        void neverMakesTheProtectionLonger() {
            Deal again =
                    resized(ADeal.approved(), VALUE.plus(VALUE))
                            .next()
                            .approve(MANAGER, RULES, LATER)
                            .next();

            assertThat(again.protectionAt(LATER)).isEqualTo(ADeal.approved().protectionAt(LATER));
        }

        @Test
        void beginsANewProtectionWhereTheOldOneEndedMeanwhile() {
            Deal again =
                    resized(ADeal.approved(), VALUE.plus(VALUE))
                            .next()
                            .approve(MANAGER, RULES, PROTECTION_END)
                            .next();

            assertThat(again.holdsScope(PROTECTION_END)).isTrue();
        }

        @Test
        void endsTheProtectionWhenItIsNotApprovedAgain() {
            Deal rejected =
                    ADeal.reopened()
                            .reject(MANAGER, RejectionReason.OUT_OF_SCOPE, "Too large", LATER)
                            .next();

            assertThat(rejected.holdsScope(LATER)).isFalse();
        }

        @Test
        void isWonWithProtectionWhileItIsDecidedAgain() {
            assertThat(ADeal.reopened().win(LATER, VALUE, "SO-1", LATER).next().state())
                    .isEqualTo(new DealState.Won(LATER, VALUE, "SO-1", false));
        }

        @Test
        void leavesCustomerAndProductsAlsoWhenItIsReturned() {
            for (Deal held : new Deal[] {ADeal.approved(), ADeal.reopenedAndReturned()}) {
                assertRefused(
                        DealRefusal.FIELD_LOCKED,
                        () ->
                                held.edit(
                                        ADeal.details("Other", "GTX Pro"),
                                        SELLER,
                                        Side.PARTNER,
                                        RULES,
                                        MORNING));
            }
        }

        @Test
        void warnsOfACloseAfterTheProtectionWhichStaysAsItWas() {
            Deal later =
                    ADeal.approved()
                            .edit(
                                    ADeal.details(VALUE, LocalDate.parse("2027-01-15")),
                                    SELLER,
                                    Side.PARTNER,
                                    RULES,
                                    LATER)
                            .next();

            assertThat(later.hints(LATER))
                    .containsExactlyInAnyOrder(
                            DealHint.CLOSE_AFTER_PROTECTION, DealHint.REQUEST_EXTENSION);
            assertThat(later.protectionAt(LATER)).isEqualTo(ADeal.approved().protectionAt(LATER));
            assertThat(ADeal.draft(later.details()).hints(LATER)).isEmpty();
        }

        @Test
        void doesNotWarnOfACloseOnTheLastDay() {
            Deal inTime =
                    ADeal.approved()
                            .edit(
                                    ADeal.details(VALUE, LocalDate.parse("2026-11-30")),
                                    SELLER,
                                    Side.PARTNER,
                                    RULES,
                                    LATER)
                            .next();

            assertThat(inTime.hints(LATER)).isEmpty();
        }
    }
}
