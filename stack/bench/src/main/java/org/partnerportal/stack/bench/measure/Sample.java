package org.partnerportal.stack.bench.measure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The figures of one side in one round, each under a name that says its unit.
 *
 * @param figures such as {@code requests/s} or {@code p99 ms}
 */
public record Sample(Map<String, Double> figures) {

    public Sample {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    public static Sample of(String name, double figure) {
        return new Sample(Map.of(name, figure));
    }

    public Sample with(String name, double figure) {
        var more = new LinkedHashMap<>(figures);
        more.put(name, figure);
        return new Sample(more);
    }

    public Sample count(String name, long count) {
        return with(name, (double) count);
    }

    double get(String name) {
        Double figure = figures.get(name);
        if (figure == null) {
            throw new IllegalStateException(
                    "no figure '" + name + "': there are " + figures.keySet());
        }
        return figure;
    }
}
