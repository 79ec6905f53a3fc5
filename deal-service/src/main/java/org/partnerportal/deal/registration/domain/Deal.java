package org.partnerportal.deal.registration.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.domain.DealEvent.DealApproved;
import org.partnerportal.deal.registration.domain.DealEvent.DealExpired;
import org.partnerportal.deal.registration.domain.DealEvent.DealImported;
import org.partnerportal.deal.registration.domain.DealEvent.DealLost;
import org.partnerportal.deal.registration.domain.DealEvent.DealRejected;
import org.partnerportal.deal.registration.domain.DealEvent.DealRemoved;
import org.partnerportal.deal.registration.domain.DealEvent.DealReturned;
import org.partnerportal.deal.registration.domain.DealEvent.DealRevoked;
import org.partnerportal.deal.registration.domain.DealEvent.DealStageChanged;
import org.partnerportal.deal.registration.domain.DealEvent.DealSubmitted;
import org.partnerportal.deal.registration.domain.DealEvent.DealWithdrawn;
import org.partnerportal.deal.registration.domain.DealEvent.DealWon;
import org.partnerportal.deal.registration.domain.DealState.Approved;
import org.partnerportal.deal.registration.domain.DealState.Draft;
import org.partnerportal.deal.registration.domain.DealState.Expired;
import org.partnerportal.deal.registration.domain.DealState.Historic;
import org.partnerportal.deal.registration.domain.DealState.Lost;
import org.partnerportal.deal.registration.domain.DealState.Rejected;
import org.partnerportal.deal.registration.domain.DealState.Removed;
import org.partnerportal.deal.registration.domain.DealState.Returned;
import org.partnerportal.deal.registration.domain.DealState.Revoked;
import org.partnerportal.deal.registration.domain.DealState.Submitted;
import org.partnerportal.deal.registration.domain.DealState.Withdrawn;
import org.partnerportal.deal.registration.domain.DealState.Won;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Money;

/**
 * A partner's registration of a sale that it works on: once approved, nobody else is protected for
 * the same customer and product until the protection ends.
 *
 * @param stage how far the sale is; never the same field as the registration's state
 * @param references under which ids other systems know it
 * @param registeredAt when it was first written down; for historic ones, in the earlier system
 * @param submittedAt when the vendor was first asked
 * @param batch the import that brought it
 * @param claimLosses how often a reservation of its scope was given to another because its approval
 *     never came
 * @param version counts its changes; 0 before it is stored
 */
