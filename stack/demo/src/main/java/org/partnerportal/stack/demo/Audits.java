package org.partnerportal.stack.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;
import org.partnerportal.stack.client.Call;
import org.partnerportal.stack.client.Portal;
import org.partnerportal.stack.client.Users;
import tools.jackson.databind.JsonNode;

/**
 * Asks the services whether their audit trails are what was written. The heads that were proven are
 * kept outside of the databases: a chain that was cut off or written anew since is found by them.
 */
final class Audits {

    private final Portal portal;
    private final String suite;
    private final Path heads;
    private final PrintStream out;

    /**
     * @param suite names the suite among those whose heads are kept
     * @param heads the file that keeps them
     */
    Audits(Portal portal, String suite, Path heads, PrintStream out) {
        this.portal = portal;
        this.suite = suite;
        this.heads = heads;
        this.out = out;
    }

    /** All services unless some are named; answers 1 where an entry is not as it was written. */
    int verify(List<String> services) {
        int broken = 0;
        for (String service : services.isEmpty() ? Operations.SERVICES : services) {
            broken += isWhole(service) ? 0 : 1;
        }
        return broken == 0 ? 0 : 1;
    }

    private boolean isWhole(String service) {
        Properties known = known();
        String key = suite + "/" + service;
        String noted = known.getProperty(key);
        if (noted != null) {
            JsonNode since = ask(service, "?" + noted);
            if (since.has("broken")) {
                return broken(service, since.path("broken"));
            }
        }
        JsonNode answer = ask(service, "");
        while (!answer.has("broken") && !answer.path("complete").asBoolean()) {
            answer = ask(service, "?" + after(answer.path("through")));
        }
        if (answer.has("broken")) {
            return broken(service, answer.path("broken"));
        }
        JsonNode head = answer.path("through");
        out.printf(
                Locale.ROOT,
                "%-12s %,9d entries, whole%s; head %s%n",
                service,
                head.path("sequence").asLong(),
                noted == null ? "" : ", and goes on from the head that was noted",
                head.path("hash").asString());
        if (head.path("sequence").asLong() > 0) {
            known.setProperty(key, after(head));
            keep(known);
        }
        return true;
    }

    private boolean broken(String service, JsonNode broken) {
        out.printf(
                Locale.ROOT,
                "%-12s BROKEN at entry %d%s: %s%n",
                service,
                broken.path("sequence").asLong(),
                broken.has("entryId") ? " (" + broken.path("entryId").asString() + ")" : "",
                broken.path("kind").asString().toLowerCase(Locale.ROOT));
        return false;
    }

    private JsonNode ask(String service, String query) {
        return portal.get(
                "/audit-verifications/" + Call.encoded(service) + query, Users.CHANNEL_ADMIN);
    }

    private static String after(JsonNode head) {
        return "after=" + head.path("sequence").asLong() + "&hash=" + head.path("hash").asString();
    }

    private Properties known() {
        var known = new Properties();
        if (Files.exists(heads)) {
            try (var in = Files.newBufferedReader(heads)) {
                known.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return known;
    }

    private void keep(Properties known) {
        try {
            if (heads.getParent() != null) {
                Files.createDirectories(heads.getParent());
            }
            try (var to = Files.newBufferedWriter(heads)) {
                known.store(to, "Heads of audit chains that were whole");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The newest entries.
     *
     * @param filter parameters of the API, such as {@code actor=...}
     */
    int list(String service, List<String> filter) {
        String query =
                filter.stream()
                        .map(parameter -> parameter.split("=", 2))
                        .map(parts ->
                                Call.encoded(parts[0])
                                        + "="
                                        + (parts.length == 2 ? Call.encoded(parts[1]) : ""))
                        .collect(Collectors.joining("&"));
        JsonNode page =
                portal.get(
                        "/audit-entries/" + Call.encoded(service) + "?" + query,
                        Users.CHANNEL_ADMIN);
        for (JsonNode item : page.path("items")) {
            JsonNode entry = item.path("entry");
            out.printf(
                    Locale.ROOT,
                    "%8d  %-24s  %-8s  %-36s  %-44s  %s%n",
                    item.path("sequence").asLong(),
                    entry.path("at").asString(),
                    entry.path("outcome").asString(),
                    entry.path("who").path("actor").asString(),
                    entry.path("action").asString(),
                    what(entry));
        }
        if (page.has("nextCursor")) {
            out.println("There is more; narrow the filter or page with the API.");
        }
        return 0;
    }

    private static String what(JsonNode entry) {
        JsonNode refusal = entry.path("refusal");
        String about =
                entry.path("about").values().stream()
                        .map(JsonNode::asString)
                        .collect(Collectors.joining(","));
        if (refusal.isObject()) {
            return refusal.path("status").asInt()
                    + " "
                    + refusal.path("code").asString()
                    + " x"
                    + refusal.path("count").asLong()
                    + " "
                    + about;
        }
        JsonNode change = entry.path("change");
        return change.isObject()
                ? change.path("type").asString()
                        + " "
                        + about
                        + " v"
                        + change.path("versionAfter").asLong()
                        + " "
                        + change.path("events").values().stream()
                                .map(JsonNode::asString)
                                .collect(Collectors.joining(","))
                : about;
    }
}
