package org.partnerportal.partner.applications.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.partnerportal.partner.applications.domain.AnApplication.DRAFT_END;
import static org.partnerportal.partner.applications.domain.AnApplication.MORNING;
import static org.partnerportal.partner.applications.domain.AnApplication.QUESTION_END;
import static org.partnerportal.partner.applications.domain.AnApplication.RULES;
import static org.partnerportal.partner.applications.domain.AnApplication.TERMS;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.partnerportal.kernel.Refused;
import org.partnerportal.partner.applications.domain.ApplicationEvent.ApplicationApproved;
import org.partnerportal.partner.applications.domain.ApplicationEvent.ApplicationExpired;
import org.partnerportal.partner.applications.domain.ApplicationEvent.ApplicationSubmitted;
import org.partnerportal.partner.applications.domain.ApplicationEvent.InformationRequested;
import org.partnerportal.partner.applications.domain.ApplicationEvent.VerificationRequested;
import org.partnerportal.partner.applications.domain.Duplicate.By;

class PartnerApplicationTest {

    private static Refused refused(ThrowingCallable action) {
        return assertThatExceptionOfType(Refused.class).isThrownBy(action).actual();
    }

    private static void assertRefused(ApplicationRefusal refusal, ThrowingCallable action) {
        assertThat(refused(action).refusal()).isEqualTo(refusal);
    }

    @ParameterizedTest
    @EnumSource(ApplicationAction.class)
    void allowsExactlyWhatItsStateSays(ApplicationAction action) {
        for (Instant now : List.of(MORNING, DRAFT_END, QUESTION_END)) {
            for (PartnerApplication application : AnApplication.inEveryState()) {
                boolean done;
                try {
                    done = !AnApplication.act(application, action, now).next().equals(application);
                } catch (Refused refused) {
                    done = false;
                }
                assertThat(done)
                        .as("%s on %s at %s", action, application.state().name(), now)
                        .isEqualTo(application.allowed(now).contains(action));
            }
        }
    }

    @Nested
    class Verification {

        @Test
        void submitsAndSaysSo() {
            var decided = AnApplication.draft().verify(DRAFT_END.minusNanos(1));

            assertThat(decided.events())
                    .containsExactly(new ApplicationSubmitted(DRAFT_END.minusNanos(1)));
            assertThat(decided.next().submittedAt()).isEqualTo(DRAFT_END.minusNanos(1));
        }

        @Test
        void changesNothingTheSecondTimeWhateverHappenedSince() {
            for (PartnerApplication application : AnApplication.inEveryState()) {
                if (application.submittedAt() != null) {
                    var again = application.verify(QUESTION_END);
                    assertThat(again.next()).isEqualTo(application);
                    assertThat(again.events()).isEmpty();
                }
            }
        }

        @Test
        void isRefusedWhenTheDraftHasLapsed() {
            assertRefused(
                    ApplicationRefusal.LINK_EXPIRED, () -> AnApplication.draft().verify(DRAFT_END));
            assertRefused(
                    ApplicationRefusal.LINK_EXPIRED,
                    () ->
                            AnApplication.stored(AnApplication.draft().expire(DRAFT_END))
                                    .verify(DRAFT_END));
        }
    }

    @Nested
    class AnotherMail {

        @Test
        void goesOutWhenTheLastOneIsOldEnough() {
            Instant due = MORNING.plus(RULES.mailPause());

            assertThat(AnApplication.draft().mailAgain(RULES, due.minusNanos(1)).events())
                    .isEmpty();
            assertThat(AnApplication.draft().mailAgain(RULES, due).events())
                    .containsExactly(new VerificationRequested(due, 2));
        }

        @Test
        void doesNotGoOutMoreOftenThanTheRulesSay() {
            PartnerApplication application = AnApplication.draft();
            Instant now = MORNING;
            for (int i = 0; i < 10; i++) {
                now = now.plus(RULES.mailPause());
                application = application.mailAgain(RULES, now).next();
            }

            assertThat(application.mails().count()).isEqualTo(RULES.maxMails());
        }

        @Test
        void isNotNeededOnceTheAddressIsVerified() {
            assertThat(AnApplication.submitted().mailAgain(RULES, DRAFT_END).events()).isEmpty();
        }
    }

