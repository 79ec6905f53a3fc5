package org.partnerportal.stack.bench.load;

import java.time.Duration;

/**
 * A fixed schedule of arrivals, as of callers who do not know how the others fare. What could not
 * be sent in time stays due, under the time at which it should have gone; so the wait of everything
 * behind a stall is counted, and not only that of the one that met it.
 *
 * <p>Times are nanoseconds of any clock that does not go back.
 */
public final class Arrivals {

    /** Nothing is due. */
    public static final long NOTHING = Long.MIN_VALUE;

    private final long start;
    private final double gap;
    private final long count;
    private long taken;

    /**
     * @param start when the first one is due
     * @param perSecond how many a second, evenly
     * @param length how long
     */
    public Arrivals(long start, double perSecond, Duration length) {
        if (perSecond <= 0 || !length.isPositive()) {
            throw new IllegalArgumentException(
                    perSecond + " a second for " + length + ": expected more than nothing");
        }
        this.start = start;
        this.gap = 1e9 / perSecond;
        this.count = (long) Math.ceil(length.toNanos() / gap);
    }

    /** The time at which the next one should have gone, or {@link #NOTHING}; takes it. */
    public long take(long now) {
        if (done() || now < next()) {
            return NOTHING;
        }
        long intended = next();
        taken++;
        return intended;
    }

    /** When the next one should go; in the past when the sender is behind. */
    public long next() {
        return start + (long) (taken * gap);
    }

    public boolean done() {
        return taken >= count;
    }

    public long count() {
        return count;
    }

    public long left() {
        return count - taken;
    }
}
