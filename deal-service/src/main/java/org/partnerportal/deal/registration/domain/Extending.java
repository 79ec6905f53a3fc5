package org.partnerportal.deal.registration.domain;

import java.time.Instant;
import org.partnerportal.deal.registration.domain.DealEvent.DealExtended;
import org.partnerportal.deal.registration.domain.DealEvent.DealExtensionRefused;
import org.partnerportal.deal.registration.domain.DealEvent.DealExtensionRequested;
import org.partnerportal.deal.registration.domain.DealState.Approved;
import org.partnerportal.deal.registration.domain.DealState.Expired;
import org.partnerportal.kernel.Decided;

/**
 * How the protection of an approval is made longer: only while it runs, and never in retrospect.
 */
final class Extending {

    private Extending() {}

    static Decided<Deal, DealEvent> request(
            Deal deal, Actor by, String reason, ProgrammeRules rules, Instant now) {
        must(deal, DealAction.REQUEST_EXTENSION, now);
        Deal asked = deal.with(deal.term().request(by, reason, rules.extensions(), now));
        var requested = new DealExtensionRequested(now);
        return rules.extensions().decided()
                ? Decided.of(asked, requested)
                : Decided.of(
                        extended(asked, Actor.SYSTEM, rules, now),
                        requested,
                        new DealExtended(now));
    }

    static Decided<Deal, DealEvent> grant(Deal deal, Actor by, ProgrammeRules rules, Instant now) {
        must(deal, DealAction.GRANT_EXTENSION, now);
        if (deal.term().requested().filter(it -> it.by().equals(by)).isPresent()) {
            throw DealRefusal.SELF_APPROVAL.because();
        }
        return Decided.of(extended(deal, by, rules, now), new DealExtended(now));
    }

    static Decided<Deal, DealEvent> refuse(Deal deal, Actor by, String comment, Instant now) {
        must(deal, DealAction.REFUSE_EXTENSION, now);
        return Decided.of(
                deal.with(deal.term().refuse(by, now, comment)), new DealExtensionRefused(now));
    }

    private static Deal extended(Deal deal, Actor by, ProgrammeRules rules, Instant now) {
        if (!(deal.state() instanceof Approved(var approver, var at, var protection))) {
            throw deal.illegal(now);
        }
        Protection longer = rules.extended(protection);
        return Amendment.of(deal)
                .in(new Approved(approver, at, longer))
                .with(deal.term().grant(by, now, longer))
                .deal();
    }

    private static void must(Deal deal, DealAction action, Instant now) {
        if (deal.stateAt(now) instanceof Expired) {
            throw DealRefusal.NOT_ACTIVE.because();
        }
        deal.must(action, now);
    }
}
