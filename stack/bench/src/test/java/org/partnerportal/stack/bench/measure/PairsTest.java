package org.partnerportal.stack.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairsTest {

    private final List<String> order = new ArrayList<>();

    private Side side(String name, Double... figures) {
        Iterator<Double> each = List.of(figures).iterator();
        return new Side(
                name,
                () -> {
                    order.add(name);
                    return Sample.of("work/s", each.next());
                });
    }

    private Measured measure(Sides sides, int rounds) throws IOException, InterruptedException {
        var row =
                new Row(
                        "row",
                        "what",
                        "floor",
                        List.of(Goal.atLeast("work/s", 0.5, 0.9)),
                        plan -> sides);
        return Pairs.measure(row, sides, rounds);
    }

    @Test
    void areTakenInTurn() throws Exception {
        measure(Sides.of(side("a", 1.0, 1.0), side("b", 1.0, 1.0), Sides.NO_STORE), 2);

        assertThat(order).containsExactly("a", "b", "a", "b");
    }

    /** The machine was three times slower in the second round, and neither side was to blame. */
    @Test
    void areComparedEachForItself() throws Exception {
        var measured =
                measure(
                        Sides.of(
                                side("a", 60.0, 20.0, 66.0),
                                side("b", 100.0, 33.3, 100.0),
                                Sides.NO_STORE),
                        3);

        Finding finding = measured.findings().getFirst();
        assertThat(finding.rounds()).hasSize(3);
        assertThat(finding.spread().median()).isBetween(0.6, 0.601);
        assertThat(finding.verdict()).isEqualTo(Goal.Verdict.MET);
    }

    @Test
    void takeWhatStandsBesideThemInEveryRound() throws Exception {
        var sides =
                new Sides(
                        side("a", 1.0, 1.0),
                        side("b", 1.0, 1.0),
                        List.of(side("c", 5.0, 7.0)),
                        Sides.NO_STORE,
                        () -> {});

        assertThat(measure(sides, 2).medians("c")).containsEntry("work/s", 6.0);
        assertThat(order).containsExactly("a", "b", "c", "a", "b", "c");
    }
}
