package org.partnerportal.stack.matching;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.partnerportal.deal.customer.matching.NameMatcher;
import org.partnerportal.deal.customer.matching.OrganisationMatcher;

/** {@code ./suite match FILE.csv}: is it the same organisation? */
public final class MatchApplication {

    private final PrintStream out;

    MatchApplication(PrintStream out) {
        this.out = out;
    }

    /** Ends with 2 where the call makes no sense. */
    public static void main(String[] arguments) throws IOException {
        List<String> all = List.of(arguments);
        List<String> rest =
                !all.isEmpty() && all.getFirst().equals("match") ? all.subList(1, all.size()) : all;
        if (rest.isEmpty() || rest.contains("--help")) {
            System.out.print(MatchOptions.USAGE);
            System.exit(rest.isEmpty() ? 2 : 0);
        }
        try {
            new MatchApplication(System.out).run(MatchOptions.of(rest));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    void run(MatchOptions options) throws IOException {
        LabelledPairs pairs = LabelledPairs.of(options.file());
        if (options.fit()) {
            fit(pairs);
            return;
        }
        var matcher = OrganisationMatcher.standard();
        double threshold = options.threshold().orElse(matcher.threshold());
        var labelled = new ArrayList<Quality.Labelled>();
        try (var writer = CsvWriter.builder().build(options.target())) {
            writer.writeRecord(
                    with(pairs.rows().getFirst().getHeader(), "score", "decision", "evidence"));
            for (NamedCsvRecord row : pairs.rows()) {
                OrganisationMatcher.Judgement judgement =
                        matcher.compare(
                                LabelledPairs.described(row, 1), LabelledPairs.described(row, 2));
                boolean match = judgement.score() >= threshold;
                writer.writeRecord(scored(row, judgement, match));
                if (LabelledPairs.isLabelled(row)) {
                    boolean truth = LabelledPairs.isMatch(row);
                    labelled.add(new Quality.Labelled(judgement.score(), truth));
                    if (options.wrong() && truth != match) {
                        printWrong(row, judgement.score(), truth);
                    }
                }
            }
        }
        out.printf(
                Locale.ROOT,
                "%,d pairs scored with matcher %s: %s%n",
                pairs.rows().size(),
                matcher.version(),
                options.target());
        if (!labelled.isEmpty()) {
            print(threshold, labelled);
        }
    }

    private static List<String> scored(
            NamedCsvRecord row, OrganisationMatcher.Judgement judgement, boolean match) {
        return with(
                row.getFields(),
                String.format(Locale.ROOT, "%.4f", judgement.score()),
                match ? "MATCH" : "NO_MATCH",
                judgement.reasons().stream()
                        .map(OrganisationMatcher.Reason::text)
                        .collect(Collectors.joining("; ")));
    }

    private void printWrong(NamedCsvRecord row, double score, boolean truth) {
        out.printf(
                Locale.ROOT,
                "%s %.4f  %s  |  %s%n",
                truth ? "missed" : "taken ",
                score,
                row.getField("name1"),
                row.getField("name2"));
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

    private void fit(LabelledPairs pairs) {
        var names = NameMatcher.standard();
        List<NameMatcher.Weighed> kinds = names.features("a", "b");
        double[] weights =
                Fit.weights(
                        pairs.rows().stream()
                                .map(row ->
                                        names
                                                .features(
                                                        row.getField("name1"),
                                                        row.getField("name2"))
                                                .stream()
                                                .mapToDouble(NameMatcher.Weighed::value)
                                                .toArray())
                                .toArray(double[][]::new),
                        pairs.rows().stream().map(LabelledPairs::isMatch).toList(),
                        kinds.stream().map(NameMatcher.Weighed::speaksFor).toList());
        out.printf(Locale.ROOT, "BASE=%.3f%n", weights[0]);
        for (int i = 0; i < kinds.size(); i++) {
            out.printf(Locale.ROOT, "%s=%.3f%n", kinds.get(i).name(), weights[i + 1]);
        }
    }

    private static List<String> with(List<String> fields, String... more) {
        var all = new ArrayList<>(fields);
        all.addAll(List.of(more));
        return all;
    }
}
