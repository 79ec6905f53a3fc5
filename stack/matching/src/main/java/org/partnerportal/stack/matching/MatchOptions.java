package org.partnerportal.stack.matching;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What the command was asked.
 *
 * @param threshold the matcher's own where there is none
 * @param wrong whether to print what was decided against its label
 * @param fit whether to fit weights and not to score
 */
record MatchOptions(Path file, Path target, OptionalDouble threshold, boolean wrong, boolean fit) {

    static final String USAGE =
            """
            usage: ./suite match FILE.csv [--out FILE] [--threshold SCORE] [--wrong] [--fit]

            Scores pairs of organisations. FILE has a header with the columns name1 and name2 and, where
            known, country1, country2, domain1, domain2, vat1, vat2. What it writes is FILE with three
            columns more: score (0 to 1), decision (MATCH from the threshold on, else NO_MATCH) and
            evidence. Where there is a column is_match (1 or 0), it prints precision, recall and F1.

              --out FILE         where to write; beside FILE with the ending .scored.csv if left out
              --threshold SCORE  from which score a pair is a match; the matcher's own if left out
              --wrong            prints the pairs that were decided against their label
              --fit              prints weights fitted to the labels of FILE, and writes nothing
            """;

    /** Refuses what makes no sense with a text for the caller. */
    static MatchOptions of(List<String> arguments) {
        Path file = Path.of(arguments.getFirst());
        String name = String.valueOf(file.getFileName());
        Path target = file.resolveSibling(name.replaceFirst("\\.csv$", "") + ".scored.csv");
        OptionalDouble threshold = OptionalDouble.empty();
        for (int i = 1; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "--out" -> target = Path.of(value(arguments, ++i));
                case "--threshold" -> threshold = OptionalDouble.of(score(value(arguments, ++i)));
                case "--wrong", "--fit" -> {}
                default ->
                        throw new IllegalArgumentException(
                                arguments.get(i) + ": expected an option, see --help");
            }
        }
        return new MatchOptions(
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

    private static double score(String text) {
        try {
            double score = Double.parseDouble(text);
            if (score >= 0 && score <= 1) {
                return score;
            }
        } catch (NumberFormatException e) {
            // The same answer as for a number out of range.
        }
        throw new IllegalArgumentException("--threshold " + text + ": expected 0 to 1");
    }
}
