package org.partnerportal.messaging;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events leave and reach a service.
 *
 * @param topic the service's own topic, {@code <context>.events.v1}
 * @param outbox how pending events are published
 * @param consumer how events are consumed
 * @param topics how topics are made that do not exist yet
 */
@ConfigurationProperties("portal.messaging")
public record MessagingSettings(
        @DefaultValue("unnamed.events.v1") String topic,
        @DefaultValue Outbox outbox,
        @DefaultValue Consumer consumer,
        @DefaultValue Topics topics) {

    /**
     * @param create off where topics are made by the operators of the broker
     * @param partitions the ceiling of consumers that can share the work
     * @param replicationFactor -1 is the broker's default
     * @param retention how long facts can be read again, to rebuild what was made of them
     */
    public record Topics(
            @DefaultValue("true") boolean create,
            @DefaultValue("12") int partitions,
            @DefaultValue("-1") short replicationFactor,
            @DefaultValue("400d") Duration retention) {}

    /**
     * @param enabled off: events stay in their documents until some instance has it on
     * @param lease how long one instance may take over the publication of one aggregate's events
     * @param sweep how often events are looked for that no one is publishing
     * @param retryAfter how long an aggregate rests after the broker did not take its events
     * @param publishers how many aggregates are published side by side
     * @param maxPendingEvents a command on an aggregate with so many waiting events is refused as
     *     unavailable
     * @param maxPendingBytes the same, by size of the waiting events' data
     * @param rememberedCommands how many idempotency keys an aggregate remembers
     */
    public record Outbox(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("10s") Duration lease,
            @DefaultValue("1s") Duration sweep,
            @DefaultValue("5s") Duration retryAfter,
            @DefaultValue("8") int publishers,
            @DefaultValue("200") int maxPendingEvents,
            @DefaultValue("1000000") int maxPendingBytes,
            @DefaultValue("50") int rememberedCommands) {}

    /**
     * @param enabled off: nothing is consumed by this instance
     * @param concurrency threads per consumer; more than there are partitions is waste
     * @param pause between two looks for new records; what comes in between is taken together,
     *     which spares the broker an answer for each and lets every event wait for half of it
     * @param commitEvery how long handled records may be without a committed offset; a crash brings
     *     them once more
     * @param retries how often a failing record is tried again before it is a dead letter
     * @param backOff the wait before the first retry; it triples each time
     * @param deadLetterSuffix appended to a topic's name
     * @param outsideTopics topics written by systems that are not ours: a type without a contract
     *     is a dead letter there, while on our own topics it is a fact that we have no use for
     * @param toleratedTypes types on outside topics that are known by name and not used yet
     * @param maxParked how many records may wait behind a dead letter of the same key
     */
    public record Consumer(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("2") int concurrency,
            @DefaultValue("0ms") Duration pause,
            @DefaultValue("250ms") Duration commitEvery,
            @DefaultValue("3") int retries,
            @DefaultValue("200ms") Duration backOff,
            @DefaultValue(".dlt") String deadLetterSuffix,
            @DefaultValue({"crm.events.v1", "erp.events.v1"}) List<String> outsideTopics,
            @DefaultValue({
                        "erp.order.confirmed",
                        "erp.shipment.dispatched",
                        "erp.stock.changed",
                        "erp.price-list.published"
                    })
                    Set<String> toleratedTypes,
            @DefaultValue("500") int maxParked) {}
}
