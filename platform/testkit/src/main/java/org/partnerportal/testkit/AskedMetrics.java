package org.partnerportal.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What the dashboards, rules and alerts of {@code stack/observability} ask Prometheus for. */
final class AskedMetrics {

    private static final Pattern RECORDED = Pattern.compile("(?m)^ *- record: (\\S+)$");
    private static final Pattern ALERT = Pattern.compile("(?m)^ *- alert: (\\S+)$");
    private static final Pattern RUNBOOK = Pattern.compile("(?m)^ *runbook: (\\S+)$");
    private static final Pattern EXPRESSION =
            Pattern.compile("(?m)^( *)(?:- )?expr: (?:>\\n((?:\\1 +.*\\n)+)|(.*))$");
    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern GROUPED = Pattern.compile("\\b(?:by|without|on)\\s*\\(([^)]*)\\)");
    private static final Pattern SELECTED = Pattern.compile("\\{([^}]*)}");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

    /** Words of the language; whatever else stands in an expression is a metric. */
    private static final Set<String> WORDS =
            Set.of(
                    "and",
                    "or",
                    "unless",
                    "sum",
                    "max",
                    "min",
                    "count",
                    "rate",
                    "increase",
                    "deriv",
                    "topk",
                    "histogram_quantile",
                    "label_values",
                    "bool",
                    "offset",
                    "absent");

    private AskedMetrics() {}

    static Path folder() {
        return ContractFiles.folder().resolveSibling("stack").resolve("observability");
    }

    static String rules() {
        return ContractFiles.text(folder().resolve("prometheus/rules.yml"));
    }

    static Set<String> recorded() {
        return all(RECORDED, rules());
    }

    static Set<String> alerts() {
        return all(ALERT, rules());
    }

    static Set<String> runbooks() {
        return all(RUNBOOK, rules());
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All expressions, wherever they stand. */
    static List<String> expressions() {
        var expressions = new ArrayList<String>();
        Matcher rule = EXPRESSION.matcher(rules());
        while (rule.find()) {
            expressions.add(rule.group(2) != null ? rule.group(2) : rule.group(3));
        }
        for (Path file : ContractLock.files(folder().resolve("grafana/dashboards"), ".json")) {
            collect(ContractFiles.read(file), expressions);
        }
        return expressions;
    }

    private static void collect(JsonNode node, List<String> expressions) {
        node.properties()
                .forEach(field -> {
                    if (field.getKey().equals("expr")) {
                        expressions.add(field.getValue().asString());
                    }
                });
        node.valueStream().forEach(child -> collect(child, expressions));
    }

    /** The metrics that the services must tell, without what the rules record themselves. */
    static Set<String> names() {
        var names = new TreeSet<String>();
        expressions().forEach(expression -> names.addAll(names(expression)));
        names.removeAll(recorded());
        // Prometheus itself says whether it could scrape.
        names.remove("up");
        return names;
    }

    static Set<String> names(String expression) {
        String bare = STRING.matcher(expression).replaceAll("\"\"");
        bare = RANGE.matcher(bare).replaceAll(" ");
        bare = GROUPED.matcher(bare).replaceAll(" ");
        bare = SELECTED.matcher(bare).replaceAll(" ");
        return NAME.matcher(bare)
                .results()
                .map(MatchResult::group)
                .filter(word -> !WORDS.contains(word))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The labels that the expression groups or selects by. */
    static Set<String> labels(String expression) {
        var labels = new TreeSet<String>();
        String bare = STRING.matcher(expression).replaceAll("");
        GROUPED.matcher(bare)
                .results()
                .forEach(found ->
                        NAME.matcher(found.group(1))
                                .results()
                                .forEach(label -> labels.add(label.group())));
        SELECTED.matcher(bare)
                .results()
                .forEach(found ->
                        NAME.matcher(found.group(1))
                                .results()
                                .forEach(label -> labels.add(label.group())));
        return labels;
    }
}
