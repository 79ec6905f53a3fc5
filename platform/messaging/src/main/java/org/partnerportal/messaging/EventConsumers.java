package org.partnerportal.messaging;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.partnerportal.kernel.CommonRefusal;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Runs every {@link EventConsumer} of the service in a group of its own, and replays dead letters
 * through them.
 */
public final class EventConsumers implements SmartLifecycle {

    private final ConsumerFactory<byte[], byte[]> consumerFactory;
    private final DeadLetters deadLetters;
    private final MessagingSettings.Consumer settings;
    private final Map<String, RecordHandler> handlers;
    private final Map<String, EventConsumer> consumers;
    private final List<ConcurrentMessageListenerContainer<byte[], byte[]>> containers =
            new ArrayList<>();

    EventConsumers(
            String service,
            Collection<EventConsumer> consumers,
            ConsumerFactory<byte[], byte[]> consumerFactory,
            EnvelopeReader reader,
            DeadLetters deadLetters,
            MessagingSettings settings,
            EventTraces traces) {
        this.consumerFactory = consumerFactory;
        this.deadLetters = deadLetters;
        this.settings = settings.consumer();
        this.consumers =
                consumers.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        consumer -> service + "." + consumer.name(),
                                        consumer -> consumer));
        this.handlers =
                this.consumers.entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey,
                                        entry ->
                                                new RecordHandler(
                                                        entry.getValue(),
                                                        entry.getKey(),
                                                        reader,
                                                        deadLetters,
                                                        settings,
                                                        traces)));
    }

    /**
     * Handles a dead letter again, with all that waited behind it.
     *
     * @return the letter after that
     */
    public DeadLetter replay(String id) {
        if (!"OPEN".equals(deadLetters.get(id).state())) {
            throw DeadLetterRefusal.NOT_OPEN.because(id);
        }
        handlerOf(id).replay(id);
        return deadLetters.get(id);
    }

    /** Gives up a dead record, then handles all that waited behind it. */
    public DeadLetter discard(String id) {
        handlerOf(id).discard(id);
        return deadLetters.get(id);
    }

    /** Which topics each consumer group of the service reads. */
    Map<String, List<String>> topicsOfGroups() {
        return consumers.entrySet().stream()
                .collect(
                        Collectors.toUnmodifiableMap(
                                Map.Entry::getKey, each -> each.getValue().topics()));
    }

    /** What handles each group's records, without the containers that fetch them. */
    Map<String, RecordHandler> handlers() {
        return handlers;
    }

    private RecordHandler handlerOf(String id) {
        RecordHandler handler = handlers.get(deadLetters.consumerOf(id));
        if (handler == null) {
            throw CommonRefusal.NOT_FOUND.because(id);
        }
        return handler;
    }

    @Override
    public void start() {
        handlers.forEach((group, handler) -> {
            var properties =
                    new ContainerProperties(
                            Objects.requireNonNull(consumers.get(group))
                                    .topics()
                                    .toArray(String[]::new));
            properties.setGroupId(group);
            // Now and then is enough: what comes again after a crash is handled as if it had not.
            properties.setAckMode(ContainerProperties.AckMode.TIME);
            properties.setAckTime(settings.commitEvery().toMillis());
            properties.setIdleBetweenPolls(settings.pause().toMillis());
            properties.setMissingTopicsFatal(false);
            properties.setConsumerRebalanceListener(
                    new ConsumerAwareRebalanceListener() {
                        @Override
                        public void onPartitionsAssigned(
                                Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
                            handler.refreshBlocked();
                        }
                    });
            properties.setMessageListener(
                    consumers.get(group) instanceof BatchConsumer
                            ? together(handler)
                            : oneByOne(handler));
            var container = new ConcurrentMessageListenerContainer<>(consumerFactory, properties);
            container.setBeanName(group);
            container.setConcurrency(settings.concurrency());
            container.setCommonErrorHandler(untilTheStoreIsBack());
            containers.add(container);
            container.start();
        });
    }

    private static MessageListener<byte[], byte[]> oneByOne(RecordHandler handler) {
        return record -> {
            try {
                handler.handle(record);
            } catch (InterruptedException e) {
                throw stopped(e);
            }
        };
    }

    /** What only an outage can stop comes again from its first record on, like a single one. */
    private static BatchMessageListener<byte[], byte[]> together(RecordHandler handler) {
        return records -> {
            try {
                handler.handleAll(records);
            } catch (InterruptedException e) {
                throw stopped(e);
            } catch (RuntimeException e) {
                throw new BatchListenerFailedException("The batch could not be stored", e, 0);
            }
        };
    }

    private static IllegalStateException stopped(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("Stopped while waiting to retry", e);
    }

    private static DefaultErrorHandler untilTheStoreIsBack() {
        var backOff = new ExponentialBackOff();
        backOff.setInitialInterval(500);
        backOff.setMultiplier(2);
        backOff.setMaxInterval(10_000);
        var handler = new DefaultErrorHandler(backOff);
        handler.defaultFalse(true);
        handler.addRetryableExceptions(Exception.class);
        return handler;
    }

    @Override
    public void stop() {
        containers.forEach(ConcurrentMessageListenerContainer::stop);
        containers.clear();
    }

    @Override
    public boolean isRunning() {
        return !containers.isEmpty();
    }

    @Override
    public boolean isAutoStartup() {
        return settings.enabled();
    }
}
