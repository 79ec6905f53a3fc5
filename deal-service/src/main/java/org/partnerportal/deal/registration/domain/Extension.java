package org.partnerportal.deal.registration.domain;

import java.time.Instant;
import java.util.List;

/**
 * The partner's wish to be protected for longer, and what became of it.
 *
 * @param evidence what has been done for the sale since the approval or the last extension
 */
public record Extension(
        Actor by, Instant at, String reason, List<ActivityId> evidence, Outcome outcome) {

    public Extension {
        evidence = List.copyOf(evidence);
    }

    /** What became of it. */
    public sealed interface Outcome {}

    /** Nobody has decided yet. */
    public record Requested() implements Outcome {}

    /**
     * @param until the protection's new end, exclusive
     */
    public record Granted(Actor by, Instant at, Instant until) implements Outcome {}

    public record Refused(Actor by, Instant at, String comment) implements Outcome {}

    /** The name that the API and the store use. */
    public enum Name {
        REQUESTED,
        GRANTED,
        REFUSED
    }

    public Name name() {
        return switch (outcome) {
            case Requested _ -> Name.REQUESTED;
            case Granted _ -> Name.GRANTED;
            case Refused _ -> Name.REFUSED;
        };
    }

    Extension with(Outcome decided) {
        return new Extension(by, at, reason, evidence, decided);
    }
}
