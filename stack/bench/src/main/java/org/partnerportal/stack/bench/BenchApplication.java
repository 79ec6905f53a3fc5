package org.partnerportal.stack.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.partnerportal.stack.bench.core.CoreRows;
import org.partnerportal.stack.bench.edge.EdgeRows;
import org.partnerportal.stack.bench.measure.Area;
import org.partnerportal.stack.bench.measure.Machine;
import org.partnerportal.stack.bench.measure.Measured;
import org.partnerportal.stack.bench.measure.Pairs;
import org.partnerportal.stack.bench.measure.Plan;
import org.partnerportal.stack.bench.measure.Row;
import org.partnerportal.stack.bench.measure.Unavailable;

/** {@code ./suite bench}: what the suite costs, as ratios to floors of the same run. */
public final class BenchApplication {

    private static final int WRONG_USE = 2;

    /** In the order in which they are printed; each starts what it needs when its turn comes. */
    private static final List<Supplier<Area>> AREAS = List.of(EdgeRows::new, CoreRows::new);

    private final Options options;
    private final Path work;
    private final PrintStream out;
    private final Report report;

    private BenchApplication(Options options, Path work, PrintStream out) {
        this.options = options;
        this.work = work;
        this.out = out;
        this.report = new Report(out);
    }

    public static void main(String[] arguments) {
        // Whoever ends the run ends all that it has started.
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() ->
                                ProcessHandle.current()
                                        .descendants()
                                        .forEach(ProcessHandle::destroy)));
        int exit;
        try {
            exit = run(List.of(arguments), System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(Options.USAGE);
            exit = WRONG_USE;
        } catch (IOException e) {
            System.err.println("bench: " + e);
            exit = 1;
        } catch (InterruptedException e) {
            exit = 1;
        }
        System.exit(exit);
    }

    private static int run(List<String> arguments, Map<String, String> environment)
            throws IOException, InterruptedException {
        if (arguments.contains("--help")) {
            System.out.print(Options.USAGE);
            return 0;
        }
        boolean named = !arguments.isEmpty() && arguments.getFirst().equals("bench");
        var options = Options.of(arguments.subList(named ? 1 : 0, arguments.size()));
        String state = environment.getOrDefault("PORTAL_SUITE_DIR", "");
        Path work = Path.of(state.isBlank() ? ".suite" : state).toAbsolutePath().resolve("bench");
        Files.createDirectories(work);
        return new BenchApplication(options, work, System.out).run();
    }

    private int run() throws IOException, InterruptedException {
        var entries = new ArrayList<Entry>();
        int wanted = 0;
        Instant at = Instant.now();
        for (Supplier<Area> each : AREAS) {
            try (Area area = each.get()) {
                List<Row> rows =
                        area.rows().stream().filter(row -> options.wants(row.name())).toList();
                wanted += rows.size();
                if (options.list()) {
                    report.list(rows);
                    continue;
                }
                for (Row row : rows) {
                    Entry entry = measure(row);
                    report.details(entry);
                    entries.add(entry);
                }
            }
        }
        if (wanted == 0) {
            throw new IllegalArgumentException(options.only() + ": expected names of rows");
        }
        if (options.list()) {
            return 0;
        }
        out.println();
        report.table(entries);
        if (options.rounds() < Options.ROUNDS) {
            out.printf(
                    Locale.ROOT,
                    "Fewer than %d rounds: good for trying something out, not for a claim.%n",
                    Options.ROUNDS);
        }
        Path file = work.resolve("bench.json");
        Report.write(file, at, entries);
        out.println("All figures: " + file);
        return 0;
    }

    private Entry measure(Row row) throws InterruptedException {
        var plan =
                new Plan(
                        options.rounds(),
                        options.sample(),
                        options.sample().multipliedBy(2),
                        Path.of("").toAbsolutePath(),
                        work);
        long began = System.nanoTime();
        Machine machine = Machine.watch();
        try (var sides = row.setup().open(plan)) {
            Measured measured = Pairs.measure(row, sides, plan.rounds());
            return new Entry(row, measured, null, machine.noise(), since(began));
        } catch (Unavailable e) {
            return new Entry(row, null, e.getMessage(), machine.noise(), since(began));
        } catch (IOException | RuntimeException e) {
            // The other rows are still worth their time.
            e.printStackTrace(out);
            return new Entry(row, null, "failed: " + e, machine.noise(), since(began));
        }
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
