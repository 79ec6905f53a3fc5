package org.partnerportal.deal.leads.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.partnerportal.deal.leads.domain.ALead.ACCEPT_END;
import static org.partnerportal.deal.leads.domain.ALead.ALPHA;
import static org.partnerportal.deal.leads.domain.ALead.BETA;
import static org.partnerportal.deal.leads.domain.ALead.CAM;
import static org.partnerportal.deal.leads.domain.ALead.DEAL;
import static org.partnerportal.deal.leads.domain.ALead.GAMMA;
import static org.partnerportal.deal.leads.domain.ALead.LAPSE;
import static org.partnerportal.deal.leads.domain.ALead.SELLER;
import static org.partnerportal.deal.leads.domain.ALead.START;
import static org.partnerportal.deal.leads.domain.ALead.WARNING;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.partnerportal.deal.leads.domain.LeadEvent.LeadAccepted;
import org.partnerportal.deal.leads.domain.LeadEvent.LeadAcceptedByVendor;
import org.partnerportal.deal.leads.domain.LeadEvent.LeadConverted;
import org.partnerportal.deal.leads.domain.LeadEvent.LeadDeclined;
import org.partnerportal.deal.leads.domain.LeadEvent.LeadDisqualified;
import org.partnerportal.deal.leads.domain.LeadEvent.LeadInactivityWarned;
import org.partnerportal.deal.leads.domain.LeadEvent.LeadOffered;
import org.partnerportal.deal.leads.domain.LeadEvent.LeadReclaimed;
import org.partnerportal.deal.leads.domain.LeadEvent.LeadSubmitted;
import org.partnerportal.deal.leads.domain.LeadEvent.LeadUnassignable;
import org.partnerportal.deal.registration.domain.DealDetails;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.kernel.Deadline;
import org.partnerportal.kernel.Refusal;
import org.partnerportal.kernel.Refused;

class LeadTest {

    private static final Instant LAST_MOMENT = ACCEPT_END.minusMillis(1);

