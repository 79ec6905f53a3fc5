package org.partnerportal.deal.registration.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.partnerportal.deal.registration.domain.ADeal.GOOD;
import static org.partnerportal.deal.registration.domain.ADeal.MANAGER;
import static org.partnerportal.deal.registration.domain.ADeal.RULES;
import static org.partnerportal.deal.registration.domain.ADeal.SELLER;
import static org.partnerportal.deal.registration.domain.DealTest.assertRefused;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.partnerportal.deal.registration.domain.DealAction.Side;
import org.partnerportal.deal.registration.domain.DealEvent.DealRejected;
import org.partnerportal.deal.registration.domain.DealEvent.DealSubmitted;
import org.partnerportal.kernel.Decided;

class DealTypeTest {

    private static final LocalDate PUBLISHED = LocalDate.parse("2026-10-05");

    /** The first instant of the day of publication, in the programme's zone. */
    private static final Instant PUBLICATION = Instant.parse("2026-10-04T22:00:00Z");

    private static final Instant BEFORE = PUBLICATION.minusNanos(1);

    private static Decided<Deal, DealEvent> submitted(
            DealDetails details, @Nullable LocalDate known, Instant now) {
        return ADeal.draft(details).submit(SELLER, Side.PARTNER, GOOD, RULES, known, now);
    }

    @Nested
    class Tender {

        @Test
        void isApprovedAndKeepsNobodyAway() {
            Deal approved =
                    submitted(ADeal.tender(PUBLISHED), null, BEFORE)
                            .next()
                            .approve(MANAGER, RULES, BEFORE)
                            .next();

            assertThat(approved.state().name()).isEqualTo(DealState.Name.APPROVED);
            assertThat(approved.holdsScope(BEFORE)).isFalse();
            assertThat(approved.details().scope()).isEmpty();
        }

        @Test
        void isRegisteredBeforeTheDayOfItsPublication() {
            assertThat(submitted(ADeal.tender(PUBLISHED), null, BEFORE).events())
                    .containsExactly(new DealSubmitted(BEFORE));
            assertRefused(
                    DealRefusal.TENDER_CUT_OFF,
                    () -> submitted(ADeal.tender(PUBLISHED), null, PUBLICATION));
        }

        @Test
        void doesNotGainTimeByALaterDayThanTheVendorKnows() {
            assertRefused(
                    DealRefusal.TENDER_CUT_OFF,
                    () -> submitted(ADeal.tender(PUBLISHED.plusDays(30)), PUBLISHED, PUBLICATION));
        }

        @Test
        void keepsItsTimeWhenItComesBackCorrectedSoon() {
            Deal returned =
                    submitted(ADeal.tender(PUBLISHED), null, BEFORE)
                            .next()
                            .giveBack(MANAGER, List.of("/estimate"), "Why?", BEFORE)
                            .next();

            assertThat(returned.submit(SELLER, GOOD, RULES, PUBLICATION).next().submittedAt())
                    .isEqualTo(BEFORE);
        }

        @Test
        void namesTheDayAndNothingElseDoes() {
            DealDetails usual = ADeal.details();

            assertRefused(DealRefusal.TENDER_DATE, () -> typed(usual, DealType.TENDER, null));
            assertRefused(DealRefusal.TENDER_DATE, () -> typed(usual, DealType.RENEWAL, PUBLISHED));
        }
    }

    @Nested
    class OverATenderThatTheVendorKnows {

        @Test
        void isRejectedFromTheDayOfThePublicationOn() {
            var late = submitted(ADeal.details(), PUBLISHED, PUBLICATION);

            assertThat(late.events())
                    .containsExactly(new DealSubmitted(PUBLICATION), new DealRejected(PUBLICATION));
            assertThat(late.next().state())
                    .isInstanceOfSatisfying(
                            DealState.Rejected.class,
                            rejected ->
                                    assertThat(rejected.reason())
                                            .isEqualTo(RejectionReason.TENDER));
        }

        @Test
        void isAskedForBeforeThatDay() {
            assertThat(submitted(ADeal.details(), PUBLISHED, BEFORE).next().state().name())
                    .isEqualTo(DealState.Name.SUBMITTED);
        }

        @Test
        void isNotApprovedAnyMore() {
            Deal waiting = submitted(ADeal.details(), PUBLISHED, BEFORE).next();

            assertRefused(
                    DealRefusal.TENDER_PUBLISHED,
                    () -> waiting.approve(MANAGER, RULES, PUBLISHED, PUBLICATION));
            assertThat(waiting.approve(MANAGER, RULES, PUBLISHED, BEFORE).next().holdsScope(BEFORE))
                    .isTrue();
        }

        @Test
        void staysApprovedAndIsApprovedAgainWhereItWasBefore() {
            Deal approved = ADeal.approved();
            assertThat(approved.holdsScope(PUBLICATION)).isTrue();

            assertThat(
                            ADeal.reopened()
                                    .approve(MANAGER, RULES, PUBLISHED, PUBLICATION)
                                    .next()
                                    .holdsScope(PUBLICATION))
                    .isTrue();
        }
    }

    @Test
    void comesBackCorrectedWhereItWasApprovedBeforeTheTenderWasPublished() {
        Deal again =
                ADeal.reopenedAndReturned()
                        .submit(SELLER, Side.PARTNER, GOOD, RULES, PUBLISHED, PUBLICATION)
                        .next();

        assertThat(again.state().name()).isEqualTo(DealState.Name.SUBMITTED);
        assertThat(again.holdsScope(PUBLICATION)).isTrue();
    }

    @Test
    void mayHaveProtectionDaysOfItsOwn() {
        var rules =
                new ProgrammeRules(
                        90,
                        RULES.calendar(),
                        null,
                        Map.of(DealType.RENEWAL, 30),
                        ExtensionRules.USUAL,
                        5,
                        new BigDecimal("0.25"));
        Deal renewal =
                ADeal.draft(typed(ADeal.details(), DealType.RENEWAL, null))
                        .submit(SELLER, GOOD, rules, ADeal.MORNING)
                        .next()
                        .approve(MANAGER, rules, ADeal.MORNING)
                        .next();

        assertThat(renewal.holdsScope(Instant.parse("2026-10-01T21:59:59Z"))).isTrue();
        assertThat(renewal.holdsScope(Instant.parse("2026-10-01T22:00:00Z"))).isFalse();
    }

    private static DealDetails typed(
            DealDetails details, DealType type, @Nullable LocalDate publishedOn) {
        return new DealDetails(
                details.customer(),
                details.products(),
                details.estimate(),
                null,
                null,
                type,
                publishedOn);
    }
}
