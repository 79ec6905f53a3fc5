package org.partnerportal.deal.registration.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.partnerportal.deal.registration.domain.ADeal.CALL;
import static org.partnerportal.deal.registration.domain.ADeal.MANAGER;
import static org.partnerportal.deal.registration.domain.ADeal.MORNING;
import static org.partnerportal.deal.registration.domain.ADeal.PROTECTION_END;
import static org.partnerportal.deal.registration.domain.ADeal.RULES;
import static org.partnerportal.deal.registration.domain.ADeal.SELLER;
import static org.partnerportal.deal.registration.domain.DealTest.assertRefused;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.partnerportal.deal.registration.domain.DealEvent.DealExpired;
import org.partnerportal.deal.registration.domain.DealEvent.DealExtended;
import org.partnerportal.deal.registration.domain.DealEvent.DealExtensionRefused;
import org.partnerportal.deal.registration.domain.DealEvent.DealExtensionRequested;
import org.partnerportal.kernel.Ids;

class DealExtensionTest {

    private static final Instant NOVEMBER = Instant.parse("2026-11-29T09:00:00Z");

    private static ActivityId activity(int number) {
        return new ActivityId(Ids.derived("act", "activity " + number));
    }

    private static Optional<LocalDate> lastDay(Deal deal, Instant now) {
        return Optional.ofNullable(deal.protectionAt(now)).map(it -> it.deadline().lastDay());
    }

    private static Deal extended(Deal deal, Instant now) {
        return deal.requestExtension(SELLER, "Budget in January", RULES, now)
                .next()
                .grantExtension(MANAGER, RULES, now)
                .next();
    }

    @Test
    void movesTheEndByThirtyDaysTwiceAndNotAThirdTime() {
        Instant december = Instant.parse("2026-12-28T09:00:00Z");
        Instant january = Instant.parse("2027-01-20T09:00:00Z");
        Deal approved =
                ADeal.approved()
                        .heard(activity(1), MORNING, MORNING)
                        .next()
                        .heard(activity(2), NOVEMBER, NOVEMBER)
                        .next();

        Deal once = extended(approved, NOVEMBER);
        assertThat(lastDay(once, NOVEMBER)).contains(LocalDate.parse("2026-12-30"));
        assertThat(once.holdsScope(Instant.parse("2026-12-30T22:59:59Z"))).isTrue();
        assertThat(once.holdsScope(Instant.parse("2026-12-30T23:00:00Z"))).isFalse();

        Deal twice = extended(once.heard(activity(3), december, december).next(), december);
        assertThat(lastDay(twice, december)).contains(LocalDate.parse("2027-01-29"));

        Deal third = twice.heard(activity(4), january, january).next();
        assertRefused(
                DealRefusal.MAX_EXTENSIONS,
                () -> third.requestExtension(SELLER, "Once more", RULES, january));
    }

    @Test
    void isAskedForWithTheEvidenceAndDecidedByTheVendor() {
        var asked = ADeal.active(NOVEMBER).requestExtension(SELLER, "Budget", RULES, NOVEMBER);
        var granted = asked.next().grantExtension(MANAGER, RULES, NOVEMBER);

        assertThat(asked.events()).containsExactly(new DealExtensionRequested(NOVEMBER));
        assertThat(asked.next().protectionAt(NOVEMBER))
                .isEqualTo(ADeal.approved().protectionAt(NOVEMBER));
        assertThat(asked.next().term().requested())
                .hasValueSatisfying(it -> assertThat(it.evidence()).containsExactly(CALL));
        assertThat(granted.events()).containsExactly(new DealExtended(NOVEMBER));
        assertThat(granted.next().term().extensions())
                .extracting(Extension::name)
                .containsExactly(Extension.Name.GRANTED);
    }

    @Test
    void isRefusedWithAComment() {
        var refused =
                ADeal.extensionRequested().refuseExtension(MANAGER, "Nothing happens", NOVEMBER);

        assertThat(refused.events()).containsExactly(new DealExtensionRefused(NOVEMBER));
        assertThat(refused.next().term().granted()).isZero();
        assertThat(refused.next().allowed(NOVEMBER)).contains(DealAction.REQUEST_EXTENSION);
    }

