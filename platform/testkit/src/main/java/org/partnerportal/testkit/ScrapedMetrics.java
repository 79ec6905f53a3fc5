package org.partnerportal.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The metrics that a running service really tells, against what dashboards, rules and alerts ask
 * for.
 *
 * <p>{@code stack/observability/metrics/<service>.txt} holds those of its metrics that are asked
 * for somewhere, with their labels. It is written by a scrape of the running service, {@code
 * -Dcontracts.update}, and compared with one at every other time; so what is in it exists.
 */
public final class ScrapedMetrics {

    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? .*");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"(?:[^\"\\\\]|\\\\.)*\"");

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private ScrapedMetrics() {}

    /** Names with the labels of their samples. */
    static SortedMap<String, Set<String>> parse(String scraped) {
        var metrics = new TreeMap<String, Set<String>>();
        for (String line : scraped.lines().toList()) {
            Matcher sample = SAMPLE.matcher(line);
            if (!line.startsWith("#") && sample.matches()) {
                Set<String> labels = metrics.computeIfAbsent(sample.group(1), _ -> new TreeSet<>());
                Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
                while (label.find()) {
                    labels.add(label.group(1));
                }
            }
        }
        return metrics;
    }

    /** Scrapes the service and compares with what is checked in for it. */
    public static void check(String service, int port) {
        // Somebody without a token: from then on there is a problem to count.
        get(port, "/api/v1/metrics-test");
        Path file = folder().resolve(service + ".txt");
        SortedMap<String, Set<String>> told = told(port, file);
        if (ContractFiles.updating()) {
            var lines = new ArrayList<String>();
            told.forEach((name, labels) -> {
                if (AskedMetrics.names().contains(name)) {
                    lines.add(name + "{" + String.join(",", labels) + "}");
                }
            });
            ContractFiles.write(file, String.join("\n", lines) + "\n");
            return;
        }
        read(file)
                .forEach((name, labels) -> {
                    if (!told.containsKey(name)) {
                        throw new AssertionError(service + " does not tell " + name);
                    }
                    if (!told.getOrDefault(name, Set.of()).containsAll(labels)) {
                        throw new AssertionError(
                                name
                                        + " of "
                                        + service
                                        + " has the labels "
                                        + told.get(name)
                                        + ", expected "
                                        + labels);
                    }
                });
    }

    /** What is asked for in the background is there a little later. */
    private static SortedMap<String, Set<String>> told(int port, Path file) {
        Set<String> expected =
                ContractFiles.updating()
                        ? Set.of("portal_consumer_lag", "portal_dead_letters_open")
                        : read(file).keySet();
        long limit = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            SortedMap<String, Set<String>> told = parse(scrape(port));
            if (told.keySet().containsAll(expected) || System.nanoTime() > limit) {
                return told;
            }
            LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
        }
    }

    /** The value of one sample, such as {@code a_total{kind="x"}}; 0 where it is not told. */
    public static double value(int port, String sample) {
        return scrape(port)
                .lines()
                .filter(line -> line.startsWith(sample + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(sample.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    static Map<String, Set<String>> read(Path file) {
        var metrics = new TreeMap<String, Set<String>>();
        for (String line : ContractFiles.text(file).lines().toList()) {
            int brace = line.indexOf('{');
            String labels = line.substring(brace + 1, line.length() - 1);
            metrics.put(
                    line.substring(0, brace),
                    labels.isEmpty() ? Set.of() : Set.of(labels.split(",", -1)));
        }
        return metrics;
    }

    static Path folder() {
        Path folder =
                ContractFiles.folder().resolveSibling("stack").resolve("observability/metrics");
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String scrape(int port) {
        HttpResponse<String> answer = get(port, "/actuator/prometheus");
        if (answer.statusCode() != 200) {
            throw new AssertionError("The scrape was answered by " + answer.statusCode());
        }
        return answer.body();
    }

    private static HttpResponse<String> get(int port, String path) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(20))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
