package org.partnerportal.messaging;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Events as CloudEvents 1.0 in binary mode: attributes as {@code ce_*} headers, the data as JSON.
 */
final class KafkaEventPublisher implements EventPublisher {

    private static final long ACKNOWLEDGED_WITHIN_SECONDS = 15;

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final String source;

    KafkaEventPublisher(Producer<byte[], byte[]> producer, String topic, String source) {
        this.producer = producer;
        this.topic = topic;
        this.source = source;
    }

    @Override
    public void publish(String aggregateId, PendingEvent event) throws InterruptedException {
        publishAll(List.of(new Keyed(aggregateId, event)));
    }

    @Override
    public void publishAll(List<Keyed> events) throws InterruptedException {
        var sent = new ArrayList<Future<RecordMetadata>>(events.size());
        for (Keyed keyed : events) {
            sent.add(producer.send(record(keyed.aggregateId(), keyed.event())));
        }
        for (int i = 0; i < sent.size(); i++) {
            try {
                sent.get(i).get(ACKNOWLEDGED_WITHIN_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                throw new IllegalStateException(
                        "The broker did not take event " + events.get(i).event().id(), e);
            }
        }
    }

    private ProducerRecord<byte[], byte[]> record(String aggregateId, PendingEvent event) {
        var record =
                new ProducerRecord<byte[], byte[]>(
                        topic,
                        aggregateId.getBytes(StandardCharsets.UTF_8),
                        event.data().getBytes(StandardCharsets.UTF_8));
        CloudEventHeaders.write(record.headers(), source, aggregateId, event);
        return record;
    }
}