    @Test
    void needsSomethingThatWasDoneSinceTheApproval() {
        assertRefused(
                DealRefusal.NO_ACTIVITY,
                () -> ADeal.approved().requestExtension(SELLER, "Budget", RULES, NOVEMBER));
        Deal before = ADeal.approved().heard(CALL, MORNING.minusSeconds(1), NOVEMBER).next();
        assertRefused(
                DealRefusal.NO_ACTIVITY,
                () -> before.requestExtension(SELLER, "Budget", RULES, NOVEMBER));
    }

    @Test
    void needsSomethingThatWasDoneSinceTheLastExtension() {
        Deal once = extended(ADeal.active(NOVEMBER), NOVEMBER);

        assertRefused(
                DealRefusal.NO_ACTIVITY,
                () -> once.requestExtension(SELLER, "Budget", RULES, NOVEMBER));
    }

    @Test
    void countsAnActivityOnce() {
        var again = ADeal.active(NOVEMBER).heard(CALL, NOVEMBER, NOVEMBER);

        assertThat(again.next()).isEqualTo(ADeal.active(NOVEMBER));
    }

    @Test
    void refusesAnActivityThatIsStillToCome() {
        assertRefused(
                DealRefusal.ACTIVITY_IN_FUTURE,
                () -> ADeal.approved().heard(CALL, MORNING.plusNanos(1), MORNING));
    }

    @Test
    void isNotPossibleOnceTheProtectionHasEnded() {
        Deal active = ADeal.active(MORNING);

        assertThat(
                        active.requestExtension(SELLER, "Late", RULES, PROTECTION_END.minusNanos(1))
                                .events())
                .hasSize(1);
        assertRefused(
                DealRefusal.NOT_ACTIVE,
                () -> active.requestExtension(SELLER, "Late", RULES, PROTECTION_END));
        assertRefused(
                DealRefusal.NOT_ACTIVE,
                () -> ADeal.expired().requestExtension(SELLER, "Late", RULES, PROTECTION_END));
    }

    @Test
    void isNotGrantedAfterTheEndThoughItWasAskedForBefore() {
        Deal asked = ADeal.extensionRequested();

        assertRefused(
                DealRefusal.NOT_ACTIVE, () -> asked.grantExtension(MANAGER, RULES, PROTECTION_END));
        var expired = asked.expire(PROTECTION_END);
        assertThat(expired.events())
                .containsExactly(
                        new DealExtensionRefused(PROTECTION_END), new DealExpired(PROTECTION_END));
        assertThat(expired.next().term().requested()).isEmpty();
    }

    @Test
    void isGrantedAtOnceWhereTheProgrammeSaysSo() {
        var rules =
                new ProgrammeRules(
                        90,
                        RULES.calendar(),
                        null,
                        Map.of(),
                        new ExtensionRules(30, 2, 0, false),
                        5,
                        new BigDecimal("0.25"));
        var granted = ADeal.approved().requestExtension(SELLER, "Budget", rules, NOVEMBER);

        assertThat(granted.events())
                .containsExactly(new DealExtensionRequested(NOVEMBER), new DealExtended(NOVEMBER));
        assertThat(lastDay(granted.next(), NOVEMBER)).contains(LocalDate.parse("2026-12-30"));
    }

    @Test
    void isNotGrantedByWhoAskedForIt() {
        assertRefused(
                DealRefusal.SELF_APPROVAL,
                () -> ADeal.extensionRequested().grantExtension(SELLER, RULES, NOVEMBER));
    }

    @Test
    void countsAnewAfterANewApproval() {
        Deal again =
                extended(ADeal.active(MORNING), MORNING)
                        .submit(SELLER, ADeal.GOOD, RULES, Instant.parse("2027-01-05T09:00:00Z"))
                        .next()
                        .approve(MANAGER, RULES, Instant.parse("2027-01-05T10:00:00Z"))
                        .next();

        assertThat(again.term().extensions()).isEmpty();
        assertThat(again.term().evidence().activities()).isEmpty();
    }

    @Test
    void keepsTheDocumentSmallHoweverOftenItIsRefused() {
        Deal deal = ADeal.active(MORNING);
        for (int i = 0; i < 30; i++) {
            deal =
                    deal.requestExtension(SELLER, "Again", RULES, MORNING)
                            .next()
                            .refuseExtension(MANAGER, "No", MORNING)
                            .next();
            Instant at = MORNING.plus(Duration.ofMinutes(i));
            deal = deal.heard(activity(i), at, at).next();
        }

        assertThat(deal.term().extensions()).hasSizeLessThanOrEqualTo(Term.KEPT);
    }
}
