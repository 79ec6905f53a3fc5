package org.partnerportal.deal.registration.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.domain.Extension.Granted;
import org.partnerportal.deal.registration.domain.Extension.Outcome;
import org.partnerportal.deal.registration.domain.Extension.Refused;
import org.partnerportal.deal.registration.domain.Extension.Requested;

/**
 * The time for which a registration is approved: what was done in it, and by how much it was made
 * longer.
 *
 * @param kept the protection that runs on while the approval is decided again
 * @param extensions in the order in which they were asked for
 */
public record Term(
        Evidence evidence, List<Extension> extensions, @Nullable Protection kept, Notices notices) {

    /** Refused wishes beyond this number are forgotten, oldest first. */
    static final int KEPT = 20;

    public static final Term NONE = new Term(Evidence.NONE, List.of(), null, Notices.NONE);

    public Term {
        extensions = List.copyOf(extensions);
    }

    /** A new approval; nothing of an earlier one counts. */
    Term begun(Instant now) {
        return new Term(evidence.from(now), List.of(), null, Notices.NONE);
    }

    /** There is no approval any more, or none yet. */
    Term over() {
        return new Term(
                new Evidence(null, List.of(), evidence.lastAt()), List.of(), null, Notices.NONE);
    }

    /** The approval is decided again; the protection runs on meanwhile. */
    Term keeping(Protection protection) {
        return new Term(evidence, extensions, protection, notices);
    }

    /** Approved again while the protection runs; all goes on as it was. */
    Term resumed() {
        return new Term(evidence, extensions, null, notices);
    }

    Term heard() {
        return new Term(evidence, extensions, kept, notices.heard());
    }

    /**
     * @param start since when activities count, where it is not known yet
     */
    Term heard(ActivityId activity, Instant at, @Nullable Instant start) {
        Evidence counted =
                evidence.since() == null && start != null ? evidence.from(start) : evidence;
        Evidence next = counted.with(activity, at);
        return next.equals(evidence) ? this : new Term(next, extensions, kept, notices.heard());
    }

    Term with(Notices next) {
        return new Term(evidence, extensions, kept, next);
    }

    boolean isKeptAt(Instant now) {
        return kept != null && kept.covers(now);
    }

    /** The wish that waits for a decision. */
    public Optional<Extension> requested() {
        return extensions.stream().filter(it -> it.outcome() instanceof Requested).findFirst();
    }

    public long granted() {
        return extensions.stream().filter(it -> it.outcome() instanceof Granted).count();
    }

    Term request(Actor by, String reason, ExtensionRules rules, Instant now) {
        if (granted() >= rules.limit()) {
            throw DealRefusal.MAX_EXTENSIONS.because(rules.limit());
        }
        if (evidence.activities().size() < rules.activities()) {
            throw DealRefusal.NO_ACTIVITY.because(rules.activities(), evidence.activities().size());
        }
        var all = new ArrayList<>(extensions);
        all.add(new Extension(by, now, reason, evidence.activities(), new Requested()));
        if (all.size() > KEPT) {
            all.stream()
                    .filter(it -> it.outcome() instanceof Refused)
                    .findFirst()
                    .ifPresent(all::remove);
        }
        return new Term(evidence, all, kept, notices);
    }

    /** The wish is granted; from now on activities count for the next one. */
    Term grant(Actor by, Instant now, Protection extended) {
        Term granted = decided(new Granted(by, now, extended.until()));
        return new Term(
                evidence.from(now),
                granted.extensions(),
                kept,
                new Notices(notices.warnedAt(), null));
    }

    Term refuse(Actor by, Instant now, String comment) {
        return decided(new Refused(by, now, comment));
    }

    private Term decided(Outcome outcome) {
        return new Term(
                evidence,
                extensions.stream()
                        .map(it -> it.outcome() instanceof Requested ? it.with(outcome) : it)
                        .toList(),
                kept,
                notices);
    }
}
