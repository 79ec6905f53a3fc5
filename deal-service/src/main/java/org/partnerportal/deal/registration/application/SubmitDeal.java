package org.partnerportal.deal.registration.application;

import java.time.Clock;
import org.partnerportal.deal.approvals.application.DealProcesses;
import org.partnerportal.deal.claims.Claims;
import org.partnerportal.deal.partners.PartnerDirectory;
import org.partnerportal.deal.probing.Probing;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.DealAction.Side;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.deal.registration.domain.Deals;
import org.partnerportal.deal.tenders.Tenders;
import org.partnerportal.kernel.Expected;
import org.springframework.stereotype.Service;

/** Asks the vendor to decide about a registration. */
@Service
public class SubmitDeal {

    private final Deals deals;
    private final Claims claims;
    private final Probing probing;
    private final PartnerDirectory partners;
    private final Tenders tenders;
    private final Programme programme;
    private final DealProcesses approvals;
    private final Clock clock;

    SubmitDeal(
            Deals deals,
            Claims claims,
            Probing probing,
            PartnerDirectory partners,
            Tenders tenders,
            Programme programme,
            DealProcesses approvals,
            Clock clock) {
        this.deals = deals;
        this.claims = claims;
        this.probing = probing;
        this.partners = partners;
        this.tenders = tenders;
        this.programme = programme;
        this.approvals = approvals;
        this.clock = clock;
    }

    public Deal handle(Command command) {
        Deal submitted = submit(command);
        approvals.follow(submitted);
        return submitted;
    }

    private Deal submit(Command command) {
        return deals.change(
                command.deal(),
                command.expected(),
                deal -> {
                    probing.mustAllow(deal.partner());
                    var decided =
                            deal.submit(
                                    command.by(),
                                    command.side(),
                                    partners.standingOf(deal.partner()),
                                    programme.rules(),
                                    tenders.firstFor(deal.details()).orElse(null),
                                    clock.instant());
                    // A courtesy to the partner, who learns at once what the approval would run
                    // into; the approval decides.
                    claims.mustBeFreeFor(deal);
                    return decided;
                });
    }

    /**
     * @param side from which it is asked; the vendor's people may ask on the partner's behalf
     */
    public record Command(DealId deal, Expected expected, Actor by, Side side) {

        public Command(DealId deal, Expected expected, Actor by) {
            this(deal, expected, by, Side.PARTNER);
        }
    }
}
