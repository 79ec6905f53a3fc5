package org.partnerportal.stack.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.partnerportal.stack.bench.measure.Finding;
import org.partnerportal.stack.bench.measure.Goal;
import org.partnerportal.stack.bench.measure.Measured;
import org.partnerportal.stack.bench.measure.Row;
import org.partnerportal.stack.bench.measure.Sample;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Prints a table for people and writes a file for programs. */
final class Report {

    private static final String LINE = "%-22s %-34s %8s  %-17s %-15s %s%n";

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void list(List<Row> rows) {
        for (Row row : rows) {
            out.println(row.name());
            out.println("  " + row.what());
            out.println("  against: " + row.floor());
            row.goals().forEach(goal -> out.println("  " + name(goal) + " " + goal.text()));
        }
    }

    void details(Entry entry) {
        out.println(entry.row().name() + ": " + entry.row().what());
        Measured measured = entry.measured();
        if (measured == null) {
            out.println("  not measured: " + entry.missing());
            return;
        }
        for (String side : measured.samples().keySet()) {
            String role = side.equals(measured.floor()) ? " (floor)" : "";
            out.println(
                    "  "
                            + side
                            + role
                            + ": "
                            + measured.medians(side).entrySet().stream()
                                    .map(figure -> figure.getKey() + " " + shown(figure.getValue()))
                                    .collect(Collectors.joining(", ")));
        }
        out.printf(
                Locale.ROOT,
                "  store: %s; took %d s; meanwhile others took %.2f cores, the host %.2f%n",
                measured.store(),
                entry.took().toSeconds(),
                entry.noise().others(),
                entry.noise().stolen());
    }

    void table(List<Entry> entries) {
        out.printf(Locale.ROOT, LINE, "row", "figure", "median", "least .. most", "goal", "");
        for (Entry entry : entries) {
            Measured measured = entry.measured();
            if (measured == null) {
                out.printf(
                        Locale.ROOT,
                        LINE,
                        entry.row().name(),
                        "not measured",
                        "",
                        "",
                        "",
                        entry.missing());
                continue;
            }
            for (Finding finding : measured.findings()) {
                out.printf(
                        Locale.ROOT,
                        LINE,
                        entry.row().name(),
                        name(finding.goal()),
                        shown(finding.spread().median()),
                        shown(finding.spread().least()) + " .. " + shown(finding.spread().most()),
                        finding.goal().text(),
                        finding.verdict().name().toLowerCase(Locale.ROOT));
            }
        }
    }

    private static String name(Goal goal) {
        return switch (goal.basis()) {
            case RATIO -> goal.figure() + ", to the floor's";
            case ITSELF -> goal.figure();
        };
    }

    private static String shown(double value) {
        if (value != 0 && Math.abs(value) < 0.1) {
            return String.format(Locale.ROOT, "%.4f", value);
        }
        return Math.abs(value) >= 1000
                ? String.format(Locale.ROOT, "%,.0f", value)
                : Goal.number(value);
    }

    static void write(Path file, Instant at, List<Entry> entries) throws IOException {
        var document = new LinkedHashMap<String, Object>();
        document.put("at", at.toString());
        document.put("cores", Runtime.getRuntime().availableProcessors());
        document.put("java", Runtime.version().toString());
        document.put(
                "system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        document.put("rows", entries.stream().map(Report::json).toList());
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValue(file, document);
    }

    private static Map<String, Object> json(Entry entry) {
        var json = new LinkedHashMap<String, Object>();
        json.put("row", entry.row().name());
        json.put("what", entry.row().what());
        json.put("floor", entry.row().floor());
        json.put("seconds", entry.took().toSeconds());
        json.put("coresTakenByOthers", entry.noise().others());
        json.put("coresTakenByHost", entry.noise().stolen());
        Measured measured = entry.measured();
        if (measured == null) {
            json.put("missing", entry.missing());
            return json;
        }
        json.put("store", measured.store());
        json.put("findings", measured.findings().stream().map(Report::json).toList());
        var sides = new ArrayList<Map<String, Object>>();
        measured.samples()
                .forEach((name, samples) -> {
                    var side = new LinkedHashMap<String, Object>();
                    side.put("side", name);
                    side.put("median", measured.medians(name));
                    side.put("rounds", samples.stream().map(Sample::figures).toList());
                    sides.add(side);
                });
        json.put("sides", sides);
        return json;
    }

    private static Map<String, Object> json(Finding finding) {
        var json = new LinkedHashMap<String, Object>();
        json.put("figure", finding.goal().figure());
        json.put("basis", finding.goal().basis().name().toLowerCase(Locale.ROOT));
        json.put("goal", finding.goal().text());
        json.put("median", finding.spread().median());
        json.put("least", finding.spread().least());
        json.put("most", finding.spread().most());
        json.put("rounds", finding.rounds());
        json.put("verdict", finding.verdict().name().toLowerCase(Locale.ROOT));
        return json;
    }
}
