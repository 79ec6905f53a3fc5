package org.partnerportal.stack.bench.measure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures both sides in turn, A B A B, and compares each pair for itself. */
public final class Pairs {

    private final Row row;
    private final Sides sides;
    private final Map<String, List<Sample>> samples = new LinkedHashMap<>();

    private Pairs(Row row, Sides sides) {
        this.row = row;
        this.sides = sides;
        samples.put(sides.ours().name(), new ArrayList<>());
        samples.put(sides.floor().name(), new ArrayList<>());
        sides.beside().forEach(side -> samples.put(side.name(), new ArrayList<>()));
        if (samples.size() != 2 + sides.beside().size()) {
            throw new IllegalArgumentException(
                    row.name() + ": expected a name of its own for each side");
        }
    }

    /** Takes all rounds of a row. */
    public static Measured measure(Row row, Sides sides, int rounds)
            throws IOException, InterruptedException {
        var pairs = new Pairs(row, sides);
        for (int round = 0; round < rounds; round++) {
            pairs.take(sides.ours());
            pairs.take(sides.floor());
            for (Side side : sides.beside()) {
                pairs.take(side);
            }
        }
        return pairs.compare();
    }

    private void take(Side side) throws IOException, InterruptedException {
        of(side).add(side.probe().take());
    }

    private List<Sample> of(Side side) {
        return samples.computeIfAbsent(side.name(), name -> new ArrayList<>());
    }

    private Measured compare() {
        return new Measured(
                sides.ours().name(),
                sides.floor().name(),
                sides.store(),
                samples,
                row.goals().stream().map(this::compare).toList());
    }

    private Finding compare(Goal goal) {
        List<Sample> ours = of(sides.ours());
        List<Sample> floor = of(sides.floor());
        var values = new ArrayList<Double>();
        for (int round = 0; round < ours.size(); round++) {
            values.add(goal.of(ours.get(round), floor.get(round)));
        }
        Spread spread = Spread.of(values);
        return new Finding(goal, values, spread, goal.verdict(spread.median()));
    }
}
