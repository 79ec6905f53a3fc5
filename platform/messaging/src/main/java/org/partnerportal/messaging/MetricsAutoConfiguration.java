package org.partnerportal.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoTemplate;

/** What the operators of a service watch; see {@code docs/metrics.md}. */
@AutoConfiguration(after = MessagingAutoConfiguration.class)
@ConditionalOnProperty(name = "portal.metrics.enabled", matchIfMissing = true)
public class MetricsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    OutboxFigures outboxFigures(
            MongoTemplate mongo, OutboxRelay relay, Clock clock, Measurements measurements) {
        var figures = new OutboxFigures(mongo, relay, clock);
        measurements.gauge(
                "portal.outbox.pending",
                "Documents with events that the broker does not have yet",
                relay::pendingDocuments);
        measurements.gauge(
                "portal.outbox.oldest.age.seconds",
                "Age of the oldest event that the broker does not have yet, 0 for none",
                figures::oldestAge);
        measurements.gauge(
                "portal.store.available",
                "1 while the store answers",
                () -> figures.answers() ? 1 : 0);
        return figures;
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    ConsumerLag consumerLag(
            EventConsumers consumers,
            DeadLetters deadLetters,
            KafkaProperties properties,
            KafkaConnectionDetails connection,
            Measurements measurements,
            MeterRegistry meters) {
        Map<String, Object> admin = new HashMap<>(properties.buildAdminProperties());
        admin.put(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                connection.getAdmin().getBootstrapServers());
        var lag = new ConsumerLag(admin, consumers.topicsOfGroups());
        measurements.gauges(
                "portal.consumer.lag",
                "Records that the consumer group has not handled yet",
                lag::read);
        Set<String> groups = consumers.topicsOfGroups().keySet();
        measurements.gauges(
                "portal.dead.letters.open",
                "Dead letters that nobody has replayed or given up yet",
                () -> byGroup(groups, deadLetters.open(), DeadLetters.Open::letters));
        measurements.gauges(
                "portal.dead.letters.oldest.age.seconds",
                "Age of the oldest dead letter that is open, 0 for none",
                () -> byGroup(groups, deadLetters.open(), open -> open.oldest().toSeconds()));
        // Known from the start: a first dead letter is then a rise, and not a figure out of
        // nothing.
        consumers.topicsOfGroups().values().stream()
                .flatMap(List::stream)
                .distinct()
                .forEach(topic -> DeadLetters.counters(meters, topic));
        return lag;
    }

    /** A consumer without dead letters says 0: an alarm must be able to end. */
    private static Map<Tags, Long> byGroup(
            Set<String> groups,
            Map<String, DeadLetters.Open> open,
            ToLongFunction<DeadLetters.Open> figure) {
        return groups.stream()
                .collect(
                        Collectors.toMap(
                                group -> Tags.of("group", group),
                                group ->
                                        figure.applyAsLong(
                                                open.getOrDefault(group, DeadLetters.Open.NONE))));
    }
}
