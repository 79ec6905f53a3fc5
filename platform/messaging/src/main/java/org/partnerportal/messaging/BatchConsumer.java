package org.partnerportal.messaging;

import java.util.List;

/**
 * An {@link EventConsumer} that takes what has come together at once, to store it in fewer writes.
 *
 * <p>When a batch fails, its events come again one by one through {@link #on(Envelope)}: what it
 * had done by then must not be done twice, and a record that cannot be handled is found and set
 * aside like any other.
 */
public interface BatchConsumer extends EventConsumer {

    /**
     * @param events in the order in which they lie in their partitions
     */
    void on(List<Envelope> events);
}
