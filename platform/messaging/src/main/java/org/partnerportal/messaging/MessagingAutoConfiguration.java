package org.partnerportal.messaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.provider.mongo.MongoLockProvider;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.partnerportal.messaging.audit.AuditTrail;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;
import tools.jackson.databind.json.JsonMapper;

/**
 * Outbox, relay, consumers and dead letters for a service; every bean can be replaced by the
 * service's own.
 */
@AutoConfiguration(after = KafkaAutoConfiguration.class)
@EnableConfigurationProperties({MessagingSettings.class, MetricsSettings.class})
public class MessagingAutoConfiguration {

    private static final int STORE_AWAY_AFTER_S = 4;

    /**
     * Milliseconds, because that is what the store keeps: what was read back equals what was
     * written.
     */
    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    @Bean
    @ConditionalOnMissingBean
    Measurements measurements(MeterRegistry meters, MetricsSettings settings) {
        return new Measurements(meters, settings);
    }

    /** What is not there is left out, in events and answers alike; nothing is sent as null. */
    @Bean
    JsonMapperBuilderCustomizer withoutNulls() {
        return builder ->
                builder.changeDefaultPropertyInclusion(
                        inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL));
    }

    @Bean
    @ConditionalOnMissingBean
    MongoCustomConversions mongoCustomConversions() {
        return MongoTypes.conversions();
    }

    /**
     * A store that is away is told as such well before callers give up on us. Comes before what the
     * address says, which may name another time.
     */
    @Bean
    @Order(-1)
    MongoClientSettingsBuilderCustomizer storeIsAwaySoon() {
        return builder ->
                builder.applyToClusterSettings(cluster ->
                        cluster.serverSelectionTimeout(STORE_AWAY_AFTER_S, TimeUnit.SECONDS));
    }

    @Bean
    @ConditionalOnMissingBean
    LockProvider lockProvider(MongoTemplate mongo) {
        return new MongoLockProvider(mongo.getCollection("locks"));
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean(name = "eventProducer")
    Producer<byte[], byte[]> eventProducer(
            KafkaProperties properties, KafkaConnectionDetails connection) {
        Map<String, Object> config = new HashMap<>(properties.buildProducerProperties());
        config.put(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                connection.getProducer().getBootstrapServers());
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        config.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        config.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Bean
    @ConditionalOnMissingBean
    EventPublisher eventPublisher(
            Producer<byte[], byte[]> eventProducer,
            MessagingSettings settings,
            Environment environment,
            EventTraces traces,
            Clock clock,
            MeterRegistry meters) {
        return new ObservedPublisher(
                new KafkaEventPublisher(
                        eventProducer,
                        settings.topic(),
                        "/partner-portal/" + serviceName(environment)),
                traces,
                clock,
                meters);
    }

    @Bean
    @ConditionalOnMissingBean
    EventTraces eventTraces(ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
        return new EventTraces(tracer.getIfAvailable(), propagator.getIfAvailable());
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    OutboxRelay outboxRelay(
            MongoTemplate mongo,
            EventPublisher publisher,
            Clock clock,
            MessagingSettings settings) {
        return new OutboxRelay(mongo, publisher, clock, settings);
    }

    @Bean
    @ConditionalOnMissingBean
    OutboxSweep outboxSweep(OutboxRelay relay, MessagingSettings settings) {
        return new OutboxSweep(relay, settings);
    }

    @Bean
    @ConditionalOnMissingBean
    AggregateStores aggregateStores(
            MongoTemplate mongo,
            JsonMapper json,
            OutboxRelay relay,
            AuditTrail audit,
            Clock clock,
            MessagingSettings settings,
            EventTraces traces) {
        return new AggregateStores(mongo, json, relay, audit, clock, settings, traces);
    }

    @Bean
    @ConditionalOnMissingBean
    EventSchemas eventSchemas(JsonMapper json) {
        return new EventSchemas(json);
    }

    @Bean
    @ConditionalOnMissingBean
    EnvelopeReader envelopeReader(
            JsonMapper json, EventSchemas schemas, MessagingSettings settings) {
        return new EnvelopeReader(json, schemas, settings);
    }

    @Bean
    @ConditionalOnMissingBean
    DeadLetters deadLetters(
            MongoTemplate mongo,
            Producer<byte[], byte[]> eventProducer,
            Clock clock,
            MessagingSettings settings,
            MeterRegistry meters) {
        return new DeadLetters(mongo, eventProducer, clock, settings, meters);
    }

    @Bean
    @ConditionalOnMissingBean
    TopicReaders topicReaders(KafkaProperties properties, KafkaConnectionDetails connection) {
        return new TopicReaders(properties, connection);
    }

    @Bean
    @ConditionalOnMissingBean
    EventConsumers eventConsumers(
            Environment environment,
            ObjectProvider<EventConsumer> consumers,
            TopicReaders readers,
            EnvelopeReader reader,
            DeadLetters deadLetters,
            MessagingSettings settings,
            EventTraces traces) {
        return new EventConsumers(
                serviceName(environment),
                consumers.stream().toList(),
                readers.inGroup(),
                reader,
                deadLetters,
                settings,
                traces);
    }

    @Bean
    @Lazy
    @ConditionalOnBean(CopyFeed.class)
    @ConditionalOnMissingBean
    CopyRebuilds copyRebuilds(
            MongoTemplate mongo,
            ObjectProvider<CopyFeed> feeds,
            EnvelopeReader reader,
            TopicReaders readers,
            LockProvider locks,
            Clock clock) {
        return new CopyRebuilds(mongo, feeds.stream().toList(), reader, readers, locks, clock);
    }

    @Bean
    @ConditionalOnProperty(name = "portal.messaging.topics.create", matchIfMissing = true)
    NewTopics portalTopics(MessagingSettings settings, ObjectProvider<EventConsumer> consumers) {
        var names = new LinkedHashSet<String>();
        names.add(settings.topic());
        consumers.forEach(consumer -> names.addAll(consumer.topics()));
        return new NewTopics(
                names.stream()
                        .flatMap(name ->
                                Stream.of(name, name + settings.consumer().deadLetterSuffix()))
                        .map(name -> topic(name, settings.topics()))
                        .toArray(NewTopic[]::new));
    }

    private static NewTopic topic(String name, MessagingSettings.Topics settings) {
        return TopicBuilder.name(name)
                .partitions(settings.partitions())
                .replicas(settings.replicationFactor())
                .config(
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(settings.retention().toMillis()))
                .build();
    }

    @Bean
    @ConditionalOnMissingBean(name = "brokerHealthIndicator")
    HealthIndicator brokerHealthIndicator(
            Producer<byte[], byte[]> eventProducer, MessagingSettings settings) {
        return new BrokerHealth(eventProducer, settings.topic());
    }

    private static String serviceName(Environment environment) {
        return environment.getProperty("spring.application.name", "unnamed");
    }
}
