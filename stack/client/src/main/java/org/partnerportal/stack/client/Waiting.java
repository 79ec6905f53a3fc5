package org.partnerportal.stack.client;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Waits for work that goes on elsewhere, as long as it moves: a standstill has an end, progress has
 * none.
 */
public final class Waiting {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final Patience patience;
    private final LongSupplier nanoTime;
    private final Duration standstill;

    /**
     * @param standstill how long nothing may change before it is given up; long enough for a killed
     *     service to come back
     */
    public Waiting(Patience patience, LongSupplier nanoTime, Duration standstill) {
        this.patience = patience;
        this.nanoTime = nanoTime;
        this.standstill = standstill;
    }

    /**
     * Looks again and again until it is done.
     *
     * @param observe what is to be seen now; equal values are a standstill
     */
    public <T> T until(String what, Supplier<T> observe, Predicate<T> done) {
        T last = observe.get();
        long changed = nanoTime.getAsLong();
        Duration pause = FIRST;
        while (!done.test(last)) {
            if (nanoTime.getAsLong() - changed > standstill.toNanos()) {
                throw new ClientFailure(
                        what
                                + ": nothing has moved for "
                                + standstill.toSeconds()
                                + " s; last seen: "
                                + last);
            }
            patience.rest(pause);
            pause = pause.plus(pause).compareTo(LONGEST) > 0 ? LONGEST : pause.plus(pause);
            T next = observe.get();
            if (!next.equals(last)) {
                changed = nanoTime.getAsLong();
                last = next;
            }
        }
        return last;
    }
}
