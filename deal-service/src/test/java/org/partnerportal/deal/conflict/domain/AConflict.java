package org.partnerportal.deal.conflict.domain;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.kernel.BusinessCalendar;

/** Conflict cases for tests, made by real actions. */
final class AConflict {

    static final Instant MORNING = Instant.parse("2026-09-01T08:00:00Z");

    /** Ten business days after the morning, in Budapest. */
    static final Instant APPEAL_END = Instant.parse("2026-09-15T08:00:00Z");

    static final ConflictRules RULES =
            new ConflictRules(5, 10, BusinessCalendar.weekdays(ZoneId.of("Europe/Budapest")));

    static final PartnerId PARTNER = new PartnerId("ptr_01JABCDEFGHJKMNPQRSTVWXYZ0");
    static final PartnerId RIVAL = new PartnerId("ptr_01JABCDEFGHJKMNPQRSTVWXYZ1");
    static final Actor JUDGE = new Actor("judge");
    static final Actor OTHER_JUDGE = new Actor("other-judge");

    static final Party FIRST =
            new Party("deal_01JABCDEFGHJKMNPQRSTVWXYZ0", PARTNER, MORNING.minusSeconds(1));
    static final Party SECOND = new Party("deal_01JABCDEFGHJKMNPQRSTVWXYZ1", RIVAL, MORNING);
    static final Party DIRECT = new Party("1C1I7A6R", null, Instant.parse("2026-08-10T00:00:00Z"));

    static final Suspicion SUSPICION =
            new Suspicion(
                    List.of("GTX Pro"),
                    0.97,
                    List.of(new Suspicion.Evidence("domain", "SAME", "domain fjord.no in both")),
                    "2026-11-28");

    private AConflict() {}

    static ConflictCase open() {
        return ConflictCase.suspect(SECOND, FIRST, SUSPICION, RULES, MORNING).next();
    }

    static ConflictCase withDirect() {
        return ConflictCase.suspect(SECOND, DIRECT, SUSPICION, RULES, MORNING).next();
    }

    static ConflictCase investigating() {
        return open().investigate(JUDGE, MORNING).next();
    }

    static ConflictCase resolved() {
        return resolved(Resolution.FIRST_WINS);
    }

    static ConflictCase resolved(Resolution resolution) {
        return open().resolve(resolution, SECOND.saleId(), JUDGE, false, "Because", RULES, MORNING)
                .next();
    }

    static ConflictCase appealed() {
        return resolved().appeal(RIVAL, "We were asked by the customer", MORNING).next();
    }

    static ConflictCase upheld() {
        return decided(Resolution.FIRST_WINS);
    }

    static ConflictCase overturned() {
        return decided(Resolution.CUSTOMER_CHOICE);
    }

    private static ConflictCase decided(Resolution resolution) {
        return appealed()
                .decideAppeal(
                        resolution, SECOND.saleId(), OTHER_JUDGE, false, "Looked again", MORNING)
                .next();
    }

    static ConflictCase lapsed() {
        return open().lapse(MORNING).next();
    }

    static List<ConflictCase> inEveryState() {
        return List.of(
                open(), investigating(), resolved(), appealed(), upheld(), overturned(), lapsed());
    }
}
