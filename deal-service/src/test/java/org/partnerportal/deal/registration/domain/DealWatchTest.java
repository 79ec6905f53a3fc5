package org.partnerportal.deal.registration.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.partnerportal.deal.registration.domain.ADeal.CALL;
import static org.partnerportal.deal.registration.domain.ADeal.MORNING;
import static org.partnerportal.deal.registration.domain.ADeal.PROTECTION_END;
import static org.partnerportal.deal.registration.domain.ADeal.RULES;
import static org.partnerportal.deal.registration.domain.ADeal.SELLER;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.partnerportal.deal.registration.domain.DealEvent.DealInactivityWarned;
import org.partnerportal.deal.registration.domain.DealEvent.DealProtectionEnding;
import org.partnerportal.deal.registration.domain.DealEvent.DealRevoked;

class DealWatchTest {

    private static final WatchRules QUIET = new WatchRules(List.of(), 30, true, 15, false);
    private static final WatchRules STRICT = new WatchRules(List.of(), 30, true, 15, true);
    private static final WatchRules REMINDERS =
            new WatchRules(List.of(14, 7, 1), 30, false, 15, false);
    private static final Instant QUIET_SINCE_LONG = MORNING.plus(Duration.ofDays(30));

    private static List<DealEvent> events(Deal deal, WatchRules rules, Instant now) {
        return deal.watch(rules, now).events();
    }

    @Nested
    class Inactivity {

        @Test
        void isWarnedOfAfterThirtyDaysAndOnce() {
            Deal deal = ADeal.approved();

            assertThat(events(deal, QUIET, QUIET_SINCE_LONG.minusNanos(1))).isEmpty();
            var warned = deal.watch(QUIET, QUIET_SINCE_LONG);
            assertThat(warned.events()).containsExactly(new DealInactivityWarned(QUIET_SINCE_LONG));
            assertThat(events(warned.next(), QUIET, QUIET_SINCE_LONG.plusSeconds(60))).isEmpty();
        }

        @Test
        void beginsAnewWithEveryActivityAndEveryMoveOfTheStage() {
            Instant day20 = MORNING.plus(Duration.ofDays(20));
            Deal called = ADeal.approved().heard(CALL, day20, day20).next();
            Deal moved =
                    ADeal.approved().changeStage(SalesStage.PROPOSAL, null, SELLER, day20).next();

            for (Deal deal : List.of(called, moved)) {
                assertThat(events(deal, QUIET, day20.plus(Duration.ofDays(30)).minusNanos(1)))
                        .isEmpty();
                assertThat(events(deal, QUIET, day20.plus(Duration.ofDays(30)))).hasSize(1);
            }
        }

        @Test
        void endsWithARevocationWhereTheProgrammeWantsThat() {
            Deal warned = ADeal.approved().watch(STRICT, QUIET_SINCE_LONG).next();
            Instant end = QUIET_SINCE_LONG.plus(Duration.ofDays(15));

            assertThat(events(warned, STRICT, end.minusNanos(1))).isEmpty();
            assertThat(events(warned, QUIET, end)).isEmpty();
            var revoked = warned.watch(STRICT, end);
            assertThat(revoked.events()).containsExactly(new DealRevoked(end));
            assertThat(revoked.next().state())
                    .isEqualTo(
                            new DealState.Revoked(
                                    Actor.SYSTEM, end, RevocationReason.INACTIVE, null));
        }

        @Test
        void isForgivenWithTheNextActivity() {
            Instant day31 = MORNING.plus(Duration.ofDays(31));
            Deal warned = ADeal.approved().watch(STRICT, QUIET_SINCE_LONG).next();
            Deal heard = warned.heard(CALL, day31, day31).next();

            assertThat(events(heard, STRICT, QUIET_SINCE_LONG.plus(Duration.ofDays(15)))).isEmpty();
        }

        @Test
        void isNotWarnedOfWhereNothingIsApproved() {
            for (Deal deal : ADeal.inEveryState()) {
                if (!(deal.stateAt(QUIET_SINCE_LONG) instanceof DealState.Approved)) {
                    assertThat(deal.watch(STRICT, QUIET_SINCE_LONG).next()).isEqualTo(deal);
                }
            }
        }
    }

    @Nested
    class TheEndOfTheProtection {

        private static Instant daysBefore(int days) {
            return PROTECTION_END.minus(Duration.ofDays(days));
        }

        @Test
        void isAnnouncedFourteenSevenAndOneDayBefore() {
            var told = new ArrayList<DealEvent>();
            Deal deal = ADeal.approved();
            for (Instant now = MORNING;
                    now.isBefore(PROTECTION_END);
                    now = now.plus(Duration.ofHours(1))) {
                var watched = deal.watch(REMINDERS, now);
                told.addAll(watched.events());
                deal = watched.next();
            }

            assertThat(told)
                    .containsExactly(
                            new DealProtectionEnding(daysBefore(14)),
                            new DealProtectionEnding(daysBefore(7)),
                            new DealProtectionEnding(daysBefore(1)));
        }

        @Test
        void isAnnouncedOnceByATimerThatComesLate() {
            var late = ADeal.approved().watch(REMINDERS, daysBefore(3));

            assertThat(late.events()).containsExactly(new DealProtectionEnding(daysBefore(3)));
            assertThat(events(late.next(), REMINDERS, daysBefore(2))).isEmpty();
            assertThat(events(late.next(), REMINDERS, daysBefore(1))).hasSize(1);
        }

        @Test
        void isAnnouncedAgainAfterAnExtension() {
            Instant now = daysBefore(1);
            Deal extended =
                    ADeal.active(now)
                            .watch(REMINDERS, now)
                            .next()
                            .requestExtension(SELLER, "Budget", RULES, now)
                            .next()
                            .grantExtension(ADeal.MANAGER, RULES, now)
                            .next();

            assertThat(events(extended, REMINDERS, now)).isEmpty();
            assertThat(events(extended, REMINDERS, now.plus(Duration.ofDays(17)))).hasSize(1);
        }

        @Test
        void isNoNewsOnceItHasCome() {
            assertThat(events(ADeal.approved(), REMINDERS, PROTECTION_END)).isEmpty();
        }
    }
}
