package org.partnerportal.deal.conflict.domain;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.conflict.domain.ConflictEvent.ConflictAppealed;
import org.partnerportal.deal.conflict.domain.ConflictEvent.ConflictLapsed;
import org.partnerportal.deal.conflict.domain.ConflictEvent.ConflictResolved;
import org.partnerportal.deal.conflict.domain.ConflictEvent.ConflictSettled;
import org.partnerportal.deal.conflict.domain.ConflictEvent.ConflictSuspected;
import org.partnerportal.deal.conflict.domain.ConflictState.Appealed;
import org.partnerportal.deal.conflict.domain.ConflictState.Investigating;
import org.partnerportal.deal.conflict.domain.ConflictState.Lapsed;
import org.partnerportal.deal.conflict.domain.ConflictState.Open;
import org.partnerportal.deal.conflict.domain.ConflictState.Overturned;
import org.partnerportal.deal.conflict.domain.ConflictState.Resolved;
import org.partnerportal.deal.conflict.domain.ConflictState.Upheld;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.kernel.Deadline;
import org.partnerportal.kernel.Decided;

/**
 * Two sales that may be to one customer, about the same product: who goes on is decided by somebody
 * who gains nothing by it.
 *
 * @param first the sale that began earlier, in business time
 * @param due until when the vendor wants to have decided
 * @param settled whether what follows from the final decision has been done
 * @param version counts its changes; 0 before it is stored
 */
