package org.partnerportal.deal.registration.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the sale is and what comes next.
 *
 * @param nextStep in the partner's words
 * @param history the latest moves, oldest first
 */
public record Progress(SalesStage stage, @Nullable String nextStep, List<Move> history) {

    /** So many moves are remembered. */
    static final int KEPT = 50;

    public Progress {
        history = List.copyOf(history);
    }

    /**
     * @param by who moved it; none where the sale was closed
     */
    public record Move(
            SalesStage stage, @Nullable String nextStep, @Nullable Actor by, Instant at) {}

    static Progress at(SalesStage stage) {
        return new Progress(stage, null, List.of());
    }

    /**
     * @param step where none is given, the next step stays; a blank one ends it
     */
    Progress to(SalesStage next, @Nullable String step, @Nullable Actor by, Instant now) {
        String then = step == null ? nextStep : step.isBlank() ? null : step.strip();
        Progress moved = new Progress(next, then, history);
        if (moved.equals(this)) {
            return this;
        }
        var all = new ArrayList<>(history);
        all.add(new Move(next, then, by, now));
        return new Progress(next, then, all.subList(Math.max(0, all.size() - KEPT), all.size()));
    }

    Progress closed(Instant at) {
        return to(SalesStage.CLOSED, "", null, at);
    }

    public Optional<Instant> lastMovedAt() {
        return history.isEmpty() ? Optional.empty() : Optional.of(history.getLast().at());
    }
}
