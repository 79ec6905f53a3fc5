package org.partnerportal.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes events, or fails as a broker and the process in front of it can fail. */
final class FakeBroker implements EventPublisher {

    record Published(String aggregate, PendingEvent event) {}

    private final List<Published> published = new ArrayList<>();
    private final AtomicInteger failAfter = new AtomicInteger(Integer.MAX_VALUE);
    private volatile boolean processDies;
    private volatile CountDownLatch held = new CountDownLatch(0);
    private final Semaphore waiting = new Semaphore(0);

    @Override
    public void publish(String aggregateId, PendingEvent event) throws InterruptedException {
        if (held.getCount() > 0) {
            waiting.release();
            held.await();
        }
        if (failAfter.getAndDecrement() <= 0) {
            throw new IllegalStateException("The broker is away");
        }
        synchronized (published) {
            published.add(new Published(aggregateId, event));
        }
        if (processDies) {
            throw new InterruptedException("The process dies before it can take the event out");
        }
    }

    /** Takes so many more events and then none. */
    void failAfter(int events) {
        failAfter.set(events);
    }

    void mend() {
        failAfter.set(Integer.MAX_VALUE);
        processDies = false;
    }

    void processDies() {
        processDies = true;
    }

    void hold() {
        held = new CountDownLatch(1);
    }

    void awaitOneWaiting() throws InterruptedException {
        if (!waiting.tryAcquire(10, TimeUnit.SECONDS)) {
            throw new AssertionError("Nobody publishes");
        }
    }

    void letGo() {
        held.countDown();
    }

    List<Published> published() {
        synchronized (published) {
            return List.copyOf(published);
        }
    }

    List<Long> versions(String aggregate) {
        return published().stream()
                .filter(one -> one.aggregate().equals(aggregate))
                .map(one -> one.event().aggregateVersion())
                .toList();
    }

    /** What a consumer makes of it that drops what it knows: each event once, where first seen. */
    List<String> firstSeen(String aggregate) {
        return published().stream()
                .filter(one -> one.aggregate().equals(aggregate))
                .map(one -> one.event().id())
                .distinct()
                .toList();
    }
}
