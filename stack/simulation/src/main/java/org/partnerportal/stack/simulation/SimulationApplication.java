package org.partnerportal.stack.simulation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs schedules and says which did not hold. */
final class SimulationApplication {

    private SimulationApplication() {}

    static void main(String[] args) throws Exception {
        Carrier.one();
        long seed = Long.parseLong(option(args, "--seed", "1"));
        int count = Integer.parseInt(option(args, "--schedules", "500"));
        boolean traced = List.of(args).contains("--trace");
        long start = System.nanoTime();
        var failed = new AtomicInteger();
        try (var world = new World()) {
            System.out.println("world after " + (System.nanoTime() - start) / 1_000_000 + " ms");
            for (long s = seed; s < seed + count; s++) {
                Schedule.Outcome outcome = Carrier.run(world, s, traced);
                if (outcome.broken() != null || traced) {
                    outcome.trace().forEach(System.out::println);
                    System.out.println("seed " + s + ": " + outcome.broken());
                }
                if (s % 20 == 0) {
                    System.out.println(s + " " + outcome.steps() + " steps, " + (System.nanoTime() - start) / 1_000_000 + " ms");
                }
                if (outcome.broken() != null) {
                    failed.incrementAndGet();
                }
            }
        }
        System.out.println(
                count
                        + " schedules, "
                        + failed
                        + " broken, "
                        + Duration.ofNanos(System.nanoTime() - start));
        System.exit(failed.get() == 0 ? 0 : 1);
    }

    private static String option(String[] args, String name, String otherwise) {
        int at = List.of(args).indexOf(name);
        return at < 0 ? otherwise : args[at + 1];
    }
}
