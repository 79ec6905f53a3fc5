package org.partnerportal.deal.leads.web;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.leads.domain.Activity;
import org.partnerportal.deal.leads.domain.Contact;
import org.partnerportal.deal.leads.domain.Lead;
import org.partnerportal.deal.leads.domain.LeadAction;
import org.partnerportal.deal.leads.domain.LeadOffer.Recipient;
import org.partnerportal.deal.leads.domain.LeadOrigin;
import org.partnerportal.deal.leads.domain.LeadOrigin.FromPartner;
import org.partnerportal.deal.leads.domain.LeadOrigin.FromVendor;
import org.partnerportal.deal.leads.domain.LeadState;
import org.partnerportal.deal.leads.domain.Organisation;
import org.partnerportal.deal.leads.domain.PastOffer;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.kernel.Deadline;
import org.partnerportal.kernel.Money;

/**
 * A lead as the one who asks sees it. To a partner that has not accepted it, and to one that has
 * lost it, it is masked: nothing in it tells who the organisation is or whom to ask there.
 *
 * @param state as of now and as the caller sees it; to who has lost it, DECLINED or RECLAIMED
 * @param masked whether organisation and contact are hidden
 * @param onBehalf whether the vendor's people wrote it down for its partner
 * @param partnerId who has it or brought it; for partners, themselves alone
 * @param offer to the caller, while it can accept it
 * @param updateBy until when the vendor waits for an update, before it warns and again before it
 *     takes the lead back
 * @param warnedAt when the one warning was given
 * @param ended how the caller lost it
 * @param dealId the registration that it has become
 * @param desk what the vendor alone sees
 * @param allowedActions what this caller may do next
 * @param version also the ETag
 */
