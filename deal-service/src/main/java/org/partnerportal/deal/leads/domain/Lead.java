package org.partnerportal.deal.leads.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.leads.domain.LeadEvent.LeadAccepted;
import org.partnerportal.deal.leads.domain.LeadEvent.LeadAcceptedByVendor;
import org.partnerportal.deal.leads.domain.LeadEvent.LeadConverted;
import org.partnerportal.deal.leads.domain.LeadEvent.LeadDisqualified;
import org.partnerportal.deal.leads.domain.LeadEvent.LeadInactivityWarned;
import org.partnerportal.deal.leads.domain.LeadEvent.LeadMarkedDuplicate;
import org.partnerportal.deal.leads.domain.LeadEvent.LeadOffered;
import org.partnerportal.deal.leads.domain.LeadEvent.LeadRejected;
import org.partnerportal.deal.leads.domain.LeadEvent.LeadSubmitted;
import org.partnerportal.deal.leads.domain.LeadEvent.LeadUnassignable;
import org.partnerportal.deal.leads.domain.LeadOffer.Recipient;
import org.partnerportal.deal.leads.domain.LeadOrigin.FromPartner;
import org.partnerportal.deal.leads.domain.LeadOrigin.FromVendor;
import org.partnerportal.deal.leads.domain.LeadState.Accepted;
import org.partnerportal.deal.leads.domain.LeadState.AcceptedByVendor;
import org.partnerportal.deal.leads.domain.LeadState.Converted;
import org.partnerportal.deal.leads.domain.LeadState.Declined;
import org.partnerportal.deal.leads.domain.LeadState.Disqualified;
import org.partnerportal.deal.leads.domain.LeadState.Duplicate;
import org.partnerportal.deal.leads.domain.LeadState.New;
import org.partnerportal.deal.leads.domain.LeadState.Offered;
import org.partnerportal.deal.leads.domain.LeadState.Qualified;
import org.partnerportal.deal.leads.domain.LeadState.Reclaimed;
import org.partnerportal.deal.leads.domain.LeadState.Rejected;
import org.partnerportal.deal.leads.domain.LeadState.Submitted;
import org.partnerportal.deal.leads.domain.LeadState.Unassignable;
import org.partnerportal.deal.leads.domain.LeadState.Working;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.kernel.Deadline;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Refused;

/**
 * A possible sale that no partner has registered yet: the vendor's, which is offered to one partner
 * after the other until one takes it on, or a partner's own.
 *
 * @param past offers that are over, oldest first
 * @param activities what its partners said they did, oldest first
 * @param version counts its changes; 0 before it is stored
 */