    @Nested
    class Questions {

        @Test
        void areCountedAndKeptWithTheirAnswers() {
            PartnerApplication answered =
                    AnApplication.infoRequested().answer("Twelve", MORNING).next();
            var again = answered.requestInformation("Where?", RULES, MORNING);

            assertThat(again.events()).containsExactly(new InformationRequested(MORNING, 2));
            assertThat(again.next().messages())
                    .extracting(Message::text)
                    .containsExactly("How many houses?", "Twelve", "Where?");
            assertThat(again.next().question(2))
                    .isEqualTo(new Message(Message.Side.VENDOR, MORNING, "Where?"));
        }

        @Test
        void goBackToTheSameReviewer() {
            assertThat(AnApplication.infoRequested().answer("Twelve", MORNING).next().state())
                    .isEqualTo(new ApplicationState.UnderReview(MORNING, "cam"));
        }

        @Test
        void lapseWithTheFirstInstantThatIsTooLate() {
            PartnerApplication asked = AnApplication.infoRequested();

            assertThat(asked.stateAt(QUESTION_END.minusNanos(1)).name())
                    .isEqualTo(ApplicationState.Name.INFO_REQUESTED);
            assertThat(asked.stateAt(QUESTION_END))
                    .isEqualTo(new ApplicationState.Expired(QUESTION_END));
            assertRefused(
                    ApplicationRefusal.ILLEGAL_TRANSITION,
                    () -> asked.answer("Late", QUESTION_END));
            assertThat(asked.expire(QUESTION_END.plusSeconds(5)).events())
                    .containsExactly(new ApplicationExpired(QUESTION_END));
        }
    }

    @Nested
    class Approval {

        private final Duplicate namesake =
                new Duplicate("ptr_2", true, "Musterhaus AG", "ACTIVE", Set.of(By.NAME));
        private final Duplicate rival =
                new Duplicate("app_3", false, "Musterhaus", "SUBMITTED", Set.of(By.VAT_ID));

        @Test
        void fixesThePartner() {
            var decided = AnApplication.underReview().approve(TERMS, List.of(), Set.of(), MORNING);

            assertThat(decided.events()).containsExactly(new ApplicationApproved(MORNING));
            assertThat(decided.next().state())
                    .isEqualTo(
                            new ApplicationState.Approved(
                                    MORNING,
                                    "chief",
                                    AnApplication.PARTNER,
                                    "Central",
                                    "melvin.marxen"));
        }

        @Test
        void isRefusedWhenAPartnerHasTheVatIdWhoeverAcknowledgesIt() {
            var taken = new Duplicate("ptr_1", true, "Muster", "ACTIVE", Set.of(By.VAT_ID));

            assertRefused(
                    ApplicationRefusal.DUPLICATE_VAT,
                    () ->
                            AnApplication.underReview()
                                    .approve(TERMS, List.of(taken), Set.of("ptr_1"), MORNING));
        }

        @Test
        void needsEveryOtherDuplicateAcknowledged() {
            Refused refused =
                    refused(() ->
                            AnApplication.underReview()
                                    .approve(
                                            TERMS,
                                            List.of(namesake, rival),
                                            Set.of("ptr_2"),
                                            MORNING));

            assertThat(refused.refusal()).isEqualTo(ApplicationRefusal.DUPLICATES_NOT_ACKNOWLEDGED);
            assertThat(refused.arguments()).containsExactly("app_3");
            assertThat(
                            AnApplication.underReview()
                                    .approve(
                                            TERMS,
                                            List.of(namesake, rival),
                                            Set.of("ptr_2", "app_3"),
                                            MORNING)
                                    .events())
                    .hasSize(1);
        }
    }

    @Test
    void tellsAStrangerNothingOfWhoIsKnown() {
        assertThat(RejectionReason.DUPLICATE.toldAs()).isEqualTo(RejectionReason.OTHER);
    }

    @Test
    void namesWhatIsPossibleInsteadOfWhatIsNot() {
        assertThat(refused(() -> AnApplication.submitted().answer("x", MORNING)).allowedActions())
                .containsExactly("REVIEW", "WITHDRAW");
    }
}
