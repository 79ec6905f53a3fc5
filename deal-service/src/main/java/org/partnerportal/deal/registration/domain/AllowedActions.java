package org.partnerportal.deal.registration.domain;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.partnerportal.deal.registration.domain.DealAction.Side;
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

/** What may be done with a registration in which state. */
final class AllowedActions {

    private AllowedActions() {}

    static Set<DealAction> of(Deal deal, Side side, Instant now) {
        Set<DealAction> allowed = of(deal, now);
        allowed.removeIf(action ->
                !action.isFor(side)
                        || (action == DealAction.EDIT && deal.editable(side, now).isEmpty()));
        return allowed;
    }

    static Set<DealAction> of(Deal deal, Instant now) {
        return switch (deal.stateAt(now)) {
            case Draft _ -> writing();
            case Returned _ -> withClosing(deal, writing());
            case Submitted _ ->
                    withClosing(
                            deal,
                            EnumSet.of(
                                    DealAction.WITHDRAW,
                                    DealAction.RETURN,
                                    DealAction.APPROVE,
                                    DealAction.REJECT,
                                    DealAction.CHANGE_STAGE,
                                    DealAction.LOG_ACTIVITY));
            case Approved _ -> approved(deal);
            case Expired _ -> expired(deal);
            case Historic _ -> EnumSet.of(DealAction.WIN, DealAction.LOSE, DealAction.REMOVE);
            case Rejected _, Withdrawn _, Revoked _, Won _, Lost _, Removed _ ->
                    EnumSet.noneOf(DealAction.class);
        };
    }

    private static Set<DealAction> writing() {
        return EnumSet.of(
                DealAction.EDIT,
                DealAction.SUBMIT,
                DealAction.WITHDRAW,
                DealAction.CHANGE_STAGE,
                DealAction.LOG_ACTIVITY);
    }

    /** The customer does not wait for an approval to be decided again. */
    private static Set<DealAction> withClosing(Deal deal, Set<DealAction> actions) {
        if (deal.term().kept() != null) {
            actions.add(DealAction.WIN);
            actions.add(DealAction.LOSE);
        }
        return actions;
    }

    private static Set<DealAction> approved(Deal deal) {
        var actions =
                EnumSet.of(
                        DealAction.EDIT,
                        DealAction.CHANGE_STAGE,
                        DealAction.LOG_ACTIVITY,
                        DealAction.WIN,
                        DealAction.LOSE,
                        DealAction.REVOKE);
        if (deal.term().requested().isPresent()) {
            actions.add(DealAction.GRANT_EXTENSION);
            actions.add(DealAction.REFUSE_EXTENSION);
        } else {
            actions.add(DealAction.REQUEST_EXTENSION);
        }
        return actions;
    }

    private static Set<DealAction> expired(Deal deal) {
        var actions =
                EnumSet.of(
                        DealAction.SUBMIT,
                        DealAction.CHANGE_STAGE,
                        DealAction.LOG_ACTIVITY,
                        DealAction.WIN,
                        DealAction.LOSE);
        if (deal.state() instanceof Approved) {
            actions.add(DealAction.EXPIRE);
        }
        return actions;
    }
}
