package org.partnerportal.messaging;

import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How many records each consumer group of this service has not handled yet, as the broker knows it:
 * also of a group that nobody works for.
 */
final class ConsumerLag implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 5;

    private final Map<String, Object> connection;
    private final Map<String, List<String>> topicsOfGroups;
    private @Nullable Admin admin;

    ConsumerLag(Map<String, Object> connection, Map<String, List<String>> topicsOfGroups) {
        this.connection = connection;
        this.topicsOfGroups = topicsOfGroups;
    }

    Map<Tags, Long> read() throws InterruptedException, ExecutionException, TimeoutException {
        var lags = new HashMap<Tags, Long>();
        for (var each : topicsOfGroups.entrySet()) {
            of(each.getKey(), each.getValue())
                    .forEach((topic, lag) ->
                            lags.put(Tags.of("group", each.getKey(), "topic", topic), lag));
        }
        return lags;
    }

    private Map<String, Long> of(String group, List<String> topics)
            throws InterruptedException, ExecutionException, TimeoutException {
        Admin broker = admin();
        Map<TopicPartition, OffsetAndMetadata> committed =
                answer(broker.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(group));
        List<TopicPartition> partitions =
                answer(broker.describeTopics(topics).allTopicNames()).values().stream()
                        .flatMap(topic ->
                                topic.partitions().stream()
                                        .map(it ->
                                                new TopicPartition(topic.name(), it.partition())))
                        .toList();
        Map<TopicPartition, ListOffsetsResultInfo> first =
                offsets(
                        broker,
                        partitions.stream().filter(it -> committed.get(it) == null).toList(),
                        OffsetSpec.earliest());
        var lags = new HashMap<String, Long>();
        offsets(broker, partitions, OffsetSpec.latest())
                .forEach((partition, end) -> {
                    OffsetAndMetadata done = committed.get(partition);
                    ListOffsetsResultInfo begin = first.get(partition);
                    long from = done != null ? done.offset() : begin != null ? begin.offset() : 0;
                    lags.merge(partition.topic(), Math.max(0, end.offset() - from), Long::sum);
                });
        return lags;
    }

    private static Map<TopicPartition, ListOffsetsResultInfo> offsets(
            Admin broker, List<TopicPartition> partitions, OffsetSpec spec)
            throws InterruptedException, ExecutionException, TimeoutException {
        return answer(
                broker.listOffsets(
                                partitions.stream().collect(Collectors.toMap(it -> it, _ -> spec)))
                        .all());
    }

    private static <T> T answer(KafkaFuture<T> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Connects when it is first asked: a service that starts does not wait for it. */
    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(connection);
        }
        return admin;
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            // Without a broker a question is still open, and would be for a minute.
            admin.close(Duration.ofSeconds(1));
        }
    }
}
