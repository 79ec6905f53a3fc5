package org.partnerportal.stack.faults.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** How the commands of one fault were answered. */
public final class Counts {

    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong retries = new AtomicLong();
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();

    /**
     * @param refused by a rule: nothing was to happen and nothing did
     * @param failed no answer until patience was over
     * @param retries of commands that were not answered at first
     */
    public record Tally(long sent, long acknowledged, long refused, long failed, long retries) {}

    void sent() {
        sent.incrementAndGet();
    }

    void acknowledged() {
        acknowledged.incrementAndGet();
    }

    void refused() {
        refused.incrementAndGet();
    }

    /**
     * @param how it was answered at last
     */
    void failed(String how) {
        failed.incrementAndGet();
        failures.merge(how, 1, Integer::sum);
    }

    /** The failures, each with how often it was met. */
    public Map<String, Integer> failures() {
        return new TreeMap<>(failures);
    }

    public void retried() {
        retries.incrementAndGet();
    }

    public Tally tally() {
        return new Tally(
                sent.get(), acknowledged.get(), refused.get(), failed.get(), retries.get());
    }
}
