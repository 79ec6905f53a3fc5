package org.partnerportal.deal.leads.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.deal.registration.domain.PartnerId;

/** Where a lead is in its life; each state holds only what is true in it. */
public sealed interface LeadState {

    /** The vendor has written it down. */
    record New() implements LeadState {}

    /** Worth a partner's time. */
    record Qualified(Actor by, Instant at) implements LeadState {}

    /** Some partner may accept it, and sees it masked. */
    record Offered(LeadOffer offer) implements LeadState {}

    /** Nobody of those to whom it was offered wants it; the next is looked for. */
    record Declined(Instant at) implements LeadState {}

    /** Taken back from its partner; the next is looked for. */
    record Reclaimed(Instant at) implements LeadState {}

    /** There is no partner for it; the vendor's people have to look. */
    record Unassignable(Instant at) implements LeadState {}

    /** A partner brought it; the vendor decides. */
    record Submitted() implements LeadState {}

    /** The partner that brought it may work on it. */
    record AcceptedByVendor(PartnerId holder, Actor by, Instant at) implements LeadState {}

    record Rejected(Actor by, Instant at, LeadRejection reason, String comment)
            implements LeadState {}

    /**
     * @param of what the vendor knew already; never shown to the partner
     */
    record Duplicate(Actor by, Instant at, LeadId of) implements LeadState {}

    /** A partner has taken it on and sees whom to ask. */
    record Accepted(PartnerId holder, Instant at, Patience patience) implements LeadState {}

    /**
     * The partner is at it.
     *
     * @param patience none for a lead that the partner brought: it is not the vendor's to take back
     */
    record Working(PartnerId holder, Instant since, @Nullable Patience patience)
            implements LeadState {}

    /** It has become a registration of its partner. */
    record Converted(PartnerId holder, Instant at, DealId deal) implements LeadState {}

    /**
     * Nothing comes of it.
     *
     * @param holder who worked on it; none where nobody had it
     */
    record Disqualified(
            @Nullable PartnerId holder,
            Actor by,
            Instant at,
            Disqualification reason,
            String comment)
            implements LeadState {}

    /** The partner that may see whom to ask, because it has taken the lead on. */
    default @Nullable PartnerId holder() {
        return switch (this) {
            case AcceptedByVendor accepted -> accepted.holder();
            case Accepted accepted -> accepted.holder();
            case Working working -> working.holder();
            case Converted converted -> converted.holder();
            case Disqualified disqualified -> disqualified.holder();
            case New _,
                    Qualified _,
                    Offered _,
                    Declined _,
                    Reclaimed _,
                    Unassignable _,
                    Submitted _,
                    Rejected _,
                    Duplicate _ ->
                    null;
        };
    }

    /** How long the vendor waits for its partner; none where it waits for nobody. */
    default @Nullable Patience patience() {
        return switch (this) {
            case Accepted accepted -> accepted.patience();
            case Working working -> working.patience();
            case New _,
                    Qualified _,
                    Offered _,
                    Declined _,
                    Reclaimed _,
                    Unassignable _,
                    Submitted _,
                    AcceptedByVendor _,
                    Rejected _,
                    Duplicate _,
                    Converted _,
                    Disqualified _ ->
                    null;
        };
    }

    /** The name that the API, the events and the store use. */
    default Name name() {
        return switch (this) {
            case New _ -> Name.NEW;
            case Qualified _ -> Name.QUALIFIED;
            case Offered _ -> Name.OFFERED;
            case Declined _ -> Name.DECLINED;
            case Reclaimed _ -> Name.RECLAIMED;
            case Unassignable _ -> Name.UNASSIGNABLE;
            case Submitted _ -> Name.SUBMITTED;
            case AcceptedByVendor _ -> Name.ACCEPTED_BY_VENDOR;
            case Rejected _ -> Name.REJECTED;
            case Duplicate _ -> Name.DUPLICATE;
            case Accepted _ -> Name.ACCEPTED;
            case Working _ -> Name.WORKING;
            case Converted _ -> Name.CONVERTED;
            case Disqualified _ -> Name.DISQUALIFIED;
        };
    }

    /** The states by name. */
    enum Name {
        NEW,
        QUALIFIED,
        OFFERED,
        DECLINED,
        RECLAIMED,
        UNASSIGNABLE,
        SUBMITTED,
        ACCEPTED_BY_VENDOR,
        REJECTED,
        DUPLICATE,
        ACCEPTED,
        WORKING,
        CONVERTED,
        DISQUALIFIED
    }
}
