package org.partnerportal.messaging;

import java.util.List;

/** Hands one event to the broker and returns when the broker has it for good. */
@FunctionalInterface
interface EventPublisher {

    /**
     * @param aggregateId the key: events of one aggregate stay in order
     * @throws RuntimeException when the broker did not acknowledge it
     */
    void publish(String aggregateId, PendingEvent event) throws InterruptedException;

    /** An event and its key. */
    record Keyed(String aggregateId, PendingEvent event) {}

    /**
     * Hands over events of different aggregates and returns when the broker has all of them.
     *
     * @throws RuntimeException when the broker did not acknowledge one; others may have arrived
     */
    default void publishAll(List<Keyed> events) throws InterruptedException {
        for (Keyed keyed : events) {
            publish(keyed.aggregateId(), keyed.event());
        }
    }
}