public record Deal(
        DealId id,
        PartnerId partner,
        DealDetails details,
        SalesStage stage,
        DealState state,
        List<ExternalReference> references,
        Instant registeredAt,
        @Nullable Instant submittedAt,
        @Nullable String batch,
        int claimLosses,
        long version) {

    public Deal {
        references = List.copyOf(references);
    }

    /**
     * A registration begins as a draft that only its partner sees; nobody is told, so nothing has
     * happened yet.
     */
    public static Decided<Deal, DealEvent> draft(
            DealId id,
            PartnerId partner,
            DealDetails details,
            List<ExternalReference> references,
            Instant now) {
        return new Decided<>(
                new Deal(
                        id,
                        partner,
                        details,
                        SalesStage.PROSPECT,
                        new Draft(),
                        references,
                        now,
                        null,
                        null,
                        0,
                        0),
                List.of());
    }

    /** A registration of an earlier system, with its own date. */
    public static Decided<Deal, DealEvent> historic(
            DealId id,
            PartnerId partner,
            DealDetails details,
            ExternalReference reference,
            Instant registeredAt,
            String batch) {
        return Decided.of(
                new Deal(
                        id,
                        partner,
                        details,
                        SalesStage.QUALIFIED,
                        new Historic(),
                        List.of(reference),
                        registeredAt,
                        registeredAt,
                        batch,
                        0,
                        0),
                new DealImported(registeredAt));
    }

    public Decided<Deal, DealEvent> edit(DealDetails corrected, Instant now) {
        return switch (state) {
            case Draft _, Returned _ ->
                    new Decided<>(
                            new Deal(
                                    id,
                                    partner,
                                    corrected,
                                    stage,
                                    state,
                                    references,
                                    registeredAt,
                                    submittedAt,
                                    batch,
                                    claimLosses,
                                    version),
                            List.of());
            case Submitted _,
                    Approved _,
                    Rejected _,
                    Withdrawn _,
                    Expired _,
                    Revoked _,
                    Historic _,
                    Won _,
                    Lost _,
                    Removed _ ->
                    throw illegal(now);
        };
    }

    /** Asks the vendor to decide; an expired registration may be asked for again. */
    public Decided<Deal, DealEvent> submit(
            Actor by, PartnerStanding standing, ProgrammeRules rules, Instant now) {
        return switch (stateAt(now)) {
            case Draft _, Returned _, Expired _ -> {
                standing.mustAllowRegistration();
                rules.mustAllowSize(details.estimate());
                yield submitted(by, now);
            }
            case Submitted _,
                    Approved _,
                    Rejected _,
                    Withdrawn _,
                    Revoked _,
                    Historic _,
                    Won _,
                    Lost _,
                    Removed _ ->
                    throw illegal(now);
        };
    }

    private Decided<Deal, DealEvent> submitted(Actor by, Instant now) {
        boolean again = stateAt(now) instanceof Expired;
        Instant first = submittedAt == null || again ? now : submittedAt;
        Deal next = with(stage, new Submitted(by, now), first);
        // The timer may not have come by yet; what it would have said is said now.
        return state instanceof Approved
                ? new Decided<>(
                        next, List.of(expire(now).events().getFirst(), new DealSubmitted(now)))
                : Decided.of(next, new DealSubmitted(now));
    }

    /** Back to the partner, who is told what to correct. */
    public Decided<Deal, DealEvent> giveBack(
            Actor by, List<String> fields, String comment, Instant now) {
        submitted(now);
        return Decided.of(in(new Returned(by, now, fields, comment)), new DealReturned(now));
    }

    /**
     * The vendor accepts; the caller has claimed the scope before. Nobody approves what he
     * submitted himself.
     */
    public Decided<Deal, DealEvent> approve(Actor by, ProgrammeRules rules, Instant now) {
        if (submitted(now).by().equals(by)) {
            throw DealRefusal.SELF_APPROVAL.because();
        }
        return Decided.of(
                in(new Approved(by, now, rules.protectionFrom(now))), new DealApproved(now));
    }

    public Decided<Deal, DealEvent> reject(
            Actor by, RejectionReason reason, String comment, Instant now) {
        submitted(now);
        return Decided.of(in(new Rejected(by, now, reason, comment)), new DealRejected(now));
    }

    public Decided<Deal, DealEvent> withdraw(Instant now) {
        return switch (state) {
            case Draft _ -> new Decided<>(in(new Withdrawn(now)), List.of());
            case Submitted _, Returned _ ->
                    Decided.of(in(new Withdrawn(now)), new DealWithdrawn(now));
            case Approved _,
                    Rejected _,
                    Withdrawn _,
                    Expired _,
                    Revoked _,
                    Historic _,
                    Won _,
                    Lost _,
                    Removed _ ->
                    throw illegal(now);
        };
    }

    /** The vendor takes the approval back. */
    public Decided<Deal, DealEvent> revoke(Actor by, String reason, Instant now) {
        if (stateAt(now) instanceof Approved) {
            return Decided.of(in(new Revoked(by, now, reason)), new DealRevoked(now));
        }
        throw illegal(now);
    }

    /** The protection has ended; refused while it runs. */
    public Decided<Deal, DealEvent> expire(Instant now) {
        return switch (state) {
            case Approved(_, _, var protection) when protection.covers(now) ->
                    throw DealRefusal.PROTECTION_RUNNING.because(protection.until());
            case Approved(_, _, var protection) ->
                    Decided.of(
                            in(new Expired(protection.until())),
                            new DealExpired(protection.until()));
            case Draft _,
                    Submitted _,
                    Returned _,
                    Rejected _,
                    Withdrawn _,
                    Expired _,
                    Revoked _,
                    Historic _,
                    Won _,
                    Lost _,
                    Removed _ ->
                    throw illegal(now);
        };
    }

    public Decided<Deal, DealEvent> changeStage(SalesStage next, Instant now) {
        if (!allowed(now).contains(DealAction.CHANGE_STAGE)) {
            throw illegal(now);
        }
        if (next == stage) {
            return new Decided<>(this, List.of());
        }
        return Decided.of(with(next, state, submittedAt), new DealStageChanged(now));
    }

    /**
     * The customer ordered. The same order again changes nothing, so that a repeated message is
     * harmless.
     *
     * @param at business time, which may be before now
     */
    public Decided<Deal, DealEvent> win(
            Instant at, Money amount, String orderReference, Instant now) {
        return switch (state) {
            case Approved(_, _, var protection) ->
                    won(at, amount, orderReference, !protection.covers(at));
            case Expired(var end) -> won(at, amount, orderReference, !at.isBefore(end));
            case Historic _ -> won(at, amount, orderReference, true);
            case Won(_, _, var order, _) when order.equals(orderReference) ->
                    new Decided<>(this, List.of());
            case Won(_, _, var order, _) -> throw DealRefusal.WON_DIFFERENTLY.because(order);
            case Draft _,
                    Submitted _,
                    Returned _,
                    Rejected _,
                    Withdrawn _,
                    Revoked _,
                    Lost _,
                    Removed _ ->
                    throw illegal(now);
        };
    }

    private Decided<Deal, DealEvent> won(
            Instant at, Money amount, String orderReference, boolean unprotected) {
        if (!amount.isPositive()) {
            throw DealRefusal.AMOUNT_NOT_POSITIVE.because();
        }
        return Decided.of(
                with(
                        SalesStage.CLOSED,
                        new Won(at, amount, orderReference, unprotected),
                        submittedAt),
                new DealWon(at));
    }

    /** The customer did not order. */
    public Decided<Deal, DealEvent> lose(
            Instant at, LossReason reason, @Nullable String comment, Instant now) {
        return switch (stateAt(now)) {
            case Approved _, Expired _, Historic _ ->
                    Decided.of(
                            with(SalesStage.CLOSED, new Lost(at, reason, comment), submittedAt),
                            new DealLost(at));
            case Lost _ -> new Decided<>(this, List.of());
            case Draft _,
                    Submitted _,
                    Returned _,
                    Rejected _,
                    Withdrawn _,
                    Revoked _,
                    Won _,
                    Removed _ ->
                    throw illegal(now);
        };
    }

    /** Another system knows it under this id from now on. */
    public Decided<Deal, DealEvent> knownAs(ExternalReference reference) {
        if (references.contains(reference)) {
            return new Decided<>(this, List.of());
        }
        var all = new ArrayList<>(references);
        all.add(reference);
        return new Decided<>(
                new Deal(
                        id,
                        partner,
                        details,
                        stage,
                        state,
                        all,
                        registeredAt,
                        submittedAt,
                        batch,
                        claimLosses,
                        version),
                List.of());
    }

    /** The import that brought it is undone; only as long as nobody has worked on it. */
    public Decided<Deal, DealEvent> remove(Instant now) {
        if (state instanceof Historic) {
            return Decided.of(in(new Removed(now)), new DealRemoved(now));
        }
        throw illegal(now);
    }

    /**
     * Its reservation goes to another registration, because its approval never came. The change of
     * version makes an approval fail that was merely slow.
     */
    public Decided<Deal, DealEvent> loseReservation() {
        return new Decided<>(
                new Deal(
                        id,
                        partner,
                        details,
                        stage,
                        state,
                        references,
                        registeredAt,
                        submittedAt,
                        batch,
                        claimLosses + 1,
                        version),
                List.of());
    }

    /** Whether nobody else may be approved for its scope. */
    public boolean holdsScope(Instant now) {
        return stateAt(now) instanceof Approved;
    }

    /**
     * The state as it is to be seen: an approval past its protection has expired, whether or not a
     * timer came by.
     */
    public DealState stateAt(Instant now) {
        return state instanceof Approved(_, _, var protection) && !protection.covers(now)
                ? new Expired(protection.until())
                : state;
    }

    /** What may be done next; the API shows it, so no client has to know the state machine. */
    public Set<DealAction> allowed(Instant now) {
        return switch (stateAt(now)) {
            case Draft _, Returned _ ->
                    EnumSet.of(
                            DealAction.EDIT,
                            DealAction.SUBMIT,
                            DealAction.WITHDRAW,
                            DealAction.CHANGE_STAGE);
            case Submitted _ ->
                    EnumSet.of(
                            DealAction.WITHDRAW,
                            DealAction.RETURN,
                            DealAction.APPROVE,
                            DealAction.REJECT,
                            DealAction.CHANGE_STAGE);
            case Approved _ ->
                    EnumSet.of(
                            DealAction.CHANGE_STAGE,
                            DealAction.WIN,
                            DealAction.LOSE,
                            DealAction.REVOKE);
            case Expired _ when state instanceof Approved ->
                    EnumSet.of(
                            DealAction.SUBMIT,
                            DealAction.CHANGE_STAGE,
                            DealAction.WIN,
                            DealAction.LOSE,
                            DealAction.EXPIRE);
            case Expired _ ->
                    EnumSet.of(
                            DealAction.SUBMIT,
                            DealAction.CHANGE_STAGE,
                            DealAction.WIN,
                            DealAction.LOSE);
            case Historic _ -> EnumSet.of(DealAction.WIN, DealAction.LOSE, DealAction.REMOVE);
            case Rejected _, Withdrawn _, Revoked _, Won _, Lost _, Removed _ ->
                    EnumSet.noneOf(DealAction.class);
        };
    }

    private Submitted submitted(Instant now) {
        if (state instanceof Submitted submitted) {
            return submitted;
        }
        throw illegal(now);
    }

    private RuntimeException illegal(Instant now) {
        return DealRefusal.ILLEGAL_TRANSITION.insteadOf(allowed(now));
    }

    private Deal in(DealState next) {
        return with(stage, next, submittedAt);
    }

    private Deal with(SalesStage nextStage, DealState next, @Nullable Instant firstSubmittedAt) {
        return new Deal(
                id,
                partner,
                details,
                nextStage,
                next,
                references,
                registeredAt,
                firstSubmittedAt,
                batch,
                claimLosses,
                version);
    }
}
