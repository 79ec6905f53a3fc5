package org.partnerportal.deal.conflict.application;

import java.time.Clock;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.partnerportal.deal.conflict.domain.ConflictCase;
import org.partnerportal.deal.conflict.domain.ConflictId;
import org.partnerportal.deal.conflict.domain.Conflicts;
import org.partnerportal.deal.conflict.domain.Decision;
import org.partnerportal.deal.conflict.domain.Outcome;
import org.partnerportal.deal.conflict.domain.Party;
import org.partnerportal.deal.registration.application.ChangeDeal;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.DealAction;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.deal.registration.domain.Deals;
import org.partnerportal.deal.registration.domain.RejectionReason;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Ends what has to end by a decision that nobody can appeal any more: the registration is rejected,
 * or its approval taken back. The case is marked last, so that a crash repeats what had been done
 * and leaves nothing out.
 */
@Service
public class SettleConflicts {

    private static final Logger log = LoggerFactory.getLogger(SettleConflicts.class);

    private final Conflicts conflicts;
    private final FindConflicts find;
    private final Deals deals;
    private final ChangeDeal change;
    private final ConflictSettings settings;
    private final Clock clock;

    SettleConflicts(
            Conflicts conflicts,
            FindConflicts find,
            Deals deals,
            ChangeDeal change,
            ConflictSettings settings,
            Clock clock) {
        this.conflicts = conflicts;
        this.find = find;
        this.deals = deals;
        this.change = change;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(
            fixedDelayString = "${portal.deals.conflicts.settle-every:60s}",
            initialDelayString = "${portal.deals.conflicts.settle-every:60s}")
    @SchedulerLock(name = "settle-conflicts", lockAtMostFor = "5m")
    public void run() {
        for (ConflictId due : find.dueForSettlement(clock.instant(), settings.settleBatch())) {
            try {
                settle(conflicts.get(due));
            } catch (Refused refused) {
                log.info("{} is not settled after all: {}", due, refused.refusal().code());
            }
        }
    }

    private void settle(ConflictCase conflict) {
        conflict.state()
                .holding()
                .ifPresent(decision -> {
                    for (Party party : conflict.parties()) {
                        boolean ends =
                                conflict.outcomeFor(party.saleId())
                                        .filter(Outcome.ENDS::equals)
                                        .isPresent();
                        if (ends && !party.isDirect()) {
                            end(new DealId(party.saleId()), conflict, decision);
                        }
                    }
                });
        conflicts.change(conflict.id(), Expected.any(), current -> current.settle(clock.instant()));
    }

    private void end(DealId id, ConflictCase conflict, Decision decision) {
        Deal deal = deals.get(id);
        var allowed = deal.allowed(clock.instant());
        if (allowed.contains(DealAction.REJECT)) {
            change.handle(
                    id,
                    Expected.any(),
                    new ChangeDeal.Reject(
                            decision.by(), reason(conflict, decision), decision.comment()));
        } else if (allowed.contains(DealAction.REVOKE)) {
            change.handle(
                    id, Expected.any(), new ChangeDeal.Revoke(decision.by(), decision.comment()));
        }
    }

    private static RejectionReason reason(ConflictCase conflict, Decision decision) {
        boolean direct =
                conflict.parties().stream()
                        .anyMatch(party ->
                                party.isDirect() && party.saleId().equals(decision.standing()));
        return direct ? RejectionReason.EXISTING_DIRECT : RejectionReason.DUPLICATE;
    }
}
