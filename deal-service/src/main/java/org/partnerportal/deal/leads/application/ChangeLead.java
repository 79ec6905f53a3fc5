package org.partnerportal.deal.leads.application;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.leads.domain.DeclineReason;
import org.partnerportal.deal.leads.domain.Disqualification;
import org.partnerportal.deal.leads.domain.Lead;
import org.partnerportal.deal.leads.domain.LeadAction;
import org.partnerportal.deal.leads.domain.LeadEvent;
import org.partnerportal.deal.leads.domain.LeadId;
import org.partnerportal.deal.leads.domain.LeadRefusal;
import org.partnerportal.deal.leads.domain.LeadRejection;
import org.partnerportal.deal.leads.domain.Leads;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Expected;
import org.springframework.stereotype.Service;

/** The actions that concern the lead alone: read, decide, save. */
@Service
public class ChangeLead {

    private final Leads leads;
    private final LeadTerms terms;
    private final Clock clock;

    ChangeLead(Leads leads, LeadTerms terms, Clock clock) {
        this.leads = leads;
        this.terms = terms;
        this.clock = clock;
    }

    /**
     * The rules are asked before the version: who comes too late hears that the offer is over or
     * taken, and not that something has changed.
     */
    public Lead handle(LeadId id, Expected expected, Action action) {
        return leads.change(
                id,
                Expected.any(),
                lead -> {
                    Decided<Lead, LeadEvent> decided = decide(lead, action, clock.instant());
                    expected.check(lead.version());
                    return decided;
                });
    }

    private Decided<Lead, LeadEvent> decide(Lead lead, Action action, Instant now) {
        return switch (action) {
            case Qualify(var by) -> lead.qualify(by, now);
            case Accept(var partner) -> {
                lead.mustBeOfferedTo(partner, now);
                terms.mustBeReady(partner);
                yield lead.accept(partner, terms.warnAfter(lead, partner, now).orElseThrow(), now);
            }
            case Decline(var partner, var reason, var comment) ->
                    lead.decline(partner, reason, comment, now);
            case Update(var partner, var by, var note) ->
                    lead.update(
                            partner,
                            by,
                            note,
                            terms.warnAfter(lead, partner, now).orElse(null),
                            now);
            case Disqualify(var partner, var by, var reason, var comment) ->
                    lead.disqualify(partner, by, reason, comment, now);
            case Reclaim(var comment) -> lead.reclaim(comment, now);
            case Admit(var by) -> lead.admit(by, now);
            case Reject(var by, var reason, var comment) -> lead.reject(by, reason, comment, now);
            case MarkDuplicate(var by, var of) -> {
                lead.mustAllow(LeadAction.MARK_DUPLICATE, now);
                if (of.equals(lead.id()) || leads.find(of).isEmpty()) {
                    throw LeadRefusal.DUPLICATE_UNKNOWN.because(of);
                }
                yield lead.markDuplicate(by, of, now);
            }
            case Expire() -> lead.expire(now);
            case Warn() -> lead.warn(terms.reclaimAfter(lead, now), now);
            case Lapse() -> lead.lapse(now);
        };
    }

    /** What is to be done. */
    public sealed interface Action {}

    public record Qualify(Actor by) implements Action {}

    public record Accept(PartnerId partner) implements Action {}

    public record Decline(PartnerId partner, DeclineReason reason, @Nullable String comment)
            implements Action {}

    public record Update(PartnerId partner, Actor by, String note) implements Action {}

    /**
     * @param partner that says so; none where the vendor does
     */
    public record Disqualify(
            @Nullable PartnerId partner, Actor by, Disqualification reason, String comment)
            implements Action {}

    public record Reclaim(String comment) implements Action {}

    public record Admit(Actor by) implements Action {}

    public record Reject(Actor by, LeadRejection reason, String comment) implements Action {}

    public record MarkDuplicate(Actor by, LeadId of) implements Action {}

    public record Expire() implements Action {}

    public record Warn() implements Action {}

    public record Lapse() implements Action {}
}
