package org.partnerportal.analytics.rebuild;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.analytics.figures.Row;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.TypeAlias;

/**
 * One making-anew of all projections, as it is stored.
 *
 * @param generation that is being made
 * @param previous generation that answered when it began
 * @param open there while it is not finished; unique, so that there is one at a time
 * @param owner the worker that has it now
 * @param leaseUntil after that the worker is taken for dead
 * @param attempts how often a worker took it up
 * @param records events read
 * @param skipped records that are no readable events; the live side keeps them as dead letters
 * @param before figures of the generation that answered, at the comparison
 * @param after figures of the new generation, at the comparison
 */
@TypeAlias("rebuild")
record Rebuild(
        @Id String id,
        State state,
        @Nullable Failure failure,
        int generation,
        int previous,
        @Nullable Boolean open,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String owner,
        Instant leaseUntil,
        int attempts,
        long records,
        long skipped,
        List<Reading> readings,
        @Nullable List<Row> before,
        @Nullable List<Row> after,
        @Nullable Comparison comparison) {

    /** How far a rebuild is. */
    enum State {
        /** Reads from the first event on; the previous generation answers. */
        RUNNING,
        /** The new generation answers; what came in at the change-over is read once more. */
        SWITCHED,
        /** The new generation answers. */
        SUCCEEDED,
        /** The previous generation goes on answering. */
        FAILED
    }

    /** Why a rebuild failed. */
    enum Failure {
        /** The topics no longer have all that the figures were made of. */
        EVENTS_MISSING,
        /** Worker after worker gave up on it. */
        TAKEN_UP_TOO_OFTEN
    }

    /**
     * How far a partition has been read.
     *
     * @param begin the first offset that there was
     * @param next the offset to be read next
     * @param target the end when the rebuild began
     */
    record Reading(String topic, int partition, long begin, long next, long target) {}

    static Rebuild begun(String id, int previous, int generation, Instant now) {
        return new Rebuild(
                id,
                State.RUNNING,
                null,
                generation,
                previous,
                true,
                now,
                null,
                null,
                now,
                0,
                0,
                0,
                List.of(),
                null,
                null,
                null);
    }
}
