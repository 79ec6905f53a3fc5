package org.partnerportal.messaging;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.CommandContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event as it was received: the CloudEvents attributes and the data.
 *
 * @param id unique per source; the same id again is the same event
 * @param source the system that says it
 * @param type {@code <context>.<fact>}
 * @param subject the thing that it is about; for our own events the aggregate's id
 * @param time when it happened in the business
 * @param aggregateVersion counts the changes of the subject; 0 for systems that do not count
 * @param recordedAt when the broker took it
 */
public record Envelope(
        String id,
        String source,
        String type,
        String subject,
        Instant time,
        @Nullable String partnerId,
        String actor,
        String correlationId,
        @Nullable String causationId,
        long aggregateVersion,
        int schemaVersion,
        JsonNode data,
        Instant recordedAt,
        String topic,
        int partition,
        long offset,
        JsonMapper json) {

    /** What is done because of this event is done as part of its cause. */
    public CommandContext context() {
        return new CommandContext("system", correlationId, id, null);
    }

    /** The data as this consumer's own record; fields that it does not name are left aside. */
    public <T> T read(Class<T> type) {
        return json.treeToValue(data, type);
    }
}
