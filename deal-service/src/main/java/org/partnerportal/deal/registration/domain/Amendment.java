package org.partnerportal.deal.registration.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A registration on its way to its next form: the one place that copies it, so that an action names
 * only what it changes.
 */
final class Amendment {

    private final Deal before;
    private DealDetails details;
    private Progress progress;
    private DealState state;
    private Term term;
    private List<Submission> submissions;
    private Set<Actor> contributors;
    private List<ExternalReference> references;
    private @Nullable Instant submittedAt;
    private int claimLosses;

    private Amendment(Deal before) {
        this.before = before;
        this.details = before.details();
        this.progress = before.progress();
        this.state = before.state();
        this.term = before.term();
        this.submissions = before.submissions();
        this.contributors = before.contributors();
        this.references = before.references();
        this.submittedAt = before.submittedAt();
        this.claimLosses = before.claimLosses();
    }

    static Amendment of(Deal before) {
        return new Amendment(before);
    }

    Amendment with(DealDetails next) {
        details = next;
        return this;
    }

    Amendment with(Progress next) {
        progress = next;
        return this;
    }

    Amendment with(Term next) {
        term = next;
        return this;
    }

    Amendment in(DealState next) {
        state = next;
        return this;
    }

    /** The vendor is asked about the content as it is now. */
    Amendment submitted(Actor by, DealAction.Side side, Instant queuedAt, Instant now) {
        state = new DealState.Submitted(by, now);
        submissions = Submission.and(submissions, by, side, now, details);
        submittedAt = queuedAt;
        return this;
    }

    /**
     * One of the vendor's people did something on the partner's behalf; the partner's need not be
     * named.
     */
    Amendment by(Actor actor, DealAction.Side side) {
        if (side == DealAction.Side.VENDOR) {
            var all = new LinkedHashSet<>(contributors);
            all.add(actor);
            contributors = all;
        }
        return this;
    }

    Amendment knownAs(ExternalReference reference) {
        var all = new ArrayList<>(references);
        all.add(reference);
        references = all;
        return this;
    }

    Amendment withoutReservation() {
        claimLosses++;
        return this;
    }

    Deal deal() {
        return at(before.version());
    }

    Deal at(long version) {
        return new Deal(
                before.id(),
                before.partner(),
                details,
                progress,
                state,
                term,
                submissions,
                contributors,
                references,
                before.registeredAt(),
                submittedAt,
                before.batch(),
                claimLosses,
                version);
    }
}
