package org.partnerportal.deal.leads.domain;

import static org.partnerportal.deal.leads.domain.ALead.ALPHA;
import static org.partnerportal.deal.leads.domain.ALead.CAM;
import static org.partnerportal.deal.leads.domain.ALead.DEAL;
import static org.partnerportal.deal.leads.domain.ALead.GAMMA;
import static org.partnerportal.deal.leads.domain.ALead.SELLER;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Ids;

/** Every action, in each way that it can end, ready to be tried on any lead. */
final class LeadActions {

    private LeadActions() {}

    static List<Function<Lead, Decided<Lead, LeadEvent>>> of(LeadAction action, Instant now) {
        return switch (action) {
            case QUALIFY -> List.of(lead -> lead.qualify(CAM, now));
            case DISTRIBUTE -> List.of(lead -> lead.foundNobody(now), lead -> offer(lead, now));
            case OFFER -> List.of(lead -> offer(lead, now));
            case ACCEPT -> List.of(lead -> lead.accept(ALPHA, ALead.warning(), now));
            case DECLINE -> List.of(lead -> lead.decline(ALPHA, DeclineReason.OTHER, null, now));
            case UPDATE ->
                    List.of(lead ->
                            lead.update(
                                    ALPHA,
                                    SELLER,
                                    "Called again",
                                    lead.origin() instanceof LeadOrigin.FromVendor
                                            ? ALead.warning()
                                            : null,
                                    now));
            case CONVERT -> List.of(lead -> lead.convert(ALPHA, DEAL, now));
            case DISQUALIFY ->
                    List.of(lead -> lead.disqualify(null, CAM, Disqualification.SPAM, "Spam", now));
            case RECLAIM -> List.of(lead -> lead.reclaim("Not seen at the fair", now));
            case ADMIT -> List.of(lead -> lead.admit(CAM, now));
            case REJECT -> List.of(lead -> lead.reject(CAM, LeadRejection.INCOMPLETE, "Who?", now));
            case MARK_DUPLICATE ->
                    List.of(lead ->
                            lead.markDuplicate(CAM, new LeadId(Ids.derived("lead", "2")), now));
            case EXPIRE -> List.of(lead -> lead.expire(now));
            case WARN -> List.of(lead -> lead.warn(ALead.lapse(), now));
            case LAPSE -> List.of(lead -> lead.lapse(now));
        };
    }

    private static Decided<Lead, LeadEvent> offer(Lead lead, Instant now) {
        return lead.offer(List.of(ALead.recipient(GAMMA, now.plus(Duration.ofDays(2)))), now);
    }
}
