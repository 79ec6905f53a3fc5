package org.partnerportal.messaging;

/** Hands one event to the broker and returns when the broker has it for good. */
@FunctionalInterface
interface EventPublisher {

    /**
     * @param aggregateId the key: events of one aggregate stay in order
     * @throws RuntimeException when the broker did not acknowledge it
     */
    void publish(String aggregateId, PendingEvent event) throws InterruptedException;
}
