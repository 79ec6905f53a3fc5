package org.partnerportal.stack.faults.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.partnerportal.stack.client.Broker;
import org.partnerportal.stack.client.ClientFailure;

/**
 * The CRM and the ERP: they speak in order and wait while the broker is away, and callers of the
 * portal need not wait with them.
 */
public final class Outside implements AutoCloseable {

    private static final int AT_ONCE = 50;

    private final Broker broker;
    private final BlockingQueue<Saying> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicReference<@Nullable ClientFailure> failure = new AtomicReference<>();
    private final Thread speaker;

    /**
     * @param taken runs when the broker has all of the records
     */
    private record Saying(List<ProducerRecord<String, byte[]>> records, Runnable taken) {}

    public Outside(Broker broker) {
        this.broker = broker;
        this.speaker = Thread.ofPlatform().name("outside").daemon().start(this::speak);
    }

    void say(List<ProducerRecord<String, byte[]>> records, Runnable taken) {
        open.incrementAndGet();
        queue.add(new Saying(records, taken));
    }

    private void speak() {
        try {
            while (true) {
                var sayings = new ArrayList<Saying>();
                sayings.add(queue.take());
                queue.drainTo(sayings, AT_ONCE);
                try {
                    broker.send(
                            sayings.stream().flatMap(it -> it.records().stream()).toList(),
                            () -> {});
                    sayings.forEach(it -> it.taken().run());
                } catch (ClientFailure e) {
                    failure.compareAndSet(null, e);
                }
                open.addAndGet(-sayings.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing is left to be said. */
    public boolean isSilent() {
        ClientFailure problem = failure.getAndSet(null);
        if (problem != null) {
            throw problem;
        }
        return open.get() == 0;
    }

    @Override
    public void close() {
        speaker.interrupt();
    }
}
