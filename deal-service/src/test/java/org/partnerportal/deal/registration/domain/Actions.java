package org.partnerportal.deal.registration.domain;

import static org.partnerportal.deal.registration.domain.ADeal.GOOD;
import static org.partnerportal.deal.registration.domain.ADeal.MANAGER;
import static org.partnerportal.deal.registration.domain.ADeal.MORNING;
import static org.partnerportal.deal.registration.domain.ADeal.RULES;
import static org.partnerportal.deal.registration.domain.ADeal.SELLER;
import static org.partnerportal.deal.registration.domain.ADeal.VALUE;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.partnerportal.deal.registration.domain.DealAction.Side;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Ids;

/** Every action, ready to be tried on any registration. */
final class Actions {

    private static final ActivityId OTHER_CALL = new ActivityId(Ids.derived("act", "other"));

    private Actions() {}

    static Function<Deal, Decided<Deal, DealEvent>> of(DealAction action, Instant now) {
        return switch (action) {
            // Ten times the size: what is approved has to be approved again.
            case EDIT ->
                    deal ->
                            deal.edit(
                                    ADeal.details(VALUE.times(BigDecimal.TEN), null),
                                    SELLER,
                                    Side.PARTNER,
                                    RULES,
                                    now);
            case SUBMIT -> deal -> deal.submit(SELLER, GOOD, RULES, now);
            case WITHDRAW -> deal -> deal.withdraw(now);
            case RETURN -> deal -> deal.giveBack(MANAGER, List.of("/estimate"), "Why?", now);
            case APPROVE -> deal -> deal.approve(MANAGER, RULES, now);
            case REJECT -> deal -> deal.reject(MANAGER, RejectionReason.INCOMPLETE, "No", now);
            case REVOKE -> deal -> deal.revoke(MANAGER, "No activity", now);
            case CHANGE_STAGE -> deal -> deal.changeStage(SalesStage.PROPOSAL, null, SELLER, now);
            case LOG_ACTIVITY -> deal -> deal.heard(OTHER_CALL, now, now);
            case REQUEST_EXTENSION ->
                    deal ->
                            deal.heard(OTHER_CALL, now, now)
                                    .next()
                                    .requestExtension(SELLER, "Budget", RULES, now);
            case GRANT_EXTENSION -> deal -> deal.grantExtension(MANAGER, RULES, now);
            case REFUSE_EXTENSION -> deal -> deal.refuseExtension(MANAGER, "No", now);
            case WIN -> deal -> deal.win(MORNING, VALUE, "SO-4711", now);
            case LOSE -> deal -> deal.lose(MORNING, LossReason.PRICE, null, now);
            case EXPIRE -> deal -> deal.expire(now);
            case REMOVE -> deal -> deal.remove(now);
        };
    }
}
