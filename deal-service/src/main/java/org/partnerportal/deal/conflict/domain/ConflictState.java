package org.partnerportal.deal.conflict.domain;

import java.time.Instant;
import java.util.Optional;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.kernel.Deadline;

/** Where a conflict case is in its life. */
public sealed interface ConflictState {

    record Open(Instant at) implements ConflictState {}

    /** Somebody looks into it. */
    record Investigating(Actor by, Instant at) implements ConflictState {}

    /**
     * @param appealUntil exclusive; then it is final
     */
    record Resolved(Decision decision, Deadline appealUntil) implements ConflictState {}

    record Appealed(Decision decision, PartnerId by, Instant at, String reason)
            implements ConflictState {}

    /** Decided alike by somebody else; final. */
    record Upheld(Decision decision, Decision onAppeal) implements ConflictState {}

    /** Decided otherwise by somebody else; final. */
    record Overturned(Decision decision, Decision onAppeal) implements ConflictState {}

    /** One of the two sales has ended by itself, so that there is nothing left to decide. */
    record Lapsed(Instant at) implements ConflictState {}

    default Name name() {
        return switch (this) {
            case Open _ -> Name.OPEN;
            case Investigating _ -> Name.INVESTIGATING;
            case Resolved _ -> Name.RESOLVED;
            case Appealed _ -> Name.APPEALED;
            case Upheld _ -> Name.UPHELD;
            case Overturned _ -> Name.OVERTURNED;
            case Lapsed _ -> Name.LAPSED;
        };
    }

    /** What holds now; while an appeal runs, nothing does. */
    default Optional<Decision> holding() {
        return switch (this) {
            case Resolved(var decision, _) -> Optional.of(decision);
            case Upheld(_, var onAppeal) -> Optional.of(onAppeal);
            case Overturned(_, var onAppeal) -> Optional.of(onAppeal);
            case Open _, Investigating _, Appealed _, Lapsed _ -> Optional.empty();
        };
    }

    /** Whether nobody can change it any more. */
    default boolean isFinal(Instant now) {
        return switch (this) {
            case Resolved(_, var appealUntil) -> appealUntil.passedAt(now);
            case Upheld _, Overturned _, Lapsed _ -> true;
            case Open _, Investigating _, Appealed _ -> false;
        };
    }

    /** The name that the API, the events and the store use. */
    enum Name {
        OPEN,
        INVESTIGATING,
        RESOLVED,
        APPEALED,
        UPHELD,
        OVERTURNED,
        LAPSED
    }
}
