package org.partnerportal.messaging;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.partnerportal.messaging.audit.AuditSettings;
import org.partnerportal.messaging.audit.AuditTrail;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * The production messaging of one simulated instance, driven by a scheduler in place of containers,
 * timers and threads of its own. It lives in this package because those parts are nobody's business
 * outside of it.
 */
public final class InstanceMessaging {

    private final EventConsumers consumers;
    private final DeadLetters deadLetters;
    private final OutboxSweep sweep;
    private final List<Group> groups = new ArrayList<>();

    InstanceMessaging(
            EventConsumers consumers,
            DeadLetters deadLetters,
            OutboxSweep sweep,
            List<EventConsumer> all) {
        this.consumers = consumers;
        this.deadLetters = deadLetters;
        this.sweep = sweep;
        consumers
                .handlers()
                .forEach((group, handler) -> {
                    EventConsumer consumer =
                            all.stream()
                                    .filter(each -> group.endsWith("." + each.name()))
                                    .findFirst()
                                    .orElseThrow();
                    groups.add(
                            new Group(
                                    group,
                                    consumer.topics(),
                                    consumer instanceof BatchConsumer,
                                    handler));
                });
        groups.sort(Comparator.comparing(Group::name));
    }

    /** One consumer of the instance with its production handler. */
    public static final class Group {

        private final String name;
        private final List<String> topics;
        private final boolean together;
        private final RecordHandler handler;

        Group(String name, List<String> topics, boolean together, RecordHandler handler) {
            this.name = name;
            this.topics = topics;
            this.together = together;
            this.handler = handler;
        }

        public String name() {
            return name;
        }

        public List<String> topics() {
            return topics;
        }

        /** Whether the container hands over what has come together. */
        public boolean isTakenTogether() {
            return together;
        }

        public void handle(List<ConsumerRecord<byte[], byte[]>> records)
                throws InterruptedException {
            handler.handleAll(records);
        }

        public void partitionsAssigned() {
            handler.refreshBlocked();
        }
    }

    public List<Group> groups() {
        return groups;
    }

    /** One round of the timer that looks for events that no one publishes. */
    public void sweep() {
        sweep.sweep();
    }

    public List<DeadLetter> openDeadLetters() {
        return deadLetters.list("OPEN", null, 100);
    }

    public void replay(String deadLetter) {
        consumers.replay(deadLetter);
    }

    /** Replaces the relay's own threads by what the simulation schedules. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(AuditSettings.class)
    public static class Beans {

        @Bean
        OutboxRelay outboxRelay(
                MongoTemplate mongo,
                EventPublisher publisher,
                Clock clock,
                MessagingSettings settings,
                ExecutorService instanceThreads) {
            return new OutboxRelay(mongo, publisher, clock, settings, instanceThreads);
        }

        /**
         * Recorded as in operation; what takes entries over has timers of its own and stays out.
         */
        @Bean
        AuditTrail auditTrail(MongoTemplate mongo, Clock clock, AuditSettings settings) {
            return new AuditTrail(mongo, clock, settings);
        }

        @Bean
        InstanceMessaging instanceMessaging(
                EventConsumers consumers,
                DeadLetters deadLetters,
                OutboxSweep sweep,
                ObjectProvider<EventConsumer> all) {
            return new InstanceMessaging(consumers, deadLetters, sweep, all.stream().toList());
        }
    }
}
