package org.partnerportal.deal.leads.persistence;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.leads.domain.Disqualification;
import org.partnerportal.deal.leads.domain.LeadId;
import org.partnerportal.deal.leads.domain.LeadOffer;
import org.partnerportal.deal.leads.domain.LeadOffer.Recipient;
import org.partnerportal.deal.leads.domain.LeadRejection;
import org.partnerportal.deal.leads.domain.LeadState;
import org.partnerportal.deal.leads.domain.Patience;
import org.partnerportal.deal.leads.persistence.LeadDocument.RecipientDocument;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.kernel.Deadline;

/** All states of a lead in one shape; a state fills what it has. */
record LeadStateDocument(
        LeadState.Name name,
        @Nullable Instant at,
        @Nullable String by,
        @Nullable String holder,
        @Nullable String reason,
        @Nullable String comment,
        @Nullable List<RecipientDocument> recipients,
        @Nullable Instant updateBy,
        @Nullable ZoneId zone,
        @Nullable Instant warnedAt,
        @Nullable String dealId,
        @Nullable String duplicateOf) {

    static LeadStateDocument of(LeadState state) {
        LeadStateDocument plain = plain(state.name());
        return switch (state) {
            case LeadState.New _, LeadState.Submitted _ -> plain;
            case LeadState.Qualified(var by, var at) -> plain.at(at).by(by);
            case LeadState.Offered(var offer) -> plain.at(offer.at()).to(offer.recipients());
            case LeadState.Declined(var at) -> plain.at(at);
            case LeadState.Reclaimed(var at) -> plain.at(at);
            case LeadState.Unassignable(var at) -> plain.at(at);
            case LeadState.AcceptedByVendor(var holder, var by, var at) ->
                    plain.at(at).by(by).heldBy(holder);
            case LeadState.Rejected(var by, var at, var reason, var comment) ->
                    plain.at(at).by(by).because(reason.name(), comment);
            case LeadState.Duplicate(var by, var at, var of) ->
                    plain.at(at).by(by).leadingTo(null, of.value());
            case LeadState.Accepted(var holder, var at, var patience) ->
                    plain.at(at).heldBy(holder).waiting(patience);
            case LeadState.Working(var holder, var since, var patience) ->
                    plain.at(since).heldBy(holder).waiting(patience);
            case LeadState.Converted(var holder, var at, var deal) ->
                    plain.at(at).heldBy(holder).leadingTo(deal.value(), null);
            case LeadState.Disqualified(var holder, var by, var at, var reason, var comment) ->
                    plain.at(at).by(by).heldBy(holder).because(reason.name(), comment);
        };
    }

    LeadState toState() {
        return switch (name) {
            case NEW -> new LeadState.New();
            case SUBMITTED -> new LeadState.Submitted();
            case QUALIFIED -> new LeadState.Qualified(actor(), there(at));
            case OFFERED ->
                    new LeadState.Offered(
                            new LeadOffer(
                                    there(recipients).stream()
                                            .map(each ->
                                                    new Recipient(
                                                            new PartnerId(each.partnerId()),
                                                            new Deadline(
                                                                    each.acceptBy(), each.zone())))
                                            .toList(),
                                    there(at)));
            case DECLINED -> new LeadState.Declined(there(at));
            case RECLAIMED -> new LeadState.Reclaimed(there(at));
            case UNASSIGNABLE -> new LeadState.Unassignable(there(at));
            case ACCEPTED_BY_VENDOR ->
                    new LeadState.AcceptedByVendor(there(partner()), actor(), there(at));
            case REJECTED ->
                    new LeadState.Rejected(
                            actor(),
                            there(at),
                            LeadRejection.valueOf(there(reason)),
                            there(comment));
            case DUPLICATE ->
                    new LeadState.Duplicate(actor(), there(at), new LeadId(there(duplicateOf)));
            case ACCEPTED -> new LeadState.Accepted(there(partner()), there(at), there(patience()));
            case WORKING -> new LeadState.Working(there(partner()), there(at), patience());
            case CONVERTED ->
                    new LeadState.Converted(there(partner()), there(at), new DealId(there(dealId)));
            case DISQUALIFIED ->
                    new LeadState.Disqualified(
                            partner(),
                            actor(),
                            there(at),
                            Disqualification.valueOf(there(reason)),
                            there(comment));
        };
    }

    private static LeadStateDocument plain(LeadState.Name name) {
        return new LeadStateDocument(
                name, null, null, null, null, null, null, null, null, null, null, null);
    }

    private LeadStateDocument at(Instant when) {
        return new LeadStateDocument(
                name,
                when,
                by,
                holder,
                reason,
                comment,
                recipients,
                updateBy,
                zone,
                warnedAt,
                dealId,
                duplicateOf);
    }

    private LeadStateDocument by(Actor actor) {
        return new LeadStateDocument(
                name,
                at,
                actor.subject(),
                holder,
                reason,
                comment,
                recipients,
                updateBy,
                zone,
                warnedAt,
                dealId,
                duplicateOf);
    }

    private LeadStateDocument heldBy(@Nullable PartnerId partner) {
        return new LeadStateDocument(
                name,
                at,
                by,
                partner == null ? null : partner.value(),
                reason,
                comment,
                recipients,
                updateBy,
                zone,
                warnedAt,
                dealId,
                duplicateOf);
    }

    private LeadStateDocument because(String why, String words) {
        return new LeadStateDocument(
                name,
                at,
                by,
                holder,
                why,
                words,
                recipients,
                updateBy,
                zone,
                warnedAt,
                dealId,
                duplicateOf);
    }

    private LeadStateDocument to(List<Recipient> partners) {
        return new LeadStateDocument(
                name,
                at,
                by,
                holder,
                reason,
                comment,
                partners.stream()
                        .map(each ->
                                new RecipientDocument(
                                        each.partner().value(),
                                        each.acceptBy().until(),
                                        each.acceptBy().zone()))
                        .toList(),
                updateBy,
                zone,
                warnedAt,
                dealId,
                duplicateOf);
    }

    private LeadStateDocument waiting(@Nullable Patience patience) {
        return patience == null
                ? this
                : new LeadStateDocument(
                        name,
                        at,
                        by,
                        holder,
                        reason,
                        comment,
                        recipients,
                        patience.until().until(),
                        patience.until().zone(),
                        patience.warnedAt(),
                        dealId,
                        duplicateOf);
    }

    private LeadStateDocument leadingTo(@Nullable String deal, @Nullable String lead) {
        return new LeadStateDocument(
                name,
                at,
                by,
                holder,
                reason,
                comment,
                recipients,
                updateBy,
                zone,
                warnedAt,
                deal,
                lead);
    }

    private Actor actor() {
        return new Actor(there(by));
    }

    private @Nullable PartnerId partner() {
        return holder == null ? null : new PartnerId(holder);
    }

    private @Nullable Patience patience() {
        return updateBy == null
                ? null
                : new Patience(new Deadline(updateBy, there(zone)), warnedAt);
    }

    private static <T> T there(@Nullable T value) {
        return Objects.requireNonNull(value, "a field that this state always has");
    }
}
