package org.partnerportal.messaging;

import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Whether the broker answers. Not part of readiness: without a broker commands still succeed and
 * their events wait.
 */
final class BrokerHealth extends AbstractHealthIndicator {

    private final Producer<byte[], byte[]> producer;
    private final String topic;

    BrokerHealth(Producer<byte[], byte[]> producer, String topic) {
        super("The broker does not answer");
        this.producer = producer;
        this.topic = topic;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        List<?> partitions = producer.partitionsFor(topic);
        builder.up().withDetail("topic", topic).withDetail("partitions", partitions.size());
    }
}
