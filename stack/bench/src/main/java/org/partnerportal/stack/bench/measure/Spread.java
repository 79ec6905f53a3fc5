package org.partnerportal.stack.bench.measure;

import java.util.Arrays;
import java.util.Collection;

/**
 * How a few values lie.
 *
 * @param least the smallest
 * @param median the middle one; of an even number, the middle of the middle two
 * @param most the largest
 */
public record Spread(double least, double median, double most) {

    public static Spread of(Collection<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a spread of nothing: expected at least one value");
        }
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (Arrays.stream(sorted).anyMatch(Double::isNaN)) {
            throw new IllegalArgumentException(Arrays.toString(sorted) + ": expected numbers only");
        }
        int half = sorted.length / 2;
        double median =
                sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }

    /** How far apart the values are, as a share of the median. */
    public double width() {
        return median == 0 ? 0 : (most - least) / Math.abs(median);
    }
}
