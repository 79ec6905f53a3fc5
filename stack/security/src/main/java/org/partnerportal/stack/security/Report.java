package org.partnerportal.stack.security;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What was expected how often, and what was not so. */
final class Report {

    private final PrintStream out;
    private final Map<String, Integer> asExpected = new LinkedHashMap<>();
    private final Map<String, Integer> otherwise = new LinkedHashMap<>();
    private final List<String> findings = new ArrayList<>();

    Report(PrintStream out) {
        this.out = out;
    }

    void say(String line) {
        out.println(line);
    }

    /**
     * Counts one expectation.
     *
     * @param finding what came instead; empty where it was as expected
     * @return whether it was
     */
    boolean expect(String expectation, String subject, Optional<String> finding) {
        asExpected.merge(expectation, finding.isEmpty() ? 1 : 0, Integer::sum);
        otherwise.merge(expectation, finding.isEmpty() ? 0 : 1, Integer::sum);
        finding.ifPresent(it -> findings.add(expectation + ": " + subject + " gave " + it));
        return finding.isEmpty();
    }

    int findings() {
        return findings.size();
    }

    /** Prints the counts and the findings; 0 where there are none. */
    int close() {
        say("");
        say(String.format(Locale.ROOT, "%-64s %8s %9s", "expectation", "as said", "otherwise"));
        asExpected.forEach((expectation, count) ->
                say(
                        String.format(
                                Locale.ROOT,
                                "%-64s %8d %9d",
                                expectation,
                                count,
                                Objects.requireNonNullElse(otherwise.get(expectation), 0))));
        if (!findings.isEmpty()) {
            say("");
            findings.forEach(it -> say("FINDING  " + it));
        }
        int all = asExpected.values().stream().mapToInt(it -> it).sum();
        say("");
        say(
                findings.isEmpty()
                        ? "All " + all + " expectations hold."
                        : findings.size() + " FINDINGS beside " + all + " expectations that hold.");
        return findings.isEmpty() ? 0 : 1;
    }
}
