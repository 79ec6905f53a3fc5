package org.partnerportal.messaging;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be handled, as operators see it; the value itself stays in the topic
 * {@code <topic>.dlt}.
 *
 * @param id {@code dlt_...}; the same record of the same consumer always has the same id
 * @param consumer the group that could not handle it
 * @param detail what was wrong, in English, for engineers
 * @param waiting how many later records of the same key wait behind it
 * @param state OPEN, REPLAYED or DISCARDED
 */
public record DeadLetter(
        String id,
        String consumer,
        String topic,
        int partition,
        long offset,
        @Nullable String key,
        @Nullable String type,
        String reason,
        String detail,
        int waiting,
        String state,
        int attempts,
        Instant at) {}