public record ConflictCase(
        ConflictId id,
        Party first,
        Party second,
        Suspicion suspicion,
        ConflictState state,
        Deadline due,
        boolean settled,
        long version) {

    /** Whichever sale is named first, the earlier one is the first. */
    public static Decided<ConflictCase, ConflictEvent> suspect(
            Party one, Party other, Suspicion suspicion, ConflictRules rules, Instant now) {
        boolean inOrder = one.isBefore(other);
        return Decided.of(
                new ConflictCase(
                        ConflictId.between(one.saleId(), other.saleId()),
                        inOrder ? one : other,
                        inOrder ? other : one,
                        suspicion,
                        new Open(now),
                        rules.calendar().businessDays(now, rules.decideWithin()),
                        false,
                        0),
                new ConflictSuspected(now));
    }

    /**
     * The two have met again: a case that had lapsed or been settled against one of them is open
     * anew; one that found them to get along stays as it is.
     */
    public Decided<ConflictCase, ConflictEvent> suspectAgain(
            Suspicion again, ConflictRules rules, Instant now) {
        boolean anew =
                state instanceof Lapsed
                        || (state.isFinal(now)
                                && state.holding().map(Decision::standing).isPresent());
        if (!anew) {
            return new Decided<>(this, List.of());
        }
        return Decided.of(
                new ConflictCase(
                        id,
                        first,
                        second,
                        again,
                        new Open(now),
                        rules.calendar().businessDays(now, rules.decideWithin()),
                        false,
                        version),
                new ConflictSuspected(now));
    }

    /** Somebody takes it up. */
    public Decided<ConflictCase, ConflictEvent> investigate(Actor by, Instant now) {
        if (state instanceof Open) {
            return new Decided<>(in(new Investigating(by, now)), List.of());
        }
        throw illegal(now);
    }

    /**
     * Decides it.
     *
     * @param choice the sale that the customer has named, for {@link Resolution#CUSTOMER_CHOICE}
     * @param involved whether the decider looks after one of the partners
     */
    public Decided<ConflictCase, ConflictEvent> resolve(
            Resolution resolution,
            @Nullable String choice,
            Actor by,
            boolean involved,
            String comment,
            ConflictRules rules,
            Instant now) {
        return switch (state) {
            case Open _, Investigating _ -> {
                mustBeImpartial(involved);
                var decision =
                        new Decision(resolution, standing(resolution, choice), by, now, comment);
                yield Decided.of(
                        in(
                                new Resolved(
                                        decision,
                                        rules.calendar().businessDays(now, rules.appealWithin()))),
                        new ConflictResolved(now));
            }
            case Resolved _, Appealed _, Upheld _, Overturned _, Lapsed _ -> throw illegal(now);
        };
    }

    /** A partner does not accept the decision. */
    public Decided<ConflictCase, ConflictEvent> appeal(PartnerId by, String reason, Instant now) {
        if (state instanceof Resolved(var decision, var appealUntil)) {
            if (appealUntil.passedAt(now)) {
                throw ConflictRefusal.APPEAL_TOO_LATE.because(appealUntil.until());
            }
            return Decided.of(
                    in(new Appealed(decision, by, now, reason)), new ConflictAppealed(now));
        }
        throw illegal(now);
    }

    /** Decides it again, by somebody else and for good. */
    public Decided<ConflictCase, ConflictEvent> decideAppeal(
            Resolution resolution,
            @Nullable String choice,
            Actor by,
            boolean involved,
            String comment,
            Instant now) {
        if (state instanceof Appealed(var decision, _, _, _)) {
            mustBeImpartial(involved);
            if (decision.by().equals(by)) {
                throw ConflictRefusal.SAME_DECIDER.because();
            }
            var onAppeal = new Decision(resolution, standing(resolution, choice), by, now, comment);
            boolean alike =
                    decision.resolution() == resolution
                            && Optional.ofNullable(decision.standing())
                                    .equals(Optional.ofNullable(onAppeal.standing()));
            return Decided.of(
                    in(alike ? new Upheld(decision, onAppeal) : new Overturned(decision, onAppeal)),
                    new ConflictResolved(now));
        }
        throw illegal(now);
    }

    /** One of the sales has ended by itself. */
    public Decided<ConflictCase, ConflictEvent> lapse(Instant now) {
        return state.isFinal(now)
                ? new Decided<>(this, List.of())
                : Decided.of(in(new Lapsed(now)), new ConflictLapsed(now));
    }

    /** What follows from the final decision has been done. */
    public Decided<ConflictCase, ConflictEvent> settle(Instant now) {
        if (!allowed(now).contains(ConflictAction.SETTLE)) {
            throw illegal(now);
        }
        return Decided.of(
                new ConflictCase(id, first, second, suspicion, state, due, true, version),
                new ConflictSettled(now));
    }

    public boolean concerns(String saleId) {
        return first.saleId().equals(saleId) || second.saleId().equals(saleId);
    }

    public List<Party> parties() {
        return List.of(first, second);
    }

    /** The party of this partner; of two registrations of one partner, the later. */
    public Optional<Party> partyOf(PartnerId partner) {
        return Stream.of(second, first)
                .filter(party -> partner.equals(party.partner()))
                .findFirst();
    }

    /** What holds for this sale now; none while that is open. */
    public Optional<Outcome> outcomeFor(String saleId) {
        return state.holding()
                .map(decision -> {
                    if (decision.standing() == null) {
                        return Outcome.STANDS_BESIDE;
                    }
                    return decision.standing().equals(saleId) ? Outcome.STANDS : Outcome.ENDS;
                });
    }

    /**
     * Whether this sale may not be approved for the time being: the later one while nobody has
     * decided, both while an appeal runs, and then the one that is to end.
     */
    public boolean holdsUp(String saleId) {
        return switch (state) {
            case Open _, Investigating _ -> second.saleId().equals(saleId);
            case Appealed _ -> concerns(saleId);
            case Resolved _, Upheld _, Overturned _ ->
                    outcomeFor(saleId).filter(Outcome.ENDS::equals).isPresent();
            case Lapsed _ -> false;
        };
    }

    /** What may be done next. */
    public Set<ConflictAction> allowed(Instant now) {
        return switch (state) {
            case Open _ ->
                    EnumSet.of(
                            ConflictAction.INVESTIGATE,
                            ConflictAction.RESOLVE,
                            ConflictAction.LAPSE);
            case Investigating _ -> EnumSet.of(ConflictAction.RESOLVE, ConflictAction.LAPSE);
            case Resolved(_, var appealUntil) when !appealUntil.passedAt(now) ->
                    EnumSet.of(ConflictAction.APPEAL, ConflictAction.LAPSE);
            case Resolved _, Upheld _, Overturned _ ->
                    settled
                            ? EnumSet.noneOf(ConflictAction.class)
                            : EnumSet.of(ConflictAction.SETTLE);
            case Appealed _ -> EnumSet.of(ConflictAction.DECIDE_APPEAL, ConflictAction.LAPSE);
            case Lapsed _ -> EnumSet.noneOf(ConflictAction.class);
        };
    }

    private static void mustBeImpartial(boolean involved) {
        if (involved) {
            throw ConflictRefusal.DECIDER_INVOLVED.because();
        }
    }

    private @Nullable String standing(Resolution resolution, @Nullable String choice) {
        return switch (resolution) {
            case FIRST_WINS -> first.saleId();
            case DIRECT_WINS ->
                    parties().stream()
                            .filter(Party::isDirect)
                            .map(Party::saleId)
                            .findFirst()
                            .orElseThrow(() -> ConflictRefusal.NO_DIRECT_SALE.because());
            case CUSTOMER_CHOICE -> {
                if (choice == null || !concerns(choice)) {
                    throw ConflictRefusal.NOT_A_PARTY.because(String.valueOf(choice));
                }
                yield choice;
            }
            case SPLIT, CO_SELL, NOT_SAME -> null;
        };
    }

    private ConflictCase in(ConflictState next) {
        return new ConflictCase(id, first, second, suspicion, next, due, settled, version);
    }

    private RuntimeException illegal(Instant now) {
        return ConflictRefusal.ILLEGAL_TRANSITION.insteadOf(allowed(now));
    }
}
