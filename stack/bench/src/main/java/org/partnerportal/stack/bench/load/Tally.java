package org.partnerportal.stack.bench.load;

import java.util.Map;
import java.util.TreeMap;

/** What a group of callers met. */
public final class Tally {

    private final Latencies good = new Latencies();
    private final Latencies refused = new Latencies();
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private long refusedWithoutRetryAfter;
    private long failed;
    private double seconds;

    void answered(int status, boolean retryAfter, long intended, long end) {
        statuses.merge(status, 1L, Long::sum);
        if (status < 400) {
            good.add(intended, end);
        } else if (status == 429 || status == 503) {
            refused.add(intended, end);
            if (!retryAfter) {
                refusedWithoutRetryAfter++;
            }
        }
    }

    /** A connection broke, or no answer came in time. */
    void failed() {
        failed++;
    }

    void lasted(double seconds) {
        this.seconds = seconds;
    }

    /** Answers that served the caller. */
    public Latencies good() {
        return good;
    }

    /** Answers that asked the caller to come again later: 429 and 503. */
    public Latencies refused() {
        return refused;
    }

    public long refusedWithoutRetryAfter() {
        return refusedWithoutRetryAfter;
    }

    public long answered() {
        return statuses.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Neither served nor asked to come again. */
    public long wrong() {
        return failed + answered() - good.count() - refused.count();
    }

    public double goodPerSecond() {
        return good.count() / seconds;
    }

    public Map<Integer, Long> statuses() {
        return Map.copyOf(statuses);
    }

    @Override
    public String toString() {
        return statuses + ", failed " + failed;
    }
}
