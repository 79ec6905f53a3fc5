package org.partnerportal.stack.faults.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Several people at work side by side: each takes the next story of the script until told to stop.
 */
public final class Load {

    private final Script script;
    private final Play play;
    private final Outside outside;
    private final Counts counts;
    private final Duration pause;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final List<Thread> workers = new ArrayList<>();
    private final Semaphore mayBegin;
    private volatile boolean stopped;

    /**
     * @param pause of each worker between two stories
     */
    public Load(
            Script script, Play play, Outside outside, Counts counts, int workers, Duration pause) {
        this.script = script;
        this.play = play;
        this.outside = outside;
        this.counts = counts;
        this.pause = pause;
        this.mayBegin = new Semaphore(workers, true);
        for (int i = 0; i < workers; i++) {
            this.workers.add(Thread.ofVirtual().name("caller-" + i).unstarted(this::work));
        }
    }

    public void start() {
        workers.forEach(Thread::start);
    }

    private void work() {
        try {
            while (!stopped) {
                mayBegin.acquire();
                try {
                    play.play(script.story(next.getAndIncrement()));
                } finally {
                    mayBegin.release();
                }
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    /** How many commands were answered with success so far. */
    public long acknowledged() {
        return counts.tally().acknowledged();
    }

    public Counts.Tally tally() {
        return counts.tally();
    }

    /** How many stories were begun. */
    public int stories() {
        return next.get();
    }

    /** Waits for so many more commands to succeed. */
    public void awaitAcknowledged(long more, Duration limit) throws InterruptedException {
        long wanted = acknowledged() + more;
        long end = System.nanoTime() + limit.toNanos();
        while (acknowledged() < wanted) {
            throwFailure();
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "Only "
                                + (acknowledged() - wanted + more)
                                + " of "
                                + more
                                + " commands were answered with success in "
                                + limit.toSeconds()
                                + " s");
            }
            Thread.sleep(20);
        }
    }

    /** Ends the stories that were begun, and begins no other before {@link #goOn}. */
    public void pause(Duration limit) throws InterruptedException {
        if (!mayBegin.tryAcquire(workers.size(), limit.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The stories do not come to their ends");
        }
        try {
            awaitSilence(System.nanoTime() + limit.toNanos());
        } catch (InterruptedException | RuntimeException e) {
            goOn();
            throw e;
        }
    }

    /** Ends a pause. */
    public void goOn() {
        mayBegin.release(workers.size());
    }

    /** Ends the stories that were begun, begins no other, and waits until all is said. */
    public void stop(Duration limit) throws InterruptedException {
        stopped = true;
        long end = System.nanoTime() + limit.toNanos();
        for (Thread worker : workers) {
            if (!worker.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
                throw new IllegalStateException("The load does not come to its end");
            }
        }
        throwFailure();
        awaitSilence(end);
    }

    private void awaitSilence(long end) throws InterruptedException {
        while (!outside.isSilent()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("The broker does not take the outside events");
            }
            Thread.sleep(50);
        }
    }

    private void throwFailure() {
        RuntimeException problem = failure.get();
        if (problem != null) {
            throw problem;
        }
    }
}
