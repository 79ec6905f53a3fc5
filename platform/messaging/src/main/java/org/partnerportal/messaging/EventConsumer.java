package org.partnerportal.messaging;

import java.util.List;

/**
 * A feature's ear on other contexts: one bean per feature, in a consumer group of its own.
 *
 * <p>A record comes at least once and, per aggregate, in order; so {@link #on} must be idempotent:
 * by a unique insert, or by the producer's {@link Envelope#aggregateVersion()}. An exception is
 * tried again a few times, then the record becomes a dead letter and later ones of the same key
 * wait behind it. Only when the store is away is it tried for ever.
 */
public interface EventConsumer {

    /** Names the consumer group within the service: {@code <service>.<name>}. */
    String name();

    List<String> topics();

    void on(Envelope event);
}