    private static void assertRefused(Refusal refusal, ThrowingCallable action) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(action)
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }

    @ParameterizedTest
    @EnumSource(LeadAction.class)
    void allowsExactlyWhatItsStateSays(LeadAction action) {
        for (Lead lead : ALead.inEveryState()) {
            for (Instant now : ALead.TIMES) {
                for (var way : LeadActions.of(action, now)) {
                    boolean done;
                    try {
                        done = lead.id().equals(way.apply(lead).next().id());
                    } catch (Refused refused) {
                        done = false;
                    }
                    assertThat(done)
                            .as("%s on %s at %s", action, lead.state().name(), now)
                            .isEqualTo(lead.allowed(now).contains(action));
                }
            }
        }
    }

    @Test
    void occursHereInEveryState() {
        assertThat(ALead.inEveryState())
                .extracting(lead -> lead.state().name())
                .contains(LeadState.Name.values());
    }

    @Nested
    class AnOffer {

        @Test
        void isToldToItsPartnerWithTheTimeToAccept() {
            var decided = ALead.qualified().offer(List.of(ALead.recipient(ALPHA)), START);

            assertThat(decided.events()).containsExactly(new LeadOffered(ALPHA, ACCEPT_END, START));
            assertThat(decided.next().dueAt()).contains(ACCEPT_END);
        }

        @Test
        void canBeAcceptedToTheLastMomentAndNotLater() {
            assertThat(
                            ALead.offered()
                                    .accept(ALPHA, ALead.warning(), LAST_MOMENT)
                                    .next()
                                    .state()
                                    .holder())
                    .isEqualTo(ALPHA);
            assertRefused(
                    LeadRefusal.OFFER_OVER,
                    () -> ALead.offered().accept(ALPHA, ALead.warning(), ACCEPT_END));
        }

        @Test
        void isSeenAsReclaimedWithoutWaitingForATimer() {
            Lead lead = ALead.offered();

            assertThat(lead.stateAt(LAST_MOMENT).name()).isEqualTo(LeadState.Name.OFFERED);
            assertThat(lead.stateAt(ACCEPT_END))
                    .isEqualTo(lead.expire(ACCEPT_END).next().state())
                    .isEqualTo(new LeadState.Reclaimed(ACCEPT_END));
            assertThat(lead.seenBy(ALPHA, ACCEPT_END)).contains(LeadState.Name.RECLAIMED);
            assertThat(lead.allowedTo(ALPHA, ACCEPT_END)).isEmpty();
        }

        @Test
        void doesNotEndBeforeItsTime() {
            assertRefused(LeadRefusal.OFFER_RUNNING, () -> ALead.offered().expire(LAST_MOMENT));
        }

        @Test
        void isOneAtATime() {
            assertRefused(
                    LeadRefusal.ILLEGAL_TRANSITION,
                    () -> ALead.offered().offer(List.of(ALead.recipient(BETA)), START));
        }

        @Test
        void isNoBusinessOfAPartnerToWhomItWasNotMade() {
            assertRefused(
                    CommonRefusal.NOT_FOUND,
                    () -> ALead.offered().accept(BETA, ALead.warning(), START));
            assertThat(ALead.offered().seenBy(BETA, START)).isEmpty();
            assertThat(ALead.offered().allowedTo(BETA, START)).isEmpty();
        }

        @Test
        void goesToTheNextAndSaysFirstThatTheLastOneIsOver() {
            var decided =
                    ALead.offered()
                            .offer(
                                    List.of(
                                            ALead.recipient(
                                                    BETA, ACCEPT_END.plus(Duration.ofDays(2)))),
                                    ACCEPT_END);

            assertThat(decided.events())
                    .containsExactly(
                            new LeadReclaimed(ALPHA, ReclaimReason.ACCEPT_BY_PASSED, ACCEPT_END),
                            new LeadOffered(BETA, ACCEPT_END.plus(Duration.ofDays(2)), ACCEPT_END));
        }
    }

    @Nested
    class AfterADecline {

        @Test
        void itsPartnerIsExcludedAndTheNextIsDueAtOnce() {
            var decided = ALead.offered().decline(ALPHA, DeclineReason.NO_CAPACITY, "Full", START);

            assertThat(decided.events())
                    .containsExactly(new LeadDeclined(ALPHA, DeclineReason.NO_CAPACITY, START));
            assertThat(decided.next().due(START)).contains(LeadAction.DISTRIBUTE);
            assertThat(decided.next().isExcluded(ALPHA, START)).isTrue();
            assertRefused(
                    LeadRefusal.PARTNER_EXCLUDED,
                    () -> decided.next().offer(List.of(ALead.recipient(ALPHA)), START));
        }

        @Test
        void itsPartnerHearsThatItIsOver() {
            assertRefused(
                    LeadRefusal.OFFER_OVER,
                    () -> ALead.declined().accept(ALPHA, ALead.warning(), START));
            assertThat(ALead.declined().seenBy(ALPHA, START)).contains(LeadState.Name.DECLINED);
        }

        @Test
        void nobodyMayBeLeftWhichIsToldOnce() {
            var decided = ALead.declined().foundNobody(START);

            assertThat(decided.events()).containsExactly(new LeadUnassignable(START));
            assertThat(decided.next().dueAt()).isEmpty();
            assertThat(decided.next().foundNobody(START).events()).isEmpty();
        }
    }

    @Nested
    class OfferedToSeveral {

        private final Lead lead = ALead.offered(ALPHA, BETA, GAMMA);

        @Test
        void goesToTheFirstAndTheOthersHearSo() {
            var decided = lead.accept(BETA, ALead.warning(), START);

            assertThat(decided.events())
                    .containsExactly(
                            new LeadAccepted(BETA, START),
                            new LeadReclaimed(ALPHA, ReclaimReason.TAKEN, START),
                            new LeadReclaimed(GAMMA, ReclaimReason.TAKEN, START));
            assertRefused(
                    LeadRefusal.TAKEN, () -> decided.next().accept(ALPHA, ALead.warning(), START));
        }

        @Test
        void doesNotExcludeThoseWhoWereNotFirst() {
            Lead back =
                    lead.accept(BETA, ALead.warning(), START).next().reclaim("Back", START).next();

            assertThat(back.isExcluded(BETA, START)).isTrue();
            assertThat(back.isExcluded(ALPHA, START)).isFalse();
        }

        @Test
        void staysOfferedToTheOthersWhenOneDeclines() {
            Lead left = lead.decline(ALPHA, DeclineReason.OTHER, null, START).next();

            assertThat(left.state().name()).isEqualTo(LeadState.Name.OFFERED);
            assertThat(left.partners()).containsExactly(BETA, GAMMA);
        }

        @Test
        void endsForEachInItsOwnCalendar() {
            Lead uneven =
                    ALead.qualified()
                            .offer(
                                    List.of(
                                            ALead.recipient(ALPHA, ACCEPT_END),
                                            ALead.recipient(BETA, WARNING)),
                                    START)
                            .next();
            var first = uneven.expire(ACCEPT_END);

            assertThat(first.events())
                    .containsExactly(
                            new LeadReclaimed(ALPHA, ReclaimReason.ACCEPT_BY_PASSED, ACCEPT_END));
            assertThat(first.next().state()).isEqualTo(uneven.stateAt(ACCEPT_END));
            assertThat(first.next().dueAt()).contains(WARNING);
            assertThat(first.next().expire(WARNING).next().state())
                    .isEqualTo(new LeadState.Reclaimed(WARNING));
        }
    }

    @Nested
    class Silence {

        @Test
        void isWarnedOfOnceAndThenEndsInAReclaim() {
            var warned = ALead.accepted().warn(ALead.lapse(), WARNING);
            var lapsed = warned.next().lapse(LAPSE);

            assertThat(warned.events())
                    .containsExactly(new LeadInactivityWarned(ALPHA, LAPSE, WARNING));
            assertThat(lapsed.events())
                    .containsExactly(new LeadReclaimed(ALPHA, ReclaimReason.NO_UPDATE, LAPSE));
            assertThat(lapsed.next().isExcluded(ALPHA, LAPSE)).isTrue();
            assertThat(lapsed.next().due(LAPSE)).contains(LeadAction.DISTRIBUTE);
        }

        @Test
        void isNoSilenceBeforeItsTime() {
            assertRefused(
                    LeadRefusal.UPDATE_AWAITED,
                    () -> ALead.accepted().warn(ALead.lapse(), WARNING.minusMillis(1)));
            assertRefused(
                    LeadRefusal.UPDATE_AWAITED,
                    () -> ALead.workingAndWarned().lapse(LAPSE.minusMillis(1)));
            assertRefused(LeadRefusal.ILLEGAL_TRANSITION, () -> ALead.working().lapse(LAPSE));
        }

        @Test
        void isOverWithAnUpdate() {
            var later = new Deadline(LAPSE.plus(Duration.ofDays(10)), ALead.BUDAPEST);
            Lead updated =
                    ALead.workingAndWarned()
                            .update(ALPHA, SELLER, "Visited", later, WARNING)
                            .next();

            assertThat(updated.due(LAPSE)).isEmpty();
            assertThat(updated.activities())
                    .extracting(Activity::note)
                    .containsExactly("Called", "Visited");
            assertRefused(LeadRefusal.ILLEGAL_TRANSITION, () -> updated.lapse(LAPSE));
        }

        @Test
        void costsAPartnerNothingOfItsOwn() {
            assertThat(ALead.ownWorking().dueAt()).isEmpty();
            assertRefused(
                    LeadRefusal.ILLEGAL_TRANSITION,
                    () -> ALead.ownWorking().reclaim("Give it back", START));
        }
    }

    @Nested
    class APartnersOwn {

        @Test
        void isToldAndDecided() {
            assertThat(Lead.submitted(ALead.ID, ALPHA, ALead.details(), SELLER, START).events())
                    .containsExactly(new LeadSubmitted(ALPHA, START));
            assertThat(ALead.submitted().admit(CAM, START).events())
                    .containsExactly(new LeadAcceptedByVendor(ALPHA, START));
        }

        @Test
        void isAcceptedAtOnceWhenTheVendorWroteItDownAndNamesBoth() {
            var decided = Lead.onBehalf(ALead.ID, ALPHA, ALead.details(), CAM, START);

            assertThat(decided.events())
                    .containsExactly(
                            new LeadSubmitted(ALPHA, START),
                            new LeadAcceptedByVendor(ALPHA, START));
            assertThat(decided.next().createdBy()).isEqualTo(CAM);
            assertThat(decided.next().origin()).isEqualTo(new LeadOrigin.FromPartner(ALPHA, true));
        }

        @Test
        void isItsOwnBusinessAlone() {
            assertThat(ALead.submitted().seenBy(BETA, START)).isEmpty();
            assertThat(ALead.rejected().showsContactTo(ALPHA)).isTrue();
            assertRefused(
                    LeadRefusal.ILLEGAL_TRANSITION,
                    () -> ALead.ownWorking().convert(BETA, DEAL, START));
        }
    }

    @Nested
    class WhomToAsk {

        @Test
        void isSeenByWhoAcceptedAndByNobodyElseEver() {
            for (Lead lead : ALead.inEveryState()) {
                boolean has =
                        ALPHA.equals(lead.state().holder())
                                || lead.origin() instanceof LeadOrigin.FromPartner;
                assertThat(lead.showsContactTo(ALPHA)).as("%s", lead.state()).isEqualTo(has);
                assertThat(lead.showsContactTo(BETA)).as("%s", lead.state()).isFalse();
            }
        }

        @Test
        void isHiddenAgainWhenTheLeadIsTakenBackAndGoesToTheNextOne() {
            Lead next =
                    ALead.working()
                            .reclaim("Too slow", START)
                            .next()
                            .offer(List.of(ALead.recipient(BETA)), START)
                            .next()
                            .accept(BETA, ALead.warning(), START)
                            .next();

            assertThat(next.showsContactTo(ALPHA)).isFalse();
            assertThat(next.showsContactTo(BETA)).isTrue();
            assertThat(next.seenBy(ALPHA, START)).contains(LeadState.Name.RECLAIMED);
        }
    }

    @Nested
    class TheEnd {

        @Test
        void isARegistrationWithoutAnythingTypedAgain() {
            var decided = ALead.working().convert(ALPHA, DEAL, START);
            DealDetails registration = decided.next().details().toRegistration();

            assertThat(decided.events()).containsExactly(new LeadConverted(ALPHA, DEAL, START));
            assertThat(registration.customer().name()).isEqualTo("Fjord Hotels");
            assertThat(registration.customer().domain()).isEqualTo("fjord-hotels.example");
            assertThat(registration.products())
                    .extracting(line -> line.productCode())
                    .containsExactly("GTX Pro");
            assertThat(registration.estimate()).isEqualTo(ALead.details().estimate());
            assertThat(registration.description()).isEqualTo("Check-in terminals");
        }

        @Test
        void orNothingComesOfItForAReason() {
            assertThat(
                            ALead.unassignable()
                                    .disqualify(null, CAM, Disqualification.SPAM, "Spam", START)
                                    .events())
                    .containsExactly(new LeadDisqualified(null, Disqualification.SPAM, START));
            assertThat(ALead.disqualified().state().holder()).isEqualTo(ALPHA);
        }

        @Test
        void isNotForAPartnerThatOnlyHasAnOffer() {
            assertRefused(
                    LeadRefusal.ILLEGAL_TRANSITION,
                    () ->
                            ALead.offered()
                                    .disqualify(
                                            ALPHA, SELLER, Disqualification.SPAM, "Spam", START));
        }
    }
}
