package org.partnerportal.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes the topics as an outside system would. */
public final class EventProbe implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final KafkaProducer<byte[], byte[]> producer;

    /** An event as it stands on a topic. */
    public record Seen(String topic, String key, Map<String, String> headers, String value) {

        public String type() {
            return headers.getOrDefault("ce_type", "");
        }

        public JsonNode data() {
            return JSON.readTree(value);
        }
    }

    public EventProbe() {
        this.producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", TestServers.bootstrapServers(), "acks", "all"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    /**
     * Publishes as the system {@code source}; version 0 is a system that does not count versions.
     */
    public String publish(
            String topic,
            String source,
            String type,
            String key,
            long aggregateVersion,
            Object data) {
        String id = UUID.randomUUID().toString();
        publish(
                topic,
                source,
                type,
                key,
                id,
                aggregateVersion,
                Instant.now(),
                JSON.writeValueAsBytes(data));
        return id;
    }

    /** Publishes exactly this; the same id again is a duplicate delivery. */
    public void publish(
            String topic,
            String source,
            String type,
            String key,
            String id,
            long aggregateVersion,
            Instant time,
            byte[] data) {
        var record =
                new ProducerRecord<byte[], byte[]>(
                        topic, key.getBytes(StandardCharsets.UTF_8), data);
        Headers headers = record.headers();
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_id", id);
        put(headers, "ce_source", source);
        put(headers, "ce_type", type);
        put(headers, "ce_subject", key);
        put(headers, "ce_time", time.toString());
        put(headers, "content-type", "application/json");
        if (aggregateVersion > 0) {
            put(headers, "ce_aggregateversion", Long.toString(aggregateVersion));
        }
        send(record);
    }

    /** Publishes bytes without any attributes. */
    public void publishRaw(String topic, String key, byte[] value) {
        send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value));
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything on the topic now, in order within each key. */
    public List<Seen> all(String topic) {
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of("bootstrap.servers", TestServers.bootstrapServers()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            var seen = new ArrayList<Seen>();
            while (partitions.stream()
                    .anyMatch(partition ->
                            consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                for (ConsumerRecord<byte[], byte[]> record :
                        consumer.poll(Duration.ofMillis(200))) {
                    seen.add(seen(record));
                }
            }
            return seen;
        }
    }

    /** Waits until an event is there that fits, at most 20 seconds. */
    public Seen await(String topic, Predicate<Seen> fits) {
        Instant limit = Instant.now().plusSeconds(20);
        while (Instant.now().isBefore(limit)) {
            Optional<Seen> found = all(topic).stream().filter(fits).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new AssertionError(
                "No such event on "
                        + topic
                        + "; there are "
                        + all(topic).stream().map(Seen::type).toList());
    }

    private static Seen seen(ConsumerRecord<byte[], byte[]> record) {
        var headers = new HashMap<String, String>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return new Seen(
                record.topic(),
                record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8),
                headers,
                record.value() == null ? "" : new String(record.value(), StandardCharsets.UTF_8));
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        producer.close();
    }
}
