package org.partnerportal.deal.registration.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.Money;

/** Where a registration is in its life; each state holds only what is true in it. */
public sealed interface DealState {

    /** The partner writes; nobody else has been told. */
    record Draft() implements DealState {}

    /** The vendor decides. */
    record Submitted(Actor by, Instant at) implements DealState {}

    /**
     * The partner is asked to correct something.
     *
     * @param fields that need a look, as JSON pointers
     */
    record Returned(Actor by, Instant at, List<String> fields, String comment)
            implements DealState {
        public Returned {
            fields = List.copyOf(fields);
        }
    }

    /** The partner holds the scope, as long as the protection runs. */
    record Approved(Actor by, Instant at, Protection protection) implements DealState {}

    record Rejected(Actor by, Instant at, RejectionReason reason, String comment)
            implements DealState {}

    /** Taken back by the partner, for good. */
    record Withdrawn(Instant at) implements DealState {}

    /**
     * The protection ended before the deal was decided; it can still be won, without protection.
     */
    record Expired(Instant at) implements DealState {}

    /** The vendor took the approval back, or the timer did. */
    record Revoked(Actor by, Instant at, RevocationReason reason, @Nullable String comment)
            implements DealState {}

    /** Taken over from an earlier system: holds nothing and waits to be closed. */
    record Historic() implements DealState {}

    /**
     * @param unprotected won after the protection had ended
     */
    record Won(Instant at, Money amount, String orderReference, boolean unprotected)
            implements DealState {}

    record Lost(Instant at, LossReason reason, @Nullable String comment) implements DealState {}

    /** An import that brought it was undone. */
    record Removed(Instant at) implements DealState {}

    /** The name that the API, the events and the store use. */
    default Name name() {
        return switch (this) {
            case Draft _ -> Name.DRAFT;
            case Submitted _ -> Name.SUBMITTED;
            case Returned _ -> Name.RETURNED;
            case Approved _ -> Name.APPROVED;
            case Rejected _ -> Name.REJECTED;
            case Withdrawn _ -> Name.WITHDRAWN;
            case Expired _ -> Name.EXPIRED;
            case Revoked _ -> Name.REVOKED;
            case Historic _ -> Name.HISTORIC;
            case Won _ -> Name.WON;
            case Lost _ -> Name.LOST;
            case Removed _ -> Name.REMOVED;
        };
    }

    /** Registration status; the sales stage is another field. */
    enum Name {
        DRAFT,
        SUBMITTED,
        RETURNED,
        APPROVED,
        REJECTED,
        WITHDRAWN,
        EXPIRED,
        REVOKED,
        HISTORIC,
        WON,
        LOST,
        REMOVED
    }
}
