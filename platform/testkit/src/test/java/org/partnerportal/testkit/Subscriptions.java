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
    private static final Pattern ELSEWHERE = Pattern.compile("^([A-Z]\\w+)\\.topics\\(\\)$");
    private static final Pattern CONSTANT = Pattern.compile("\\b[A-Z][A-Z_]+\\b");
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
                        received(received, service, module, ContractFiles.text(source));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Subscriptions(sent, received);
    }

    /** A topic that is named by a constant is looked up; one that cannot be found is a mistake. */
    private static void received(
            SortedMap<String, SortedSet<String>> byContext,
            String service,
            Path module,
            String text) {
        Matcher places = RECEIVED.matcher(text);
        while (places.find()) {
            var named = new StringBuilder(places.group(1));
            Matcher constants = CONSTANT.matcher(places.group(1));
            while (constants.find()) {
                named.append(' ').append(constantOf(module, constants.group()));
            }
            Matcher elsewhere = ELSEWHERE.matcher(places.group(1));
            if (elsewhere.find()) {
                String file = elsewhere.group(1) + ".java";
                ContractLock.files(module.resolve("src/main/java"), file)
                        .forEach(source -> named.append(ContractFiles.text(source)));
            }
            Matcher topics = TOPIC.matcher(named);
            boolean found = false;
            while (topics.find()) {
                found = true;
                byContext.computeIfAbsent(topics.group(1), _ -> new TreeSet<>()).add(service);
            }
            if (!found) {
                throw new IllegalStateException(
                        "Cannot see which topics " + service + " reads: " + places.group(1));
            }
        }
    }

    private static String constantOf(Path module, String name) {
        var value = Pattern.compile("String " + name + "\\s*=\\s*\"([^\"]+)\"");
        for (Path source : ContractLock.files(module.resolve("src/main/java"), ".java")) {
            Matcher found = value.matcher(ContractFiles.text(source));
            if (found.find()) {
                return found.group(1);
            }
        }
        return "";
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
