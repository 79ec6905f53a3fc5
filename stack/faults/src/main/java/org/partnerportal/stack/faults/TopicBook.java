package org.partnerportal.stack.faults;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.partnerportal.stack.faults.books.Published;

/**
 * Reads the services' topics from where they ended when the run began; from their beginning once
 * they are others, which is the same for partners that the run has made.
 */
final class TopicBook implements AutoCloseable {

    private static final List<String> TOPICS =
            List.of("partner.events.v1", "deal.events.v1", "commission.events.v1");
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final String bootstrapServers;
    private KafkaConsumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions = new ArrayList<>();
    private final List<Published> read = new ArrayList<>();

    TopicBook(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.consumer = consumer(bootstrapServers);
        for (String topic : TOPICS) {
            for (PartitionInfo partition : consumer.partitionsFor(topic, LIMIT)) {
                partitions.add(new TopicPartition(topic, partition.partition()));
            }
        }
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // The position is only looked up when it is asked for.
        partitions.forEach(it -> consumer.position(it, LIMIT));
    }

    /** Another broker runs at the address of the first, with topics that begin anew. */
    void startOver() {
        consumer.close();
        read.clear();
        consumer = consumer(bootstrapServers);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    private static KafkaConsumer<String, byte[]> consumer(String bootstrapServers) {
        return new KafkaConsumer<>(
                Map.of(
                        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        1_000,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** All that the topics say of these partners, partition after partition. */
    List<Published> of(Set<String> partners) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, LIMIT);
        long limit = System.nanoTime() + LIMIT.toNanos();
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey(), LIMIT) < end.getValue())) {
            if (System.nanoTime() > limit) {
                throw new IllegalStateException("The topics cannot be read to their ends");
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                if (partners.contains(header(record, "ce_partnerid"))) {
                    read.add(published(record));
                }
            }
        }
        return read.stream()
                .sorted(
                        Comparator.comparing(Published::topic)
                                .thenComparingInt(Published::partition)
                                .thenComparingLong(Published::offset))
                .toList();
    }

    private static Published published(ConsumerRecord<String, byte[]> record) {
        String version = header(record, "ce_aggregateversion");
        return new Published(
                record.topic(),
                record.partition(),
                record.offset(),
                record.key(),
                header(record, "ce_id"),
                header(record, "ce_type"),
                version.isEmpty() ? 0 : Long.parseLong(version));
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
