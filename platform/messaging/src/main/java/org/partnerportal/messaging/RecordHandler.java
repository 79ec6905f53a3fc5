package org.partnerportal.messaging;

import io.micrometer.tracing.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.kernel.RefusalKind;
import org.partnerportal.kernel.Refused;

/**
 * What happens to one record of one consumer: handled, set aside as a dead letter, or parked behind
 * one. Knows nothing of containers and threads.
 */
final class RecordHandler {

    private final EventConsumer consumer;
    private final String group;
    private final EnvelopeReader reader;
    private final DeadLetters deadLetters;
    private final MessagingSettings.Consumer settings;
    private final EventTraces traces;
    private final Set<String> blocked = ConcurrentHashMap.newKeySet();
    private final AtomicInteger assignments = new AtomicInteger(1);
    private volatile int assignmentsSeen;

    RecordHandler(
            EventConsumer consumer,
            String group,
            EnvelopeReader reader,
            DeadLetters deadLetters,
            MessagingSettings settings,
            EventTraces traces) {
        this.consumer = consumer;
        this.group = group;
        this.reader = reader;
        this.deadLetters = deadLetters;
        this.settings = settings.consumer();
        this.traces = traces;
    }

    String group() {
        return group;
    }

    /**
     * Partitions may come from another instance: before the next record it is read again which keys
     * are stuck.
     */
    void refreshBlocked() {
        assignments.incrementAndGet();
    }

    /** Only adds: a key that is free again is noticed when the next record wants to wait there. */
    private void readBlocked() {
        int now = assignments.get();
        if (assignmentsSeen != now) {
            blocked.addAll(deadLetters.blockedKeys(group));
            assignmentsSeen = now;
        }
    }

    void handle(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        readBlocked();
        String block = DeadLetters.blockOf(group, record);
        if (block != null && blocked.contains(block)) {
            if (deadLetters.park(block, record)) {
                return;
            }
            blocked.remove(block);
        }
        Duration wait = settings.backOff();
        for (int attempt = 0; ; attempt++) {
            try {
                deliver(record);
                return;
            } catch (UnreadableRecord e) {
                bury(record, block, e.reason(), String.valueOf(e.getMessage()));
                return;
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                if (isOutage(e)) {
                    throw e;
                }
                if (attempt == settings.retries()) {
                    bury(record, block, DeadLetterReason.HANDLER_FAILED, DeadLetters.describe(e));
                    return;
                }
            }
            Thread.sleep(wait);
            wait = wait.multipliedBy(3);
        }
    }

    /**
     * Handles what has come together: at once where the consumer can and nothing is in the way,
     * else one by one, with the same outcome.
     */
    void handleAll(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
        if (consumer instanceof BatchConsumer batch
                && records.size() > 1
                && deliver(batch, records)) {
            return;
        }
        for (ConsumerRecord<byte[], byte[]> record : records) {
            handle(record);
        }
    }

    /**
     * @return false where the records have to be looked at one by one
     */
    private boolean deliver(BatchConsumer batch, List<ConsumerRecord<byte[], byte[]>> records) {
        readBlocked();
        try {
            var events = new ArrayList<Envelope>();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                String block = DeadLetters.blockOf(group, record);
                if ((block != null && blocked.contains(block)) || isTraced(record)) {
                    return false;
                }
                reader.read(record).ifPresent(events::add);
            }
            batch.on(events);
            return true;
        } catch (UnreadableRecord e) {
            return false;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            if (isOutage(e)) {
                throw e;
            }
            return false;
        }
    }

    private void bury(
            ConsumerRecord<byte[], byte[]> record,
            @Nullable String block,
            DeadLetterReason reason,
            String detail) {
        deadLetters.bury(group, record, reason, detail);
        if (block != null && reason.blocksItsKey()) {
            blocked.add(block);
        }
    }

    /**
     * Handles the dead record and then, in order, all that waited behind it. One replay at a time:
     * a second would overtake the first.
     */
    void replay(String id) {
        alone(id, replay -> replayAll(id, replay));
    }

    /** Gives up the dead record itself, then handles all that waited behind it. */
    void discard(String id) {
        alone(
                id,
                replay -> {
                    deadLetters.discardFirst(id, replay);
                    replayAll(id, replay);
                });
    }

    private void alone(String id, Consumer<String> work) {
        String replay = UUID.randomUUID().toString();
        if (!deadLetters.take(id, replay)) {
            throw CommonRefusal.BUSY.because(id);
        }
        try {
            work.accept(replay);
        } finally {
            deadLetters.release(id, replay);
        }
    }

    private void replayAll(String id, String replay) {
        ConsumerRecord<byte[], byte[]> record = deadLetters.next(id);
        while (record != null) {
            try {
                deliver(record);
            } catch (UnreadableRecord e) {
                deadLetters.failedAgain(id, e.reason(), String.valueOf(e.getMessage()));
                throw DeadLetterRefusal.STILL_FAILS.because(String.valueOf(e.getMessage()));
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                deadLetters.failedAgain(
                        id, DeadLetterReason.HANDLER_FAILED, DeadLetters.describe(e));
                throw DeadLetterRefusal.STILL_FAILS.because(DeadLetters.describe(e));
            }
            if (!deadLetters.handled(id, replay, record)) {
                throw CommonRefusal.BUSY.because(id);
            }
            record = deadLetters.next(id);
        }
    }

    /** A record that is part of a trace is handled for itself, so that its trace goes on. */
    private static boolean isTraced(ConsumerRecord<byte[], byte[]> record) {
        return CloudEventHeaders.read(record.headers(), CloudEventHeaders.TRACEPARENT) != null;
    }

    private void deliver(ConsumerRecord<byte[], byte[]> record) {
        Optional<Envelope> event = reader.read(record);
        event.ifPresent(envelope -> {
            try (var _ = LogContext.of(envelope.correlationId(), envelope.partnerId())) {
                traces.goOn(
                        CloudEventHeaders.read(record.headers(), CloudEventHeaders.TRACEPARENT),
                        Span.Kind.CONSUMER,
                        group + " " + envelope.type(),
                        () -> envelope.context().run(() -> consumer.on(envelope)));
            }
        });
    }

    /** The store or something else that every record needs is away: no record's fault. */
    private static boolean isOutage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                return refused.refusal().kind() == RefusalKind.UNAVAILABLE;
            }
        }
        return StoreOutage.caused(failure);
    }
}
