package org.partnerportal.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * What an action on an aggregate answers: its next state and the facts that it caused, which are
 * saved together or not at all.
 *
 * @param next the aggregate after the action
 * @param events what happened, in order; empty when the action changed nothing that others need to
 *     know
 */
public record Decided<A, E>(A next, List<E> events) {

    public Decided {
        events = List.copyOf(events);
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // copied at once, never kept as an array
    public static <A, E> Decided<A, E> of(A next, E... events) {
        return new Decided<>(next, List.of(events));
    }

    /** The same decision with one more fact at the end. */
    public Decided<A, E> and(E event) {
        var all = new ArrayList<E>(events);
        all.add(event);
        return new Decided<>(next, all);
    }
}
