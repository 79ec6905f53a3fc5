package org.partnerportal.stack.simulation;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs schedules one after another and says which did not hold, with all that is needed to see it
 * again.
 *
 * <pre>
 * simulation [--schedules N] [--nightly] [--seed S] [--trace]   N schedules from seed S on
 * simulation --planted [--schedules N] [--seed S]               looks for the planted bugs
 * </pre>
 */
final class SimulationApplication {

    private static final int BROKEN = 1;

    private static final int OF_A_CHANGE = 500;
    private static final int OF_A_NIGHT = 10_000;
    private static final int MOST_SHOWN = 3;

    private SimulationApplication() {}

    static void main(String[] args) throws IOException, InterruptedException {
        Carrier.one();
        List<String> options = List.of(args);
        long seed = Long.parseLong(option(options, "--seed", "1"));
        boolean single = options.contains("--seed") && !options.contains("--schedules");
        String usual =
                Integer.toString(
                        options.contains("--nightly") ? OF_A_NIGHT : single ? 1 : OF_A_CHANGE);
        int schedules = Integer.parseInt(option(options, "--schedules", usual));
        if (options.contains("--planted")) {
            int each = Integer.parseInt(option(options, "--schedules", "" + OF_A_CHANGE));
            boolean enough = new PlantedBugs(PlantedBugs.root(), each, seed).run();
            System.exit(enough ? 0 : BROKEN);
        }
        boolean held = run(seed, schedules, options.contains("--trace"));
        System.exit(held ? 0 : BROKEN);
    }

    private static boolean run(long seed, int schedules, boolean traced) {
        long start = System.nanoTime();
        var broken = new ArrayList<Schedule.Outcome>();
        long steps = 0;
        try (var world = new World()) {
            long begin = System.nanoTime();
            for (int i = 0; i < schedules && broken.size() < MOST_SHOWN; i++) {
                Schedule.Outcome outcome = Carrier.run(world, seed + i, traced);
                steps += outcome.steps();
                if (traced) {
                    outcome.trace().forEach(System.out::println);
                }
                if (outcome.broken() != null) {
                    broken.add(outcome);
                    if (!traced) {
                        Carrier.run(world, seed + i, true).trace().forEach(System.out::println);
                    }
                    System.out.println(
                            "Seed "
                                    + outcome.seed()
                                    + " does not hold: "
                                    + outcome.broken().getMessage()
                                    + "\nAgain: ./suite test simulation --trace --seed "
                                    + outcome.seed());
                }
                if ((i + 1) % 1_000 == 0) {
                    System.out.println(i + 1 + " schedules");
                }
            }
            System.out.printf(
                    "%d schedules from seed %d, %d steps, %d broken; %.1f ms each, %d s in all%n",
                    schedules,
                    seed,
                    steps,
                    broken.size(),
                    (System.nanoTime() - begin) / 1e6 / schedules,
                    Duration.ofNanos(System.nanoTime() - start).toSeconds());
        }
        return broken.isEmpty();
    }

    /** Says in one line which invariant broke first and after how many schedules, if any did. */
    static @Nullable String firstBroken(long seed, int schedules) {
        try (var world = new World()) {
            for (int i = 0; i < schedules; i++) {
                Broken broken = Carrier.run(world, seed + i, false).broken();
                if (broken != null) {
                    return "after " + (i + 1) + " schedules: " + broken.getMessage();
                }
            }
        }
        return null;
    }

    private static String option(List<String> options, String name, String otherwise) {
        int at = options.indexOf(name);
        return at < 0 ? otherwise : options.get(at + 1);
    }
}
