package org.partnerportal.deal.registration.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.domain.DealEvent.DealLost;
import org.partnerportal.deal.registration.domain.DealEvent.DealWon;
import org.partnerportal.deal.registration.domain.DealState.Approved;
import org.partnerportal.deal.registration.domain.DealState.Draft;
import org.partnerportal.deal.registration.domain.DealState.Expired;
import org.partnerportal.deal.registration.domain.DealState.Historic;
import org.partnerportal.deal.registration.domain.DealState.Lost;
import org.partnerportal.deal.registration.domain.DealState.Rejected;
import org.partnerportal.deal.registration.domain.DealState.Removed;
import org.partnerportal.deal.registration.domain.DealState.Returned;
import org.partnerportal.deal.registration.domain.DealState.Revoked;
import org.partnerportal.deal.registration.domain.DealState.Submitted;
import org.partnerportal.deal.registration.domain.DealState.Withdrawn;
import org.partnerportal.deal.registration.domain.DealState.Won;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Money;

/** How a sale ends. Whether it was protected, the day of the order decides. */
final class Closing {

    private Closing() {}

    static Decided<Deal, DealEvent> win(
            Deal deal, Instant at, Money amount, String orderReference, Instant now) {
        return switch (deal.state()) {
            case Approved(_, _, var protection) ->
                    won(deal, at, amount, orderReference, !protection.covers(at));
            case Expired(var end) -> won(deal, at, amount, orderReference, !at.isBefore(end));
            case Submitted _, Returned _ when deal.term().kept() != null ->
                    won(deal, at, amount, orderReference, !deal.term().isKeptAt(at));
            case Historic _ -> won(deal, at, amount, orderReference, true);
            case Won(_, _, var order, _) when order.equals(orderReference) -> deal.unchanged();
            case Won(_, _, var order, _) -> throw DealRefusal.WON_DIFFERENTLY.because(order);
            case Draft _,
                    Submitted _,
                    Returned _,
                    Rejected _,
                    Withdrawn _,
                    Revoked _,
                    Lost _,
                    Removed _ ->
                    throw deal.illegal(now);
        };
    }

    private static Decided<Deal, DealEvent> won(
            Deal deal, Instant at, Money amount, String orderReference, boolean unprotected) {
        if (!amount.isPositive()) {
            throw DealRefusal.AMOUNT_NOT_POSITIVE.because();
        }
        return Decided.of(
                Amendment.of(deal)
                        .with(deal.progress().closed(at))
                        .in(new Won(at, amount, orderReference, unprotected))
                        .deal(),
                new DealWon(at));
    }

    static Decided<Deal, DealEvent> lose(
            Deal deal, Instant at, LossReason reason, @Nullable String comment, Instant now) {
        if (deal.state() instanceof Lost) {
            return deal.unchanged();
        }
        deal.must(DealAction.LOSE, now);
        return Decided.of(
                Amendment.of(deal)
                        .with(deal.progress().closed(at))
                        .in(new Lost(at, reason, comment))
                        .deal(),
                new DealLost(at));
    }
}
