package org.partnerportal.analytics.freshness;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.partnerportal.analytics.facts.Folds;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** Asks the broker; the connection is made when it is first needed. */
@Component
class KafkaTopicPositions implements TopicPositions, DisposableBean {

    private static final long PATIENCE_SECONDS = 2;

    private final KafkaAdmin settings;
    private final String group;
    private @Nullable Admin admin;

    KafkaTopicPositions(KafkaAdmin settings, Environment environment) {
        this.settings = settings;
        this.group = environment.getProperty("spring.application.name", "unnamed") + ".projections";
    }

    @Override
    public Map<TopicPartition, Position> read() {
        Admin broker = admin();
        try {
            var latest = new HashMap<TopicPartition, OffsetSpec>();
            answer(broker.describeTopics(Folds.topics()).allTopicNames())
                    .forEach((topic, description) ->
                            description
                                    .partitions()
                                    .forEach(partition ->
                                            latest.put(
                                                    new TopicPartition(
                                                            topic, partition.partition()),
                                                    OffsetSpec.latest())));
            // The ends first: what is committed after that can only make the answer better.
            Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> ends =
                    answer(broker.listOffsets(latest).all());
            Map<TopicPartition, OffsetAndMetadata> committed =
                    answer(
                            broker.listConsumerGroupOffsets(group)
                                    .partitionsToOffsetAndMetadata(group));
            var positions = new HashMap<TopicPartition, Position>();
            ends.forEach((partition, end) -> {
                OffsetAndMetadata offset = committed.get(partition);
                positions.put(
                        partition,
                        new Position(end.offset(), offset == null ? 0 : offset.offset()));
            });
            return positions;
        } catch (ExecutionException | TimeoutException e) {
            throw new BrokerAway(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerAway(e);
        }
    }

    private static <T> T answer(KafkaFuture<T> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(settings.getConfigurationProperties());
        }
        return admin;
    }

    @Override
    public synchronized void destroy() {
        if (admin != null) {
            admin.close();
        }
    }
}
