package org.partnerportal.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which service writes to which topic and which reads it, as their sources say. */
record Subscriptions(
        SortedMap<String, SortedSet<String>> sent, SortedMap<String, SortedSet<String>> received) {

    private static final Pattern TOPIC = Pattern.compile("([a-z]+)\\.events\\.v1");
    private static final Pattern SENT = Pattern.compile("(?m)^ +topic: (\\S+)$");
    private static final Pattern RECEIVED =
            Pattern.compile("List<String> topics\\(\\) \\{\\s*return ([^;]*);", Pattern.MULTILINE);

    static Subscriptions of(Path root) {
        var sent = new TreeMap<String, SortedSet<String>>();
        var received = new TreeMap<String, SortedSet<String>>();
        try (Stream<Path> modules = Files.list(root)) {
            for (Path module : modules.filter(Files::isDirectory).sorted().toList()) {
                String service = String.valueOf(module.getFileName());
                Path settings = module.resolve("src/main/resources/application.yml");
                if (service.endsWith("-service") && Files.exists(settings)) {
                    note(sent, service, SENT, ContractFiles.text(settings));
                    for (Path source :
                            ContractLock.files(module.resolve("src/main/java"), ".java")) {
                        note(received, service, RECEIVED, ContractFiles.text(source));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Subscriptions(sent, received);
    }

    private static void note(
            SortedMap<String, SortedSet<String>> byContext,
            String service,
            Pattern place,
            String text) {
        Matcher places = place.matcher(text);
        while (places.find()) {
            Matcher topics = TOPIC.matcher(places.group(1));
            while (topics.find()) {
                byContext.computeIfAbsent(topics.group(1), _ -> new TreeSet<>()).add(service);
            }
        }
    }

    Set<String> senders(String context) {
        return sent.getOrDefault(context, new TreeSet<>());
    }

    Set<String> receivers(String context) {
        return received.getOrDefault(context, new TreeSet<>());
    }
}
