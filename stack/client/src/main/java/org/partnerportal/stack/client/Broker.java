package org.partnerportal.stack.client;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The topics as an outside system meets them: it sends, and it may look how far the readers are.
 */
public final class Broker implements AutoCloseable {

    private static final int PATIENCE_MS = Math.toIntExact(Duration.ofMinutes(4).toMillis());
    private static final String TOPIC_SUFFIX = ".events.v1";
    private static final List<String> SERVICES =
            List.of(
                    "partner-service.",
                    "deal-service.",
                    "commission-service.",
                    "analytics-service.");

    private final String bootstrapServers;
    private volatile Producer<String, byte[]> producer;
    private volatile Admin admin;

    public Broker(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.producer = producer(bootstrapServers);
        this.admin = admin(bootstrapServers);
    }

    /** Forgets what it knew of the broker: another one runs at its address, with other topics. */
    public void meetAnother() {
        close();
        producer = producer(bootstrapServers);
        admin = admin(bootstrapServers);
    }

    private static Map<String, Object> common(String bootstrapServers) {
        return Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                1_000);
    }

    private static Producer<String, byte[]> producer(String bootstrapServers) {
        var settings = new HashMap<>(common(bootstrapServers));
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    private static Admin admin(String bootstrapServers) {
        var settings = new HashMap<>(common(bootstrapServers));
        settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 30_000);
        return Admin.create(settings);
    }

    /**
     * Sends all of them without waiting for each; returns when the broker has every one.
     *
     * @param onEach runs for each that the broker took
     */
    public void send(Collection<ProducerRecord<String, byte[]>> events, Runnable onEach) {
        var failure = new AtomicReference<Exception>();
        for (var event : events) {
            var _ =
                    producer.send(
                            event,
                            (_, problem) -> {
                                if (problem != null) {
                                    failure.compareAndSet(null, problem);
                                } else {
                                    onEach.run();
                                }
                            });
        }
        producer.flush();
        Exception problem = failure.get();
        if (problem != null) {
            throw new ClientFailure("The broker did not take an event: " + problem, problem);
        }
    }

    /**
     * How many events lie before the suite's services; -1 while the broker does not answer.
     *
     * <p>Only what a service has begun to read is counted, so this says "busy" for certain and
     * "idle" only together with the figures themselves.
     */
    public long unread() {
        try {
            List<String> groups =
                    admin.listGroups().all().get().stream()
                            .map(GroupListing::groupId)
                            .filter(group -> SERVICES.stream().anyMatch(group::startsWith))
                            .toList();
            Map<String, Map<TopicPartition, OffsetAndMetadata>> read =
                    admin.listConsumerGroupOffsets(
                                    groups.stream()
                                            .collect(
                                                    Collectors.toMap(
                                                            group -> group,
                                                            _ ->
                                                                    new ListConsumerGroupOffsetsSpec())))
                            .all()
                            .get();
            Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
            read.values()
                    .forEach(offsets ->
                            offsets.keySet().stream()
                                    .filter(it -> it.topic().endsWith(TOPIC_SUFFIX))
                                    .forEach(it -> asked.put(it, OffsetSpec.latest())));
            var ends = admin.listOffsets(asked).all().get();
            long unread = 0;
            for (var offsets : read.values()) {
                for (var position : offsets.entrySet()) {
                    var end = ends.get(position.getKey());
                    OffsetAndMetadata at = position.getValue();
                    if (end != null && at != null) {
                        unread += Math.max(0, end.offset() - at.offset());
                    }
                }
            }
            return unread;
        } catch (ExecutionException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientFailure("Interrupted", e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        admin.close(Duration.ofSeconds(5));
    }
}
