package org.partnerportal.stack.bench.measure;

import java.util.List;

/**
 * What became of one goal.
 *
 * @param goal what was promised
 * @param rounds what counted in each round
 * @param spread how the rounds lie
 * @param verdict by the median
 */
public record Finding(Goal goal, List<Double> rounds, Spread spread, Goal.Verdict verdict) {

    public Finding {
        rounds = List.copyOf(rounds);
    }
}