record LeadView(
        String id,
        LeadOrigin.Name origin,
        LeadState.Name state,
        boolean masked,
        boolean onBehalf,
        @Nullable String partnerId,
        LeadOrganisationView organisation,
        @Nullable LeadContactView contact,
        @Nullable String industry,
        List<String> products,
        @Nullable Money estimate,
        @Nullable String need,
        @Nullable LeadOfferView offer,
        @Nullable Instant updateBy,
        @Nullable Instant warnedAt,
        @Nullable LeadEndingView ended,
        @Nullable LeadDecisionView decision,
        List<LeadActivityView> activities,
        @Nullable String dealId,
        @Nullable LeadDeskView desk,
        Instant createdAt,
        List<LeadAction> allowedActions,
        long version) {

    /**
     * @param name absent where the lead is masked, like street, domain and VAT id
     */
    record LeadOrganisationView(
            @Nullable String name,
            @Nullable String street,
            String country,
            @Nullable String region,
            @Nullable String city,
            @Nullable String domain,
            @Nullable String vatId) {

        static LeadOrganisationView of(Organisation organisation) {
            return new LeadOrganisationView(
                    organisation.name(),
                    organisation.street(),
                    organisation.country(),
                    organisation.region(),
                    organisation.city(),
                    organisation.domain(),
                    organisation.vatId());
        }

        static LeadOrganisationView masked(Organisation organisation) {
            return new LeadOrganisationView(
                    null,
                    null,
                    organisation.country(),
                    organisation.region(),
                    organisation.city(),
                    null,
                    null);
        }
    }

    record LeadContactView(
            @Nullable String person, @Nullable String email, @Nullable String phone) {

        static LeadContactView of(Contact contact) {
            return new LeadContactView(contact.person(), contact.email(), contact.phone());
        }
    }

    /**
     * @param acceptBy exclusive, UTC
     * @param zone in which the working days were counted
     */
    record LeadOfferView(String partnerId, Instant acceptBy, ZoneId zone) {

        static LeadOfferView of(Recipient recipient) {
            Deadline acceptBy = recipient.acceptBy();
            return new LeadOfferView(
                    recipient.partner().value(), acceptBy.until(), acceptBy.zone());
        }
    }

    /**
     * @param reason a DeclineReason or ReclaimReason
     */
    record LeadEndingView(String ending, String reason, Instant at) {

        static LeadEndingView of(PastOffer offer) {
            return new LeadEndingView(offer.ending().name(), offer.reason(), offer.at());
        }
    }

    record LeadDecisionView(Instant at, String reason, @Nullable String comment) {}

    record LeadActivityView(String partnerId, Instant at, String note) {

        static LeadActivityView of(Activity activity) {
            return new LeadActivityView(activity.partner().value(), activity.at(), activity.note());
        }
    }

    /** An offer that is over, with what its partner wrote. */
    record LeadPastOfferView(
            String partnerId, String ending, String reason, @Nullable String comment, Instant at) {}

    /**
     * @param offers that can be accepted now
     * @param pastOffers oldest first; whoever declined or was reclaimed from does not get it again
     */
    record LeadDeskView(
            @Nullable String programme,
            String createdBy,
            List<LeadOfferView> offers,
            List<LeadPastOfferView> pastOffers,
            @Nullable String duplicateOf) {}

    /** For the vendor: everything. */
    static LeadView forVendor(Lead lead, Instant now) {
        List<LeadOfferView> offers = offers(lead, now);
        return new LeadView(
                lead.id().value(),
                lead.origin().name(),
                lead.stateAt(now).name(),
                false,
                onBehalf(lead),
                holderOrOwner(lead),
                LeadOrganisationView.of(lead.details().organisation()),
                LeadContactView.of(lead.details().contact()),
                lead.details().industry(),
                lead.details().products(),
                lead.details().estimate(),
                lead.details().need(),
                null,
                updateBy(lead),
                warnedAt(lead),
                null,
                decision(lead.state()),
                lead.activities().stream().map(LeadActivityView::of).toList(),
                dealId(lead),
                desk(lead, offers),
                lead.createdAt(),
                lead.allowed(now).stream()
                        .filter(action -> action.isFor(LeadAction.Side.VENDOR))
                        .toList(),
                lead.version());
    }

    /** For a partner: what it may know. */
    static LeadView forPartner(Lead lead, PartnerId reader, Instant now) {
        boolean open = lead.showsContactTo(reader);
        Organisation organisation = lead.details().organisation();
        return new LeadView(
                lead.id().value(),
                lead.origin().name(),
                lead.seenBy(reader, now).orElseThrow(),
                !open,
                onBehalf(lead),
                reader.value(),
                open
                        ? LeadOrganisationView.of(organisation)
                        : LeadOrganisationView.masked(organisation),
                open ? LeadContactView.of(lead.details().contact()) : null,
                lead.details().industry(),
                lead.details().products(),
                lead.details().estimate(),
                lead.details().need(),
                offers(lead, now).stream()
                        .filter(offer -> offer.partnerId().equals(reader.value()))
                        .findFirst()
                        .orElse(null),
                open ? updateBy(lead) : null,
                open ? warnedAt(lead) : null,
                open ? null : lead.lastOfferTo(reader).map(LeadEndingView::of).orElse(null),
                open ? decision(lead.state()) : null,
                lead.activities().stream()
                        .filter(activity -> activity.partner().equals(reader))
                        .map(LeadActivityView::of)
                        .toList(),
                open ? dealId(lead) : null,
                null,
                lead.createdAt(),
                List.copyOf(lead.allowedTo(reader, now)),
                lead.version());
    }

    private static boolean onBehalf(Lead lead) {
        return lead.origin() instanceof FromPartner(_, var onBehalf) && onBehalf;
    }

    private static @Nullable String holderOrOwner(Lead lead) {
        return Stream.concat(
                        Stream.ofNullable(lead.state().holder()),
                        lead.origin() instanceof FromPartner(var owner, _)
                                ? Stream.of(owner)
                                : Stream.empty())
                .map(PartnerId::value)
                .findFirst()
                .orElse(null);
    }

    private static List<LeadOfferView> offers(Lead lead, Instant now) {
        return lead.stateAt(now) instanceof LeadState.Offered(var offer)
                ? offer.recipients().stream().map(LeadOfferView::of).toList()
                : List.of();
    }

    private static @Nullable Instant updateBy(Lead lead) {
        return Optional.ofNullable(lead.state().patience())
                .map(patience -> patience.until().until())
                .orElse(null);
    }

    private static @Nullable Instant warnedAt(Lead lead) {
        return Optional.ofNullable(lead.state().patience())
                .flatMap(patience -> Optional.ofNullable(patience.warnedAt()))
                .orElse(null);
    }

    private static @Nullable String dealId(Lead lead) {
        return lead.state() instanceof LeadState.Converted(_, _, var deal) ? deal.value() : null;
    }

    private static @Nullable LeadDecisionView decision(LeadState state) {
        return switch (state) {
            case LeadState.Rejected(_, var at, var reason, var comment) ->
                    new LeadDecisionView(at, reason.name(), comment);
            case LeadState.Disqualified(_, _, var at, var reason, var comment) ->
                    new LeadDecisionView(at, reason.name(), comment);
            case LeadState.New _,
                    LeadState.Qualified _,
                    LeadState.Offered _,
                    LeadState.Declined _,
                    LeadState.Reclaimed _,
                    LeadState.Unassignable _,
                    LeadState.Submitted _,
                    LeadState.AcceptedByVendor _,
                    LeadState.Duplicate _,
                    LeadState.Accepted _,
                    LeadState.Working _,
                    LeadState.Converted _ ->
                    null;
        };
    }

    private static LeadDeskView desk(Lead lead, List<LeadOfferView> offers) {
        return new LeadDeskView(
                lead.origin() instanceof FromVendor(var programme) ? programme.value() : null,
                lead.createdBy().subject(),
                offers,
                lead.past().stream()
                        .map(offer ->
                                new LeadPastOfferView(
                                        offer.partner().value(),
                                        offer.ending().name(),
                                        offer.reason(),
                                        offer.comment(),
                                        offer.at()))
                        .toList(),
                lead.state() instanceof LeadState.Duplicate(_, _, var of) ? of.value() : null);
    }
}
