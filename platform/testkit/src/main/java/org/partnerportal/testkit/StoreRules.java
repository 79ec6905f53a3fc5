package org.partnerportal.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks through sources for what one of the two document stores would not do, or do differently
 * without a word.
 */
public final class StoreRules {

    private static final Map<Pattern, String> FORBIDDEN =
            Map.ofEntries(
                    Map.entry(
                            Pattern.compile("partialFilter"),
                            "unique partial indexes: use a computed key that is absent"),
                    Map.entry(
                            Pattern.compile("\\bcollation\\b|Collation\\."),
                            "collation: store a shadow field"),
                    Map.entry(
                            Pattern.compile(
                                    "\"\\$(switch|round|dateTrunc|dateAdd|dateDiff|unionWith|setWindowFields|let|toDecimal|trim|regexMatch|replaceWith)\""),
                            "this aggregation operator: do it in Java"),
                    Map.entry(
                            Pattern.compile("\"\\$(avg|divide)\""),
                            "decimals become doubles: sum here, divide in Java"),
                    Map.entry(
                            Pattern.compile("expireAfter"),
                            "TTL alone: filter in the query and purge by a job"),
                    Map.entry(
                            Pattern.compile("\\.watch\\(\\)|startSession|withTransaction"),
                            "change streams and transactions"),
                    Map.entry(
                            Pattern.compile("\"\\$text\"|\"\\$near\""),
                            "text and geo search in the store"));

    private StoreRules() {}

    /** Fails when a production source below the module's folder uses a forbidden construct. */
    public static void check(Path module) {
        var found = new ArrayList<String>();
        for (Path source : sources(module.resolve("src/main/java"))) {
            String text = read(source);
            FORBIDDEN.forEach((pattern, instead) -> {
                if (pattern.matcher(text).find()) {
                    found.add(source + ": " + instead);
                }
            });
        }
        if (!found.isEmpty()) {
            throw new AssertionError("Right on one store only:\n" + String.join("\n", found));
        }
    }

    private static List<Path> sources(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
            if (sources.isEmpty()) {
                throw new AssertionError("No sources below " + root);
            }
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