public record Lead(
        LeadId id,
        LeadOrigin origin,
        LeadDetails details,
        LeadState state,
        List<PastOffer> past,
        List<Activity> activities,
        Actor createdBy,
        Instant createdAt,
        long version) {

    /** Older ones are let go; the document stays small whatever happens. */
    private static final int MOST_ACTIVITIES = 100;

    public Lead {
        past = List.copyOf(past);
        activities = List.copyOf(activities);
    }

    /** The vendor writes a lead down; no partner knows of it yet. */
    public static Decided<Lead, LeadEvent> ofVendor(
            LeadId id, ProgrammeCode programme, LeadDetails details, Actor by, Instant now) {
        return new Decided<>(
                fresh(id, new FromVendor(programme), details, new New(), by, now), List.of());
    }

    /** A partner brings a lead of its own. */
    public static Decided<Lead, LeadEvent> submitted(
            LeadId id, PartnerId partner, LeadDetails details, Actor by, Instant now) {
        return Decided.of(
                fresh(id, new FromPartner(partner, false), details, new Submitted(), by, now),
                new LeadSubmitted(partner, now));
    }

    /** The vendor's people write a partner's lead down for it, and thereby accept it. */
    public static Decided<Lead, LeadEvent> onBehalf(
            LeadId id, PartnerId partner, LeadDetails details, Actor by, Instant now) {
        return Decided.of(
                fresh(
                        id,
                        new FromPartner(partner, true),
                        details,
                        new AcceptedByVendor(partner, by, now),
                        by,
                        now),
                new LeadSubmitted(partner, now),
                new LeadAcceptedByVendor(partner, now));
    }

    private static Lead fresh(
            LeadId id,
            LeadOrigin origin,
            LeadDetails details,
            LeadState state,
            Actor by,
            Instant now) {
        return new Lead(id, origin, details, state, List.of(), List.of(), by, now, 0);
    }

    public Decided<Lead, LeadEvent> qualify(Actor by, Instant now) {
        mustAllow(LeadAction.QUALIFY, now);
        return new Decided<>(in(new Qualified(by, now)), List.of());
    }

    /** Offers it to one partner, or to several of whom the first to accept gets it. */
    public Decided<Lead, LeadEvent> offer(List<Recipient> to, Instant now) {
        mustAllow(LeadAction.OFFER, now);
        for (Recipient recipient : to) {
            if (isExcluded(recipient.partner(), now)) {
                throw LeadRefusal.PARTNER_EXCLUDED.because(recipient.partner());
            }
        }
        return ending(
                late(now),
                new Offered(new LeadOffer(to, now)),
                to.stream()
                        .map(each ->
                                new LeadOffered(each.partner(), each.acceptBy().until(), now)));
    }

    /** No partner is left for it: it goes to the vendor's people, who are told. */
    public Decided<Lead, LeadEvent> foundNobody(Instant now) {
        mustAllow(LeadAction.DISTRIBUTE, now);
        return state instanceof Unassignable
                ? new Decided<>(this, List.of())
                : ending(late(now), new Unassignable(now), Stream.of(new LeadUnassignable(now)));
    }

    /**
     * The partner takes it on, and sees whom to ask from now on. Of several to whom it was offered,
     * the others hear that they were not the first.
     *
     * @param warnAfter when the vendor warns if nothing is heard
     */
    public Decided<Lead, LeadEvent> accept(PartnerId partner, Deadline warnAfter, Instant now) {
        List<PastOffer> others =
                offerTo(partner, now).without(partner).stream()
                        .map(other ->
                                other.acceptBy().passedAt(now)
                                        ? PastOffer.late(other)
                                        : PastOffer.reclaimed(
                                                other.partner(), ReclaimReason.TAKEN, null, now))
                        .toList();
        var accepted = new Accepted(partner, now, Patience.quiet(warnAfter));
        return new Decided<>(
                after(others).in(accepted),
                Stream.concat(
                                Stream.of(new LeadAccepted(partner, now)),
                                others.stream().map(PastOffer::toEvent))
                        .toList());
    }

    /** The partner does not want it, and is not asked again. */
    public Decided<Lead, LeadEvent> decline(
            PartnerId partner, DeclineReason reason, @Nullable String comment, Instant now) {
        LeadOffer offer = offerTo(partner, now);
        List<Recipient> left = offer.without(partner);
        return ending(
                List.of(PastOffer.declined(partner, reason, comment, now)),
                left.isEmpty() ? new Declined(now) : new Offered(new LeadOffer(left, offer.at())),
                Stream.empty());
    }

    /** The time to accept has passed, for all to whom it was offered or for some. */
    public Decided<Lead, LeadEvent> expire(Instant now) {
        if (!(state instanceof Offered(var offer))) {
            throw illegal(now);
        }
        List<PastOffer> late = late(now);
        if (late.isEmpty()) {
            throw LeadRefusal.OFFER_RUNNING.because(offer.firstEnd());
        }
        return ending(late, stateAt(now), Stream.empty());
    }

    /** The vendor takes it back, from whoever it was offered to or has it. */
    public Decided<Lead, LeadEvent> reclaim(String comment, Instant now) {
        mustAllow(LeadAction.RECLAIM, now);
        return takenBack(ReclaimReason.BY_VENDOR, comment, now);
    }

    /**
     * The partner says what it did, and thereby keeps the lead.
     *
     * @param warnAfter when the vendor warns if nothing more is heard; none for the partner's own
     */
    public Decided<Lead, LeadEvent> update(
            PartnerId partner, Actor by, String note, @Nullable Deadline warnAfter, Instant now) {
        mustAllow(partner, LeadAction.UPDATE, now);
        var all = new ArrayList<>(activities);
        all.add(new Activity(partner, by, now, note));
        Instant since = state instanceof Working working ? working.since() : now;
        Patience patience = warnAfter == null ? null : Patience.quiet(warnAfter);
        return new Decided<>(
                new Lead(
                        id,
                        origin,
                        details,
                        new Working(partner, since, patience),
                        past,
                        all.subList(Math.max(0, all.size() - MOST_ACTIVITIES), all.size()),
                        createdBy,
                        createdAt,
                        version),
                List.of());
    }

    /**
     * The one warning that nothing was heard.
     *
     * @param updateBy when the lead is taken back
     */
    public Decided<Lead, LeadEvent> warn(Deadline updateBy, Instant now) {
        Patience patience = mustHavePatience(now);
        if (patience.warnedAt() != null) {
            throw illegal(now);
        }
        if (!patience.mayWarn(now)) {
            throw LeadRefusal.UPDATE_AWAITED.because(patience.until().until());
        }
        var warned = new Patience(updateBy, now);
        if (state instanceof Accepted(var holder, var at, _)) {
            return Decided.of(
                    in(new Accepted(holder, at, warned)),
                    new LeadInactivityWarned(holder, updateBy.until(), now));
        }
        if (state instanceof Working(var holder, var since, _)) {
            return Decided.of(
                    in(new Working(holder, since, warned)),
                    new LeadInactivityWarned(holder, updateBy.until(), now));
        }
        throw illegal(now);
    }

    /** Nothing was heard after the warning either. */
    public Decided<Lead, LeadEvent> lapse(Instant now) {
        Patience patience = mustHavePatience(now);
        if (patience.warnedAt() == null) {
            throw illegal(now);
        }
        if (!patience.isOver(now)) {
            throw LeadRefusal.UPDATE_AWAITED.because(patience.until().until());
        }
        return takenBack(ReclaimReason.NO_UPDATE, null, now);
    }

    /** It has become a registration, which is there already. */
    public Decided<Lead, LeadEvent> convert(PartnerId partner, DealId deal, Instant now) {
        mustAllow(partner, LeadAction.CONVERT, now);
        return Decided.of(
                in(new Converted(partner, now, deal)), new LeadConverted(partner, deal, now));
    }

    /**
     * Nothing comes of it.
     *
     * @param partner that says so; none where the vendor does
     */
    public Decided<Lead, LeadEvent> disqualify(
            @Nullable PartnerId partner,
            Actor by,
            Disqualification reason,
            String comment,
            Instant now) {
        if (partner == null) {
            mustAllow(LeadAction.DISQUALIFY, now);
        } else {
            mustAllow(partner, LeadAction.DISQUALIFY, now);
        }
        PartnerId holder = state.holder();
        return ending(
                late(now),
                new Disqualified(holder, by, now, reason, comment),
                Stream.of(new LeadDisqualified(holder, reason, now)));
    }

    /** The vendor accepts a lead that a partner brought. */
    public Decided<Lead, LeadEvent> admit(Actor by, Instant now) {
        PartnerId partner = mustBeSubmitted(LeadAction.ADMIT, now);
        return Decided.of(
                in(new AcceptedByVendor(partner, by, now)), new LeadAcceptedByVendor(partner, now));
    }

    public Decided<Lead, LeadEvent> reject(
            Actor by, LeadRejection reason, String comment, Instant now) {
        PartnerId partner = mustBeSubmitted(LeadAction.REJECT, now);
        return Decided.of(
                in(new Rejected(by, now, reason, comment)), new LeadRejected(partner, reason, now));
    }

    /** The vendor knew it already, as another lead. */
    public Decided<Lead, LeadEvent> markDuplicate(Actor by, LeadId of, Instant now) {
        PartnerId partner = mustBeSubmitted(LeadAction.MARK_DUPLICATE, now);
        return Decided.of(in(new Duplicate(by, now, of)), new LeadMarkedDuplicate(partner, now));
    }

    /**
     * The state as it is to be seen: who has let the time pass cannot accept any more, whether or
     * not a timer came by.
     */
    public LeadState stateAt(Instant now) {
        if (!(state instanceof Offered(var offer)) || offer.over(now).isEmpty()) {
            return state;
        }
        List<Recipient> open = offer.open(now);
        return open.isEmpty()
                ? new Reclaimed(offer.lastEnd())
                : new Offered(new LeadOffer(open, offer.at()));
    }

    /** What may be done next, by whichever side. */
    public Set<LeadAction> allowed(Instant now) {
        Set<LeadAction> allowed =
                switch (stateAt(now)) {
                    case New _ -> EnumSet.of(LeadAction.QUALIFY, LeadAction.DISQUALIFY);
                    case Qualified _, Declined _, Reclaimed _, Unassignable _ ->
                            EnumSet.of(
                                    LeadAction.DISTRIBUTE, LeadAction.OFFER, LeadAction.DISQUALIFY);
                    case Offered _ ->
                            EnumSet.of(LeadAction.ACCEPT, LeadAction.DECLINE, LeadAction.RECLAIM);
                    case Submitted _ ->
                            EnumSet.of(
                                    LeadAction.ADMIT, LeadAction.REJECT, LeadAction.MARK_DUPLICATE);
                    case AcceptedByVendor _ -> EnumSet.of(LeadAction.UPDATE);
                    case Accepted _ -> EnumSet.of(LeadAction.UPDATE, LeadAction.RECLAIM);
                    case Working _ when origin instanceof FromPartner ->
                            EnumSet.of(
                                    LeadAction.UPDATE, LeadAction.CONVERT, LeadAction.DISQUALIFY);
                    case Working _ ->
                            EnumSet.of(
                                    LeadAction.UPDATE,
                                    LeadAction.CONVERT,
                                    LeadAction.DISQUALIFY,
                                    LeadAction.RECLAIM);
                    case Rejected _, Duplicate _, Converted _, Disqualified _ ->
                            EnumSet.noneOf(LeadAction.class);
                };
        due(now).filter(action -> action.isFor(LeadAction.Side.SYSTEM)).ifPresent(allowed::add);
        return allowed;
    }

    /** What this partner may do next: with an offer to it, or with a lead that it has. */
    public Set<LeadAction> allowedTo(PartnerId partner, Instant now) {
        Set<LeadAction> allowed = EnumSet.noneOf(LeadAction.class);
        boolean concerned =
                partner.equals(state.holder())
                        || (stateAt(now) instanceof Offered(var offer)
                                && offer.to(partner).isPresent());
        if (concerned) {
            allowed(now).stream()
                    .filter(action -> action.isFor(LeadAction.Side.PARTNER))
                    .forEach(allowed::add);
        }
        return allowed;
    }

    /** When something is to be done about it without anybody asking. */
    public Optional<Instant> dueAt() {
        return switch (state) {
            case Offered(var offer) -> Optional.of(offer.firstEnd());
            case Declined(var at) -> Optional.of(at);
            case Reclaimed(var at) -> Optional.of(at);
            case New _,
                    Qualified _,
                    Unassignable _,
                    Submitted _,
                    AcceptedByVendor _,
                    Rejected _,
                    Duplicate _,
                    Accepted _,
                    Working _,
                    Converted _,
                    Disqualified _ ->
                    patience().map(patience -> patience.until().until());
        };
    }

    /** What is to be done about it now without anybody asking. */
    public Optional<LeadAction> due(Instant now) {
        return dueAt().filter(due -> !now.isBefore(due))
                .map(_ ->
                        patience()
                                .map(patience ->
                                        patience.warnedAt() == null
                                                ? LeadAction.WARN
                                                : LeadAction.LAPSE)
                                .orElse(
                                        state instanceof Offered
                                                ? LeadAction.EXPIRE
                                                : LeadAction.DISTRIBUTE));
    }

    private Optional<Patience> patience() {
        return Optional.ofNullable(state.patience());
    }

    /** To whom it is offered, who has it, or who brought it. */
    public Set<PartnerId> partners() {
        var partners = new LinkedHashSet<PartnerId>();
        if (state instanceof Offered(var offer)) {
            offer.recipients().forEach(each -> partners.add(each.partner()));
        }
        Stream.ofNullable(state.holder()).forEach(partners::add);
        if (origin instanceof FromPartner(var partner, _)) {
            partners.add(partner);
        }
        return partners;
    }

    /** In which state this partner sees it; empty where it sees nothing. */
    public Optional<LeadState.Name> seenBy(PartnerId partner, Instant now) {
        if (showsContactTo(partner)) {
            return Optional.of(state.name());
        }
        if (state instanceof Offered(var offer)) {
            Optional<Recipient> mine = offer.to(partner);
            if (mine.isPresent()) {
                return mine.map(each ->
                        each.acceptBy().passedAt(now)
                                ? LeadState.Name.RECLAIMED
                                : LeadState.Name.OFFERED);
            }
        }
        return lastOfferTo(partner)
                .map(offer ->
                        offer.ending() == PastOffer.Ending.DECLINED
                                ? LeadState.Name.DECLINED
                                : LeadState.Name.RECLAIMED);
    }

    /** Whether this partner sees whom to ask: it has taken the lead on, or has brought it. */
    public boolean showsContactTo(PartnerId partner) {
        return partner.equals(state.holder())
                || (origin instanceof FromPartner(var owner, _) && partner.equals(owner));
    }

    /** Whether this partner declined it or had it taken back, and does not get it again. */
    public boolean isExcluded(PartnerId partner, Instant now) {
        return Stream.concat(past.stream(), late(now).stream())
                .anyMatch(offer -> offer.excludes() && offer.partner().equals(partner));
    }

    /** The last of the offers to this partner that are over. */
    public Optional<PastOffer> lastOfferTo(PartnerId partner) {
        return past.stream()
                .filter(offer -> offer.partner().equals(partner))
                .reduce((_, later) -> later);
    }

    /** A number for draws by lot: another one for each lead and each try, always the same again. */
    public long lot() {
        long lot = 1;
        for (char character : (id.value() + past.size()).toCharArray()) {
            lot = lot * 1_000_003 + character;
        }
        return lot;
    }

    /** Refuses a partner that cannot accept it, and says why. */
    public void mustBeOfferedTo(PartnerId partner, Instant now) {
        offerTo(partner, now);
    }

    /** Refuses what nobody may do now. */
    public void mustAllow(LeadAction action, Instant now) {
        if (!allowed(now).contains(action)) {
            throw illegal(now);
        }
    }

    private void mustAllow(PartnerId partner, LeadAction action, Instant now) {
        Set<LeadAction> allowed = allowedTo(partner, now);
        if (!allowed.contains(action)) {
            throw LeadRefusal.ILLEGAL_TRANSITION.insteadOf(allowed);
        }
    }

    private PartnerId mustBeSubmitted(LeadAction action, Instant now) {
        mustAllow(action, now);
        if (origin instanceof FromPartner(var partner, _)) {
            return partner;
        }
        throw illegal(now);
    }

    private Patience mustHavePatience(Instant now) {
        return patience().orElseThrow(() -> illegal(now));
    }

    /** The offer, if this partner may still accept it; otherwise the refusal says why not. */
    private LeadOffer offerTo(PartnerId partner, Instant now) {
        if (state instanceof Offered(var offer)) {
            Optional<Recipient> mine = offer.to(partner);
            if (mine.isPresent()) {
                if (mine.get().acceptBy().passedAt(now)) {
                    throw LeadRefusal.OFFER_OVER.because();
                }
                return offer;
            }
        }
        if (showsContactTo(partner)) {
            throw LeadRefusal.ILLEGAL_TRANSITION.insteadOf(allowedTo(partner, now));
        }
        throw lastOfferTo(partner)
                .map(offer ->
                        offer.ending() == PastOffer.Ending.TAKEN
                                ? LeadRefusal.TAKEN.because()
                                : LeadRefusal.OFFER_OVER.because())
                .orElseGet(() -> CommonRefusal.NOT_FOUND.because(id));
    }

    private Decided<Lead, LeadEvent> takenBack(
            ReclaimReason reason, @Nullable String comment, Instant now) {
        Stream<PartnerId> partners =
                state instanceof Offered(var offer)
                        ? offer.open(now).stream().map(Recipient::partner)
                        : Stream.ofNullable(state.holder());
        return ending(
                Stream.concat(
                                late(now).stream(),
                                partners.map(partner ->
                                        PastOffer.reclaimed(partner, reason, comment, now)))
                        .toList(),
                new Reclaimed(now),
                Stream.empty());
    }

    /** The partners that have let the time pass, if the timer has not come by yet. */
    private List<PastOffer> late(Instant now) {
        return state instanceof Offered(var offer)
                ? offer.over(now).stream().map(PastOffer::late).toList()
                : List.of();
    }

    /** What has ended, in order, and then what begins. */
    private Decided<Lead, LeadEvent> ending(
            List<PastOffer> ended, LeadState next, Stream<? extends LeadEvent> begun) {
        return new Decided<>(
                after(ended).in(next),
                Stream.concat(ended.stream().map(PastOffer::toEvent), begun).toList());
    }

    private Refused illegal(Instant now) {
        return LeadRefusal.ILLEGAL_TRANSITION.insteadOf(allowed(now));
    }

    private Lead after(List<PastOffer> ended) {
        return new Lead(
                id,
                origin,
                details,
                state,
                Stream.concat(past.stream(), ended.stream()).toList(),
                activities,
                createdBy,
                createdAt,
                version);
    }

    private Lead in(LeadState next) {
        return new Lead(id, origin, details, next, past, activities, createdBy, createdAt, version);
    }
}
