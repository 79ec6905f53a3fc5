package org.partnerportal.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Dashboards, rules and alerts against the metrics that services tell when they are scraped. */
class ObservabilityTest {

    /** Prometheus' own, and that of a histogram's buckets. */
    private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance", "le");

    private static Map<String, Set<String>> scraped() {
        var all = new TreeMap<String, Set<String>>();
        for (Path file : ContractLock.files(ScrapedMetrics.folder(), ".txt")) {
            ScrapedMetrics.read(file)
                    .forEach((name, labels) ->
                            all.computeIfAbsent(name, _ -> new TreeSet<>()).addAll(labels));
        }
        return all;
    }

    @Test
    void asksOnlyForMetricsThatSomeServiceTells() {
        assertThat(AskedMetrics.names()).hasSizeGreaterThan(15);
        assertThat(scraped().keySet()).containsAll(AskedMetrics.names());
    }

    @Test
    void asksOnlyForLabelsThatTheMetricHas() {
        Map<String, Set<String>> scraped = scraped();
        for (String expression : AskedMetrics.expressions()) {
            Set<String> known =
                    AskedMetrics.names(expression).stream()
                            .flatMap(name -> labels(scraped, name).stream())
                            .collect(Collectors.toCollection(TreeSet::new));
            known.addAll(OF_PROMETHEUS);
            assertThat(known).as(expression).containsAll(AskedMetrics.labels(expression));
        }
    }

    /** A recorded metric is named after the labels that it keeps. */
    private static Set<String> labels(Map<String, Set<String>> scraped, String name) {
        if (AskedMetrics.recorded().contains(name)) {
            return Set.of(name.substring(0, name.indexOf(':')).split("_", -1));
        }
        return scraped.getOrDefault(name, Set.of());
    }

    @Test
    void leadsFromEveryAlertToItsRunBook() {
        String runbooks =
                ContractFiles.text(ContractFiles.folder().resolveSibling("docs/runbooks.md"));
        Set<String> anchors =
                runbooks.lines()
                        .filter(line -> line.startsWith("## "))
                        .map(line ->
                                "docs/runbooks.md#" + line.substring(3).toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet());
        assertThat(AskedMetrics.runbooks()).isEqualTo(new TreeSet<>(anchors));
        assertThat(AskedMetrics.runbooks())
                .isEqualTo(
                        AskedMetrics.alerts().stream()
                                .map(alert -> "docs/runbooks.md#" + alert.toLowerCase(Locale.ROOT))
                                .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void explainsEveryMetricOfOurOwn() {
        String page = ContractFiles.text(ContractFiles.folder().resolveSibling("docs/metrics.md"));
        assertThat(AskedMetrics.names())
                .filteredOn(name -> name.startsWith("portal_"))
                .allSatisfy(name ->
                        assertThat(page)
                                .contains("`" + name.replaceFirst("_(bucket|count|sum|max)$", "")));
    }

    @Test
    void readsExpressionsAsPrometheusDoes() {
        String expression =
                "sum by (job, code) (rate(portal_problems_total{status=\"404\"}[5m])) / on (job) up > 0";
        assertThat(AskedMetrics.names(expression)).containsExactly("portal_problems_total", "up");
        assertThat(AskedMetrics.labels(expression)).containsExactly("code", "job", "status");
        assertThat(
                        ScrapedMetrics.parse(
                                """
                                # HELP portal_a_total a
                                portal_a_total{code="x}y",kind="z"} 1.0
                                portal_b 2.0
                                """))
                .isEqualTo(Map.of("portal_a_total", Set.of("code", "kind"), "portal_b", Set.of()));
    }
}
