package org.partnerportal.stack.bench.load;

import org.HdrHistogram.Histogram;
import org.partnerportal.stack.bench.measure.Sample;

/** Times from the moment at which something should have begun to its end. */
public final class Latencies {

    private static final long LONGEST = 600_000_000_000L;
    private static final int DIGITS = 3;

    private final Histogram nanos = new Histogram(LONGEST, DIGITS);

    public void add(long intended, long end) {
        nanos.recordValue(Math.clamp(end - intended, 0, LONGEST));
    }

    public long count() {
        return nanos.getTotalCount();
    }

    /** In milliseconds; not a number when there is nothing. */
    public double millis(double percentile) {
        return count() == 0 ? Double.NaN : nanos.getValueAtPercentile(percentile) / 1e6;
    }

    /** The figures that people ask for first. */
    public Sample into(Sample sample) {
        return count() == 0
                ? sample
                : sample.with("median ms", millis(50))
                        .with("p99 ms", millis(99))
                        .with("most ms", millis(100));
    }
}
