package org.partnerportal.deal.registration.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.domain.DealAction.Side;
import org.partnerportal.deal.registration.domain.DealEvent.DealApproved;
import org.partnerportal.deal.registration.domain.DealEvent.DealExpired;
import org.partnerportal.deal.registration.domain.DealEvent.DealExtensionRefused;
import org.partnerportal.deal.registration.domain.DealEvent.DealImported;
import org.partnerportal.deal.registration.domain.DealEvent.DealRejected;
import org.partnerportal.deal.registration.domain.DealEvent.DealRemoved;
import org.partnerportal.deal.registration.domain.DealEvent.DealReopened;
import org.partnerportal.deal.registration.domain.DealEvent.DealReturned;
import org.partnerportal.deal.registration.domain.DealEvent.DealRevoked;
import org.partnerportal.deal.registration.domain.DealEvent.DealStageChanged;
import org.partnerportal.deal.registration.domain.DealEvent.DealSubmitted;
import org.partnerportal.deal.registration.domain.DealEvent.DealWithdrawn;
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
 * @param progress how far the sale is; never the same field as the registration's state
 * @param term the time for which it is approved, with its extensions
 * @param submissions what the vendor was asked about, oldest first
 * @param contributors of the vendor's people, who did something on the partner's behalf
 * @param references under which ids other systems know it
 * @param registeredAt when it was first written down; for historic ones, in the earlier system
 * @param submittedAt since when it waits for a decision, or waited
 * @param batch the import that brought it
 * @param claimLosses how often a reservation of its scope was given to another because its approval
 *     never came
 * @param version counts its changes; 0 before it is stored
 */
