package org.partnerportal.messaging;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/**
 * Makes consumers of topics: raw bytes, from the earliest record on, offsets committed by hand. How
 * much is fetched at once and how often a group hears of its members may be set otherwise under
 * {@code spring.kafka.consumer}.
 */
public final class TopicReaders {

    /**
     * So much one consumer takes from a broker at once. Kafka's own 50 MB are more than a small
     * service can hold when it reads a topic from its beginning.
     */
    private static final int FETCH_BYTES = 4 << 20;

    private final Map<String, Object> settings;

    TopicReaders(KafkaProperties properties, KafkaConnectionDetails connection) {
        var read = new HashMap<String, Object>(properties.buildConsumerProperties());
        read.put(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                connection.getConsumer().getBootstrapServers());
        read.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        read.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        read.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        this.settings = Map.copyOf(read);
    }

    /** Consumers that share the partitions of a topic with others of their group. */
    ConsumerFactory<byte[], byte[]> inGroup() {
        var group = new HashMap<>(settings);
        group.putIfAbsent(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
        // How long the partitions of a killed instance lie idle: the next one waits for no longer.
        group.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 15_000);
        group.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
        return new DefaultKafkaConsumerFactory<>(
                group, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * A consumer of its own, which is told what to read; the caller closes it.
     *
     * @param more settings of this consumer alone
     */
    public Consumer<byte[], byte[]> alone(Map<String, Object> more) {
        var single = new HashMap<>(settings);
        single.remove(ConsumerConfig.GROUP_ID_CONFIG);
        single.putAll(more);
        return new KafkaConsumer<>(
                single, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
