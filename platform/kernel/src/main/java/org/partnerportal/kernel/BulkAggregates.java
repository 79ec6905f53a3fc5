package org.partnerportal.kernel;

import java.util.List;

/**
 * A collection into which many new aggregates come at once.
 *
 * @param <I> the id
 * @param <A> the aggregate
 * @param <E> what can happen to it
 */
public interface BulkAggregates<I, A, E> extends Aggregates<I, A, E> {

    /**
     * A new aggregate with its events.
     *
     * @param context of the command that made it
     */
    record Addition<A, E>(Decided<A, E> decided, CommandContext context) {}

    /**
     * Stores new aggregates in this order, each in one write with its events, until one finds its
     * id or another unique key taken. That one and all behind it are not stored.
     *
     * @return those that were stored, from the first on
     */
    List<A> addAll(List<Addition<A, E>> additions);
}