public record Deal(
        DealId id,
        PartnerId partner,
        DealDetails details,
        Progress progress,
        DealState state,
        Term term,
        List<Submission> submissions,
        Set<Actor> contributors,
        List<ExternalReference> references,
        Instant registeredAt,
        @Nullable Instant submittedAt,
        @Nullable String batch,
        int claimLosses,
        long version) {

    public Deal {
        submissions = List.copyOf(submissions);
        contributors = Set.copyOf(contributors);
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
        return draft(id, partner, details, references, Set.of(), now);
    }

    /**
     * @param contributors those of the vendor's people who wrote it down for the partner
     */
    public static Decided<Deal, DealEvent> draft(
            DealId id,
            PartnerId partner,
            DealDetails details,
            List<ExternalReference> references,
            Set<Actor> contributors,
            Instant now) {
        return new Decided<>(
                new Deal(
                        id,
                        partner,
                        details,
                        Progress.at(SalesStage.PROSPECT),
                        new Draft(),
                        Term.NONE,
                        List.of(),
                        contributors,
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
                        Progress.at(SalesStage.QUALIFIED),
                        new Historic(),
                        Term.NONE,
                        List.of(),
                        Set.of(),
                        List.of(reference),
                        registeredAt,
                        registeredAt,
                        batch,
                        0,
                        0),
                new DealImported(registeredAt));
    }

    /**
     * Corrects what was said. Once approved, a deal of quite another size has to be approved again,
     * and the protection runs on meanwhile; what the approval holds cannot be changed at all.
     */
    public Decided<Deal, DealEvent> edit(
            DealDetails corrected, Actor by, Side side, ProgrammeRules rules, Instant now) {
        must(DealAction.EDIT, now);
        Set<DealField> changed = DealField.changed(details, corrected);
        Set<DealField> locked = EnumSet.noneOf(DealField.class);
        locked.addAll(changed);
        locked.removeAll(editable(side, now));
        if (!locked.isEmpty()) {
            throw DealRefusal.FIELD_LOCKED.because(
                    locked.stream().map(DealField::path).collect(Collectors.joining(", ")));
        }
        if (changed.isEmpty()) {
            return unchanged();
        }
        Amendment next = Amendment.of(this).with(corrected).by(by, side);
        if (state instanceof Approved(_, _, var protection)
                && rules.isMaterial(decidedDetails().estimate(), corrected.estimate())) {
            return Decided.of(
                    next.submitted(by, side, now, now).with(term.keeping(protection)).deal(),
                    new DealReopened(now));
        }
        return new Decided<>(next.deal(), List.of());
    }

    /** What the vendor last decided about. */
    private DealDetails decidedDetails() {
        return submissions.isEmpty() ? details : submissions.getLast().details();
    }

    /** Which fields this side may correct now. */
    public Set<DealField> editable(Side side, Instant now) {
        return EditMatrix.editable(stateAt(now).name(), side, term.kept() != null);
    }

    /** Asks the vendor to decide; an expired registration may be asked for again. */
    public Decided<Deal, DealEvent> submit(
            Actor by, PartnerStanding standing, ProgrammeRules rules, Instant now) {
        return submit(by, Side.PARTNER, standing, rules, null, now);
    }

    /**
     * Asks the vendor to decide. What would hold a customer for whom a tender is out is rejected at
     * once.
     *
     * @param side from which it is asked; the vendor's people may ask on the partner's behalf
     * @param tender when the first tender for the same customer and product is published, as far as
     *     the vendor knows
     */
    public Decided<Deal, DealEvent> submit(
            Actor by,
            Side side,
            PartnerStanding standing,
            ProgrammeRules rules,
            @Nullable LocalDate tender,
            Instant now) {
        must(DealAction.SUBMIT, now);
        standing.mustAllowRegistration();
        rules.mustAllowSize(details.estimate());
        Instant queuedAt = queuedAt(rules, now);
        // What was approved before a tender came out stays so, and may come back corrected.
        boolean kept = state instanceof Returned && term.isKeptAt(now);
        if (!kept) {
            details.mustBeInTime(tender, rules.day(queuedAt));
        }
        Deal next =
                Amendment.of(this)
                        .with(state instanceof Returned ? term : term.over())
                        .by(by, side)
                        .submitted(by, side, queuedAt, now)
                        .deal();
        var events = new ArrayList<DealEvent>();
        if (state instanceof Approved) {
            // The timer may not have come by yet; what it would have said is said now.
            events.addAll(expire(now).events());
        }
        events.add(new DealSubmitted(now));
        if (!kept && details.isOvertakenBy(tender, rules.day(now))) {
            var rejected =
                    next.reject(
                            Actor.SYSTEM,
                            RejectionReason.TENDER,
                            "Tender published on " + tender,
                            now);
            events.addAll(rejected.events());
            return new Decided<>(rejected.next(), events);
        }
        return new Decided<>(next, events);
    }

    /** What was returned keeps its place in the queue if it comes back soon. */
    private Instant queuedAt(ProgrammeRules rules, Instant now) {
        return state instanceof Returned returned
                        && submittedAt != null
                        && rules.keepsPlace(returned.at(), now)
                ? submittedAt
                : now;
    }

    /** Back to the partner, who is told what to correct. */
    public Decided<Deal, DealEvent> giveBack(
            Actor by, List<String> fields, String comment, Instant now) {
        must(DealAction.RETURN, now);
        return Decided.of(in(new Returned(by, now, fields, comment)), new DealReturned(now));
    }

    /** The vendor accepts, where no tender is known of. */
    public Decided<Deal, DealEvent> approve(Actor by, ProgrammeRules rules, Instant now) {
        return approve(by, rules, null, now);
    }

    /**
     * The vendor accepts; the caller has claimed the scope before. Nobody approves what he
     * submitted, or wrote for the partner. A protection that still runs goes on as it was.
     *
     * @param tender when the first tender for the same customer and product is published, as far as
     *     the vendor knows
     */
    public Decided<Deal, DealEvent> approve(
            Actor by, ProgrammeRules rules, @Nullable LocalDate tender, Instant now) {
        if (submitted(now).by().equals(by) || contributors.contains(by)) {
            throw DealRefusal.SELF_APPROVAL.because();
        }
        Protection kept = term.kept();
        if (kept != null && kept.covers(now)) {
            return approved(by, kept, term.resumed(), now);
        }
        if (tender != null && details.isOvertakenBy(tender, rules.day(now))) {
            throw DealRefusal.TENDER_PUBLISHED.because(tender);
        }
        return approved(by, rules.protectionFrom(now, type()), term.begun(now), now);
    }

    private Decided<Deal, DealEvent> approved(
            Actor by, Protection protection, Term next, Instant now) {
        return Decided.of(
                Amendment.of(this).in(new Approved(by, now, protection)).with(next).deal(),
                new DealApproved(now));
    }

    public Decided<Deal, DealEvent> reject(
            Actor by, RejectionReason reason, String comment, Instant now) {
        must(DealAction.REJECT, now);
        return Decided.of(in(new Rejected(by, now, reason, comment)), new DealRejected(now));
    }

    public Decided<Deal, DealEvent> withdraw(Instant now) {
        must(DealAction.WITHDRAW, now);
        return new Decided<>(
                in(new Withdrawn(now)),
                state instanceof Draft ? List.of() : List.of(new DealWithdrawn(now)));
    }

    /** The vendor takes the approval back, for a reason that has no name. */
    public Decided<Deal, DealEvent> revoke(Actor by, String comment, Instant now) {
        return revoke(by, RevocationReason.OTHER, comment, now);
    }

    /** The vendor takes the approval back. */
    public Decided<Deal, DealEvent> revoke(
            Actor by, RevocationReason reason, @Nullable String comment, Instant now) {
        must(DealAction.REVOKE, now);
        return Decided.of(in(new Revoked(by, now, reason, comment)), new DealRevoked(now));
    }

    /**
     * The protection has ended; refused while it runs. A wish for a longer one that nobody decided
     * ends with it.
     */
    public Decided<Deal, DealEvent> expire(Instant now) {
        if (!(state instanceof Approved(_, _, var protection))) {
            throw illegal(now);
        }
        Instant end = protection.until();
        if (protection.covers(now)) {
            throw DealRefusal.PROTECTION_RUNNING.because(end);
        }
        Amendment expired = Amendment.of(this).in(new Expired(end));
        if (term.requested().isEmpty()) {
            return Decided.of(expired.deal(), new DealExpired(end));
        }
        return Decided.of(
                expired.with(term.refuse(Actor.SYSTEM, end, DealRefusal.NOT_ACTIVE.code())).deal(),
                new DealExtensionRefused(end),
                new DealExpired(end));
    }

    /** Asks for a longer protection, as long as it runs. */
    public Decided<Deal, DealEvent> requestExtension(
            Actor by, String reason, ProgrammeRules rules, Instant now) {
        return Extending.request(this, by, reason, rules, now);
    }

    /** The protection becomes longer, reckoned from its end and not from today. */
    public Decided<Deal, DealEvent> grantExtension(Actor by, ProgrammeRules rules, Instant now) {
        return Extending.grant(this, by, rules, now);
    }

    public Decided<Deal, DealEvent> refuseExtension(Actor by, String comment, Instant now) {
        return Extending.refuse(this, by, comment, now);
    }

    /**
     * Something was done for the sale. The same activity again changes nothing.
     *
     * @param at business time
     */
    public Decided<Deal, DealEvent> heard(ActivityId activity, Instant at, Instant now) {
        must(DealAction.LOG_ACTIVITY, now);
        if (at.isAfter(now)) {
            throw DealRefusal.ACTIVITY_IN_FUTURE.because();
        }
        Instant approvedAt = state instanceof Approved approved ? approved.at() : null;
        return new Decided<>(with(term.heard(activity, at, approvedAt)), List.of());
    }

    /**
     * What the timer finds to say: that the protection ends soon, that nothing is heard of the
     * sale, or that the approval is taken back for that. Nothing, where nothing is due.
     */
    public Decided<Deal, DealEvent> watch(WatchRules rules, Instant now) {
        return stateAt(now) instanceof Approved approved
                ? rules.watch(this, approved, now)
                : unchanged();
    }

    /**
     * How far the sale is, apart from what the vendor decided.
     *
     * @param nextStep none: as it was; blank: there is none any more
     */
    public Decided<Deal, DealEvent> changeStage(
            SalesStage next, @Nullable String nextStep, @Nullable Actor by, Instant now) {
        must(DealAction.CHANGE_STAGE, now);
        Progress moved = progress.to(next, nextStep, by, now);
        if (moved.equals(progress)) {
            return unchanged();
        }
        return new Decided<>(
                Amendment.of(this).with(moved).with(term.heard()).deal(),
                next == stage() ? List.of() : List.of(new DealStageChanged(now)));
    }

    /**
     * The customer ordered. The same order again changes nothing, so that a repeated message is
     * harmless.
     *
     * @param at business time, which may be before now
     */
    public Decided<Deal, DealEvent> win(
            Instant at, Money amount, String orderReference, Instant now) {
        return Closing.win(this, at, amount, orderReference, now);
    }

    /** The customer did not order; that it is said again changes nothing. */
    public Decided<Deal, DealEvent> lose(
            Instant at, LossReason reason, @Nullable String comment, Instant now) {
        return Closing.lose(this, at, reason, comment, now);
    }

    /** Another system knows it under this id from now on. */
    public Decided<Deal, DealEvent> knownAs(ExternalReference reference) {
        return references.contains(reference)
                ? unchanged()
                : new Decided<>(Amendment.of(this).knownAs(reference).deal(), List.of());
    }

    /** The import that brought it is undone; only as long as nobody has worked on it. */
    public Decided<Deal, DealEvent> remove(Instant now) {
        must(DealAction.REMOVE, now);
        return Decided.of(in(new Removed(now)), new DealRemoved(now));
    }

    /**
     * Its reservation goes to another registration, because its approval never came. The change of
     * version makes an approval fail that was merely slow.
     */
    public Decided<Deal, DealEvent> loseReservation() {
        return new Decided<>(Amendment.of(this).withoutReservation().deal(), List.of());
    }

    public DealType type() {
        return details.type();
    }

    public SalesStage stage() {
        return progress.stage();
    }

    /** Whether nobody else may be approved for its scope. */
    public boolean holdsScope(Instant now) {
        return type().isExclusive() && protectionAt(now) != null;
    }

    /** The protection that runs now, also while the approval is decided again. */
    public @Nullable Protection protectionAt(Instant now) {
        return switch (stateAt(now)) {
            case Approved(_, _, var protection) -> protection;
            case Submitted _, Returned _ -> term.isKeptAt(now) ? term.kept() : null;
            case Draft _,
                    Rejected _,
                    Withdrawn _,
                    Expired _,
                    Revoked _,
                    Historic _,
                    Won _,
                    Lost _,
                    Removed _ ->
                    null;
        };
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
        return AllowedActions.of(this, now);
    }

    /** What this side may do next. */
    public Set<DealAction> allowed(Side side, Instant now) {
        return AllowedActions.of(this, side, now);
    }

    /** What the partner had better look at. */
    public Set<DealHint> hints(Instant now) {
        var hints = EnumSet.noneOf(DealHint.class);
        Protection protection = protectionAt(now);
        LocalDate close = details.expectedCloseDate();
        if (protection != null && close != null && close.isAfter(protection.deadline().lastDay())) {
            hints.add(DealHint.CLOSE_AFTER_PROTECTION);
            if (allowed(now).contains(DealAction.REQUEST_EXTENSION)) {
                hints.add(DealHint.REQUEST_EXTENSION);
            }
        }
        return hints;
    }

    /** The same registration as the store has it. */
    public Deal at(long stored) {
        return Amendment.of(this).at(stored);
    }

    private Submitted submitted(Instant now) {
        if (state instanceof Submitted submitted) {
            return submitted;
        }
        throw illegal(now);
    }

    void must(DealAction action, Instant now) {
        if (!allowed(now).contains(action)) {
            throw illegal(now);
        }
    }

    RuntimeException illegal(Instant now) {
        return DealRefusal.ILLEGAL_TRANSITION.insteadOf(allowed(now));
    }

    private Deal in(DealState next) {
        return Amendment.of(this).in(next).deal();
    }

    Deal with(Term next) {
        return Amendment.of(this).with(next).deal();
    }

    Decided<Deal, DealEvent> unchanged() {
        return new Decided<>(this, List.of());
    }
}
