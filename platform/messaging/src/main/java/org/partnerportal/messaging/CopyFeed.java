package org.partnerportal.messaging;

import java.util.List;

/**
 * A feed that keeps copies of what other contexts own, and whose copies can therefore be made again
 * from the topics while the live ones answer.
 */
public interface CopyFeed extends EventConsumer {

    /** The collections that the copies lie in, and nothing else does. */
    List<String> collections();

    /**
     * Writes what the event says of the copies, into that edition of the collections. Must come to
     * the same whatever is said twice.
     */
    void write(Envelope event, Edition edition);

    /** A feed that also acts on what it hears does so here, never in {@link #write}. */
    @Override
    default void on(Envelope event) {
        write(event, Edition.LIVE);
    }
}
