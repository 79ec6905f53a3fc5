package org.partnerportal.stack.matching;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.customer.matching.Described;
import org.partnerportal.deal.customer.matching.NameMatcher;
import org.partnerportal.deal.customer.matching.OrganisationMatcher;

/** {@code ./suite match FILE.csv}: is it the same organisation? */
public final class MatchApplication {

    private static final String USAGE =
            """
            usage: ./suite match FILE.csv [--out FILE] [--threshold SCORE] [--wrong] [--fit]

            Scores pairs of organisations. FILE has a header with the columns name1 and name2 and, where
            known, country1, country2, domain1, domain2, vat1, vat2. What it writes is FILE with three
            columns more: score (0 to 1), decision (MATCH from the threshold on, else NO_MATCH) and
            evidence. Where there is a column is_match (1 or 0), it prints precision, recall and F1.

              --out FILE         where to write; beside FILE with the ending .scored.csv if left out
              --threshold SCORE  from which score a pair is a match; 0.5 if left out
              --wrong            prints the pairs that were decided against their label
              --fit              prints weights fitted to the labels of FILE, and writes nothing
            """;

    private static final double THRESHOLD = 0.5;

    private final PrintStream out;

    private MatchApplication(PrintStream out) {
        this.out = out;
    }

    /** Ends with 2 where the call makes no sense. */
    public static void main(String[] arguments) throws IOException {
        List<String> all = List.of(arguments);
        List<String> rest =
                !all.isEmpty() && all.getFirst().equals("match") ? all.subList(1, all.size()) : all;
        if (rest.isEmpty() || rest.contains("--help")) {
            System.out.print(USAGE);
            System.exit(rest.isEmpty() ? 2 : 0);
        }
        try {
            new MatchApplication(System.out).run(Options.of(rest));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private record Options(Path file, Path target, double threshold, boolean wrong, boolean fit) {

        static Options of(List<String> arguments) {
            Path file = Path.of(arguments.getFirst());
            String name = String.valueOf(file.getFileName());
            Path target = file.resolveSibling(name.replaceFirst("\\.csv$", "") + ".scored.csv");
            double threshold = THRESHOLD;
            for (int i = 1; i < arguments.size(); i++) {
                switch (arguments.get(i)) {
                    case "--out" -> target = Path.of(value(arguments, ++i));
                    case "--threshold" -> threshold = Double.parseDouble(value(arguments, ++i));
                    case "--wrong", "--fit" -> {}
                    default ->
                            throw new IllegalArgumentException(
                                    arguments.get(i) + ": expected an option, see --help");
                }
            }
            return new Options(
                    file,
                    target,
                    threshold,
                    arguments.contains("--wrong"),
                    arguments.contains("--fit"));
        }

        private static String value(List<String> arguments, int at) {
            if (at >= arguments.size()) {
                throw new IllegalArgumentException(
                        arguments.getLast() + ": expected a value behind it");
            }
            return arguments.get(at);
        }
    }

    private void run(Options options) throws IOException {
        var names = NameMatcher.standard();
        List<NamedCsvRecord> rows = read(options.file());
        if (options.fit()) {
            fit(names, rows);
            return;
        }
        var matcher = new OrganisationMatcher(names);
        var labelled = new ArrayList<Quality.Labelled>();
        try (var writer = CsvWriter.builder().build(options.target())) {
            boolean first = true;
            for (NamedCsvRecord row : rows) {
                if (first) {
                    writer.writeRecord(with(row.getHeader(), "score", "decision", "evidence"));
                    first = false;
                }
                OrganisationMatcher.Judgement judgement =
                        matcher.compare(described(row, "1"), described(row, "2"));
                boolean match = judgement.score() >= options.threshold();
                String score = String.format(Locale.ROOT, "%.4f", judgement.score());
                writer.writeRecord(
                        with(
                                row.getFields(),
                                score,
                                match ? "MATCH" : "NO_MATCH",
                                String.join("; ", judgement.reasons())));
                if (field(row, "is_match") != null) {
                    boolean truth = isMatch(row);
                    labelled.add(new Quality.Labelled(judgement.score(), truth));
                    if (options.wrong() && truth != match) {
                        out.println(
                                (truth ? "missed " : "taken  ")
                                        + score
                                        + "  "
                                        + row.getField("name1")
                                        + "  |  "
                                        + row.getField("name2"));
                    }
                }
            }
        }
        out.printf(
                Locale.ROOT,
                "%,d pairs scored with %s: %s%n",
                rows.size(),
                names.version(),
                options.target());
        if (!labelled.isEmpty()) {
            print(options.threshold(), labelled);
        }
    }

    private void print(double threshold, List<Quality.Labelled> labelled) {
        Quality quality = Quality.at(threshold, labelled);
        out.printf(
                Locale.ROOT,
                "%,d labelled, %,d of them matches; at %.2f: precision %.3f, recall %.3f, F1 %.3f;"
                        + " precision at recall 0.75: %.3f%n",
                quality.pairs(),
                quality.matches(),
                threshold,
                quality.precision(),
                quality.recall(),
                quality.f1(),
                Quality.precisionAtRecall(0.75, labelled));
    }

    private void fit(NameMatcher names, List<NamedCsvRecord> rows) {
        double[][] pairs =
                rows.stream()
                        .map(row ->
                                names
                                        .features(row.getField("name1"), row.getField("name2"))
                                        .stream()
                                        .mapToDouble(NameMatcher.Weighed::value)
                                        .toArray())
                        .toArray(double[][]::new);
        boolean[] matches = new boolean[rows.size()];
        for (int i = 0; i < matches.length; i++) {
            matches[i] = isMatch(rows.get(i));
        }
        List<NameMatcher.Weighed> kinds = names.features("a", "b");
        boolean[] speaksFor = new boolean[kinds.size()];
        for (int i = 0; i < speaksFor.length; i++) {
            speaksFor[i] = kinds.get(i).speaksFor();
        }
        double[] weights = Fit.weights(pairs, matches, speaksFor);
        out.printf(Locale.ROOT, "BASE=%.3f%n", weights[0]);
        for (int i = 0; i < speaksFor.length; i++) {
            out.printf(Locale.ROOT, "%s=%.3f%n", kinds.get(i).name(), weights[i + 1]);
        }
    }

    private static List<NamedCsvRecord> read(Path file) throws IOException {
        try (var reader = CsvReader.builder().ofNamedCsvRecord(file)) {
            List<NamedCsvRecord> rows = reader.stream().toList();
            if (!rows.isEmpty()
                    && !rows.getFirst().getHeader().containsAll(List.of("name1", "name2"))) {
                throw new IllegalArgumentException(
                        file
                                + ": expected the columns name1 and name2, found "
                                + rows.getFirst().getHeader());
            }
            return rows;
        }
    }

    private static Described described(NamedCsvRecord row, String which) {
        return new Described(
                row.getField("name" + which),
                field(row, "country" + which),
                field(row, "domain" + which),
                field(row, "vat" + which));
    }

    private static boolean isMatch(NamedCsvRecord row) {
        String label = field(row, "is_match");
        return label != null && Set.of("1", "true", "yes").contains(label.toLowerCase(Locale.ROOT));
    }

    private static @Nullable String field(NamedCsvRecord row, String name) {
        return row.findField(name).filter(text -> !text.isBlank()).orElse(null);
    }

    private static List<String> with(List<String> fields, String... more) {
        var all = new ArrayList<>(fields);
        all.addAll(List.of(more));
        return all;
    }
}
