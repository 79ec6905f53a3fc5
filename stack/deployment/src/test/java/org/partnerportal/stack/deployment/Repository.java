package org.partnerportal.stack.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The files of the whole repository. */
final class Repository {

    static final Path ROOT = Path.of(System.getProperty("portal.root", "../.."));

    private static final Pattern MODULE = Pattern.compile("<module>(.+?)</module>");

    private Repository() {}

    static Path file(String path) {
        return ROOT.resolve(path);
    }

    static String text(String path) {
        try {
            return Files.readString(file(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All modules, in the order in which they are built. */
    static List<String> modules() {
        return MODULE.matcher(text("pom.xml"))
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }

    /** The services that {@code ./suite} starts, with their ports. */
    static Map<String, Integer> services() {
        var lines = new Properties();
        try (var in = Files.newBufferedReader(file("stack/suite.properties"))) {
            lines.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var services = new TreeMap<String, Integer>();
        lines.forEach((name, value) ->
                services.put(
                        name.toString(),
                        Integer.parseInt(value.toString().strip().split(" ", 2)[0])));
        return services;
    }
}
