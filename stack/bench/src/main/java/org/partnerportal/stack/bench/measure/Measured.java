package org.partnerportal.stack.bench.measure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that one row gave.
 *
 * @param ours the name of our side
 * @param floor the name of the floor
 * @param store the store behind the figures
 * @param samples each side's rounds, in the order in which they were taken
 * @param findings one for each goal
 */
public record Measured(
        String ours,
        String floor,
        String store,
        Map<String, List<Sample>> samples,
        List<Finding> findings) {

    public Measured {
        samples = Collections.unmodifiableMap(new LinkedHashMap<>(samples));
        findings = List.copyOf(findings);
    }

    /** The median of every figure of a side. */
    public Map<String, Double> medians(String side) {
        List<Sample> rounds = samples.getOrDefault(side, List.of());
        var medians = new LinkedHashMap<String, Double>();
        if (!rounds.isEmpty()) {
            for (String figure : rounds.getFirst().figures().keySet()) {
                medians.put(
                        figure,
                        Spread.of(rounds.stream().map(sample -> sample.get(figure)).toList())
                                .median());
            }
        }
        return medians;
    }
}
