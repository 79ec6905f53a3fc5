package org.partnerportal.kernel;

import java.util.Optional;
import java.util.function.Function;

/**
 * A collection of aggregates. The only way to save is a decision, so that state and events cannot
 * part: one atomic write stores both.
 *
 * @param <I> the id
 * @param <A> the aggregate
 * @param <E> what can happen to it
 */
public interface Aggregates<I, A, E> {

    Optional<A> find(I id);

    /** The aggregate, or a refusal that says there is none. */
    default A get(I id) {
        return find(id).orElseThrow(() -> CommonRefusal.NOT_FOUND.because(id));
    }

    /**
     * Stores a new aggregate with its events. When the id is taken by the same command (same
     * idempotency key, same body) the stored one is answered and nothing is written.
     */
    A add(Decided<A, E> decided);

    /**
     * Reads, decides, saves. A command that this aggregate has already carried out (same
     * idempotency key) is answered from what is stored, without deciding again; under {@link
     * Expected#any()} a lost race is tried again from the new state, under a named version it is
     * refused as stale. The decision may run more than once.
     */
    A change(I id, Expected expected, Function<A, Decided<A, E>> decision);
}
