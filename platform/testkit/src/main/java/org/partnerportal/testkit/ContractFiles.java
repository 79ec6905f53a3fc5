package org.partnerportal.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The folder {@code contracts/} of the repository, as tests read and write it. */
final class ContractFiles {

    /** {@code -Dcontracts.update} writes what a test would otherwise compare. */
    static final String UPDATE = "contracts.update";

    private static final JsonMapper JSON = new JsonMapper();

    private ContractFiles() {}

    static Path folder() {
        return Path.of(
                        Objects.requireNonNull(
                                System.getProperty("portal.root"),
                                "The build passes the repository's folder as portal.root"))
                .resolve("contracts");
    }

    static boolean updating() {
        return Boolean.getBoolean(UPDATE);
    }

    static JsonNode parse(String text) {
        return JSON.readTree(text);
    }

    static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same bytes on every machine. */
    static String pretty(JsonNode document) {
        var indent = new DefaultIndenter("  ", "\n");
        var printer =
                new DefaultPrettyPrinter(
                                Separators.createDefaultInstance()
                                        .withObjectNameValueSpacing(Separators.Spacing.AFTER))
                        .withObjectIndenter(indent)
                        .withArrayIndenter(indent);
        return JSON.writer().with(printer).writeValueAsString(document) + "\n";
    }

    /** Every value of a document under its JSON pointer. */
    static Map<String, String> values(JsonNode document) {
        var values = new TreeMap<String, String>();
        collect("", document, values);
        return values;
    }

    private static void collect(String pointer, JsonNode node, Map<String, String> values) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties()
                    .forEach(field ->
                            collect(pointer + "/" + field.getKey(), field.getValue(), values));
        } else if (node.isArray() && !node.isEmpty()) {
            for (int i = 0; i < node.size(); i++) {
                collect(pointer + "/" + i, node.path(i), values);
            }
        } else {
            values.put(pointer, node.toString());
        }
    }

    /** What differs, value by value, at most so many that a person reads them. */
    static List<String> differences(JsonNode checkedIn, JsonNode generated) {
        Map<String, String> before = values(checkedIn);
        Map<String, String> after = values(generated);
        var differences = new ArrayList<String>();
        after.forEach((pointer, value) -> {
            String old = before.get(pointer);
            if (old == null) {
                differences.add("+ " + pointer + " = " + value);
            } else if (!old.equals(value)) {
                differences.add("~ " + pointer + ": " + old + " is now " + value);
            }
        });
        before.forEach((pointer, value) -> {
            if (!after.containsKey(pointer)) {
                differences.add("- " + pointer + " = " + value);
            }
        });
        return differences.size() <= 25 ? differences : List.copyOf(differences.subList(0, 25));
    }
}
