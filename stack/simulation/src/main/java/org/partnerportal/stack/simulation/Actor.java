package org.partnerportal.stack.simulation;

import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A thread that runs only when the scheduler says so, and stops at every step that others could
 * see: before and after a command to the store, before and after a message to the broker.
 */
final class Actor {

    private static final ThreadLocal<Actor> CURRENT = new ThreadLocal<>();

    private final String name;
    private final @Nullable Instance home;
    private final Runnable work;
    private @Nullable Thread thread;
    private volatile boolean parked;
    private volatile boolean go;
    private volatile boolean finished;
    private volatile boolean killed;
    private volatile @Nullable BooleanSupplier waitsFor;
    private @Nullable Throwable failure;
    private int weight = 1;
    private boolean asked;

    /**
     * @param home the instance whose death ends it; none for what is outside of all services
     */
    Actor(String name, @Nullable Instance home, Runnable work) {
        this.name = name;
        this.home = home;
        this.work = work;
    }

    static @Nullable Actor current() {
        return CURRENT.get();
    }

    String name() {
        return name;
    }

    @Nullable Instance home() {
        return home;
    }

    int weight() {
        return weight;
    }

    void weight(int next) {
        weight = next;
    }

    void start() {
        thread = Thread.ofVirtual().name(name).start(this::run);
    }

    private void run() {
        CURRENT.set(this);
        try {
            pause();
            work.run();
        } catch (Crash e) {
            // Its process is gone.
        } catch (RuntimeException | Error e) {
            failure = e;
        } finally {
            finished = true;
        }
    }

    /** Stops here until the scheduler chooses this actor again. */
    void pause() {
        if (!killed) {
            parked = true;
            while (!go) {
                LockSupport.park(this);
            }
            go = false;
            parked = false;
        }
        mustLive();
    }

    /** Stops here until the condition holds and the scheduler chooses this actor. */
    void pauseUntil(BooleanSupplier condition) {
        waitsFor = condition;
        try {
            pause();
        } finally {
            waitsFor = null;
        }
    }

    /** What a dead process asks for is not done. */
    void mustLive() {
        if (killed) {
            throw new Crash();
        }
    }

    /** A command of its own was with the store: not one by which the driver connects. */
    void asked() {
        asked = true;
    }

    /** Stops after such a command, once. */
    void pauseIfAsked() {
        if (asked) {
            asked = false;
            pause();
        }
    }

    /** Lets it go on to its next stop. */
    void go() {
        go = true;
        LockSupport.unpark(Objects.requireNonNull(thread));
    }

    /** Dies where it stands, now or as soon as it is let go. */
    void kill() {
        killed = true;
        if (parked) {
            go();
        }
    }

    boolean isKilled() {
        return killed;
    }

    boolean isFinished() {
        return finished;
    }

    /** Whether the scheduler may choose it: it stands at a stop, and what it waits for is there. */
    boolean isReady() {
        BooleanSupplier condition = waitsFor;
        return !finished && parked && !go && (condition == null || condition.getAsBoolean());
    }

    /** Whether it is on its way to its next stop; one that waits for another's lock is not. */
    boolean isMoving() {
        if (finished || (parked && !go)) {
            return false;
        }
        return switch (Objects.requireNonNull(thread).getState()) {
            case NEW, RUNNABLE -> true;
            // Unparked a moment ago and not yet on its way.
            case WAITING, TIMED_WAITING -> parked && go;
            case BLOCKED, TERMINATED -> false;
        };
    }

    @Nullable Throwable failure() {
        return failure;
    }

    @Override
    public String toString() {
        return name;
    }
}
