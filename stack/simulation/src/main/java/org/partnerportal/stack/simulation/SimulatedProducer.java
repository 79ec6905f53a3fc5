package org.partnerportal.stack.simulation;

import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * A service's producer: a record is taken, or lost before it arrives, or taken without its sender
 * learning so, or arrives after its sender has given up.
 */
final class SimulatedProducer {

    private SimulatedProducer() {}

    /** What happens to a record on its way to the broker. */
    enum Fate {
        TAKEN,
        LOST,
        UNHEARD,
        LATE
    }

    @SuppressWarnings("unchecked")
    static Producer<byte[], byte[]> of(Schedule schedule) {
        return (Producer<byte[], byte[]>)
                Proxy.newProxyInstance(
                        Producer.class.getClassLoader(),
                        new Class<?>[] {Producer.class},
                        (_, method, arguments) ->
                                switch (method.getName()) {
                                    case "send" ->
                                            send(
                                                    schedule,
                                                    (ProducerRecord<byte[], byte[]>) arguments[0]);
                                    case "close", "flush" -> null;
                                    case "hashCode" -> 1;
                                    case "toString" -> "simulated producer";
                                    default ->
                                            throw new UnsupportedOperationException(
                                                    "The simulated producer cannot "
                                                            + method.getName());
                                });
    }

    private static Future<RecordMetadata> send(
            Schedule schedule, ProducerRecord<byte[], byte[]> record) {
        Actor actor = Actor.current();
        if (actor == null) {
            throw new IllegalStateException("Only actors publish");
        }
        actor.pause();
        Fate fate = schedule.fate(actor, record);
        switch (fate) {
            case TAKEN, UNHEARD -> schedule.broker().append(record);
            case LATE -> schedule.broker().delay(record);
            case LOST -> {
                // It never arrives.
            }
        }
        schedule.sent(actor, record, fate);
        actor.pause();
        return fate == Fate.TAKEN
                ? CompletableFuture.completedFuture(
                        new RecordMetadata(new TopicPartition(record.topic(), 0), 0, 0, 0, 0, 0))
                : CompletableFuture.failedFuture(
                        new TimeoutException("the simulation's broker gives no answer"));
    }
}
