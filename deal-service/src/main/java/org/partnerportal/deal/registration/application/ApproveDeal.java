package org.partnerportal.deal.registration.application;

import java.time.Clock;
import org.partnerportal.deal.claims.Claims;
import org.partnerportal.deal.conflict.application.Disputes;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.deal.registration.domain.Deals;
import org.partnerportal.deal.tenders.Tenders;
import org.partnerportal.kernel.Expected;
import org.springframework.stereotype.Service;

/**
 * Accepts a registration: its scope is claimed, the registration approved, the claim confirmed, in
 * this order.
 */
@Service
public class ApproveDeal {

    private final Deals deals;
    private final Claims claims;
    private final Tenders tenders;
    private final Disputes disputes;
    private final Programme programme;
    private final Clock clock;

    ApproveDeal(
            Deals deals,
            Claims claims,
            Tenders tenders,
            Disputes disputes,
            Programme programme,
            Clock clock) {
        this.deals = deals;
        this.claims = claims;
        this.tenders = tenders;
        this.disputes = disputes;
        this.programme = programme;
        this.clock = clock;
    }

    public Deal handle(Command command) {
        Deal approved =
                deals.change(
                        command.deal(),
                        command.expected(),
                        deal -> {
                            var decided =
                                    deal.approve(
                                            command.by(),
                                            programme.rules(),
                                            tenders.firstFor(deal.details()).orElse(null),
                                            clock.instant());
                            // Who holds the scope is the better answer, where somebody does.
                            claims.mustBeFreeFor(deal);
                            disputes.mustNotHoldUp(deal.id());
                            claims.reserve(deal);
                            return decided;
                        });
        claims.confirm(approved);
        return approved;
    }

    public record Command(DealId deal, Expected expected, Actor by) {}
}
