package org.partnerportal.stack.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.partnerportal.stack.client.Json;
import org.partnerportal.stack.faults.books.Verdict;

/** What the person in front sees, and the same for programs. */
final class Report {

    private static final String ROW = "%-34s %7s %7s %7s %7s %7s %9s %9s  %s%n";

    private final PrintStream out;
    private final long began = System.nanoTime();

    Report(PrintStream out) {
        this.out = out;
    }

    void note(String what) {
        out.printf(Locale.ROOT, "%7.1f s  %s%n", (System.nanoTime() - began) / 1e9, what);
    }

    void begin(Fault fault) {
        out.println();
        note(fault.name() + ": " + fault.what());
    }

    void end(Outcome outcome) {
        var commands = outcome.commands();
        note(
                outcome.stories()
                        + " stories; commands: "
                        + commands.sent()
                        + " sent, "
                        + commands.acknowledged()
                        + " acknowledged, "
                        + commands.refused()
                        + " refused, "
                        + commands.failed()
                        + " failed, "
                        + commands.retries()
                        + " retries"
                        + (outcome.failures().isEmpty() ? "" : " " + outcome.failures()));
        note(
                "recovered "
                        + seconds(outcome.recoveredMs())
                        + " after the mending; books compared "
                        + seconds(outcome.settledMs())
                        + " after the load");
        outcome.verdicts().forEach(it -> out.println("             " + it));
    }

    void table(long seed, List<Outcome> outcomes) {
        out.println();
        out.printf(
                Locale.ROOT,
                ROW,
                "fault",
                "sent",
                "ack",
                "refused",
                "failed",
                "retries",
                "recovered",
                "settled",
                "invariants");
        for (Outcome outcome : outcomes) {
            var commands = outcome.commands();
            List<String> broken =
                    outcome.verdicts().stream()
                            .filter(it -> !it.held())
                            .map(Verdict::name)
                            .toList();
            out.printf(
                    Locale.ROOT,
                    ROW,
                    outcome.fault(),
                    commands.sent(),
                    commands.acknowledged(),
                    commands.refused(),
                    commands.failed(),
                    commands.retries(),
                    seconds(outcome.recoveredMs()),
                    seconds(outcome.settledMs()),
                    broken.isEmpty()
                            ? outcome.verdicts().size() + " held"
                            : "BROKEN: " + String.join(", ", broken));
        }
        out.printf(
                Locale.ROOT,
                "%d of %d faults without a broken invariant; --seed %d repeats the script%n",
                outcomes.stream().filter(Outcome::held).count(),
                outcomes.size(),
                seed);
    }

    private static String seconds(long millis) {
        return millis < 0 ? "never" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    static void write(Path file, long seed, String run, List<Outcome> outcomes) throws IOException {
        var content = new LinkedHashMap<String, Object>();
        content.put("seed", seed);
        content.put("run", run);
        content.put("held", outcomes.stream().allMatch(Outcome::held));
        content.put("faults", outcomes.stream().map(Report::json).toList());
        Files.write(file, Json.bytes(content));
    }

    private static Map<String, Object> json(Outcome outcome) {
        var fault = new LinkedHashMap<String, Object>();
        fault.put("name", outcome.fault());
        fault.put("stories", outcome.stories());
        fault.put("commands", outcome.commands());
        fault.put("failures", outcome.failures());
        fault.put("recoveredMs", outcome.recoveredMs());
        fault.put("settledMs", outcome.settledMs());
        fault.put("invariants", outcome.verdicts());
        return fault;
    }
}
