package org.partnerportal.deal.registration.persistence;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.domain.ActivityId;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.Evidence;
import org.partnerportal.deal.registration.domain.Extension;
import org.partnerportal.deal.registration.domain.Notices;
import org.partnerportal.deal.registration.domain.Protection;
import org.partnerportal.deal.registration.domain.Term;
import org.partnerportal.kernel.Deadline;

/** The time of an approval as it is stored, flat, so that timers find what is due. */
record TermDocument(
        @Nullable Instant evidenceSince,
        List<String> evidence,
        @Nullable Instant lastActivityAt,
        List<ExtensionDocument> extensions,
        @Nullable Instant keptUntil,
        @Nullable ZoneId keptZone,
        @Nullable Instant warnedAt,
        @Nullable Integer remindedBefore) {

    /** All outcomes in one shape; an outcome fills what it has. */
    record ExtensionDocument(
            String by,
            Instant at,
            String reason,
            List<String> evidence,
            Extension.Name name,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable Instant until,
            @Nullable String comment) {

        static ExtensionDocument of(Extension extension) {
            Actor decider = null;
            Instant decidedAt = null;
            Instant until = null;
            String comment = null;
            switch (extension.outcome()) {
                case Extension.Requested _ -> {
                    // Nothing is known yet.
                }
                case Extension.Granted granted -> {
                    decider = granted.by();
                    decidedAt = granted.at();
                    until = granted.until();
                }
                case Extension.Refused refused -> {
                    decider = refused.by();
                    decidedAt = refused.at();
                    comment = refused.comment();
                }
            }
            return new ExtensionDocument(
                    extension.by().subject(),
                    extension.at(),
                    extension.reason(),
                    extension.evidence().stream().map(ActivityId::value).toList(),
                    extension.name(),
                    decider == null ? null : decider.subject(),
                    decidedAt,
                    until,
                    comment);
        }

        Extension toExtension() {
            return new Extension(
                    new Actor(by),
                    at,
                    reason,
                    evidence.stream().map(ActivityId::new).toList(),
                    switch (name) {
                        case REQUESTED -> new Extension.Requested();
                        case GRANTED ->
                                new Extension.Granted(decider(), there(decidedAt), there(until));
                        case REFUSED ->
                                new Extension.Refused(decider(), there(decidedAt), there(comment));
                    });
        }

        private Actor decider() {
            return new Actor(there(decidedBy));
        }

        private static <T> T there(@Nullable T value) {
            return Objects.requireNonNull(value, "a field that this outcome always has");
        }
    }

    static TermDocument of(Term term) {
        Protection kept = term.kept();
        return new TermDocument(
                term.evidence().since(),
                term.evidence().activities().stream().map(ActivityId::value).toList(),
                term.evidence().lastAt(),
                term.extensions().stream().map(ExtensionDocument::of).toList(),
                kept == null ? null : kept.until(),
                kept == null ? null : kept.deadline().zone(),
                term.notices().warnedAt(),
                term.notices().remindedBefore());
    }

    /**
     * @param stored none in what was stored before there were extensions
     */
    static Term toTerm(@Nullable TermDocument stored) {
        if (stored == null) {
            return Term.NONE;
        }
        return new Term(
                new Evidence(
                        stored.evidenceSince(),
                        stored.evidence().stream().map(ActivityId::new).toList(),
                        stored.lastActivityAt()),
                stored.extensions().stream().map(ExtensionDocument::toExtension).toList(),
                stored.keptUntil() == null || stored.keptZone() == null
                        ? null
                        : new Protection(new Deadline(stored.keptUntil(), stored.keptZone())),
                new Notices(stored.warnedAt(), stored.remindedBefore()));
    }
}
