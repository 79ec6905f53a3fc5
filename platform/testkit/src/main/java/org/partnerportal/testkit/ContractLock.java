package org.partnerportal.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was published, field by field, so that none can be taken back: documents by name, each with
 * its fields.
 */
record ContractLock(SortedMap<String, SortedMap<String, ContractField>> documents) {

    /** Systems that are not ours: what we ask of them must not grow. */
    private static final Set<String> OUTSIDE = Set.of("crm", "erp");

    private static final String API = "openapi/";
    private static final String SCHEMA = ".schema.json";

    /** What two states of the contracts differ by. */
    record Changes(List<String> breaking, List<String> additions) {}

    /** The events as they lie in the folder now. */
    static ContractLock ofEvents(Path contracts) {
        var documents = new TreeMap<String, SortedMap<String, ContractField>>();
        for (Path file : files(contracts.resolve("events"), SCHEMA)) {
            documents.put(
                    name(contracts, file, SCHEMA),
                    ContractFields.ofSchema(ContractFiles.read(file)));
        }
        return new ContractLock(documents);
    }

    /** One API. */
    static ContractLock ofApi(String service, JsonNode document) {
        var documents = new TreeMap<String, SortedMap<String, ContractField>>();
        documents.put(API + service, ContractFields.ofOpenApi(document));
        return new ContractLock(documents);
    }

    static ContractLock parse(JsonNode json) {
        var documents = new TreeMap<String, SortedMap<String, ContractField>>();
        json.properties()
                .forEach(document -> {
                    var fields = new TreeMap<String, ContractField>();
                    document.getValue()
                            .properties()
                            .forEach(field ->
                                    fields.put(
                                            field.getKey(),
                                            ContractField.parse(field.getValue().asString())));
                    documents.put(document.getKey(), fields);
                });
        return new ContractLock(documents);
    }

    JsonNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        documents.forEach((name, fields) -> {
            ObjectNode lines = json.putObject(name);
            fields.forEach((path, field) -> lines.put(path, field.toString()));
        });
        return json;
    }

    /** What became of the locked contracts. */
    Changes changesTo(ContractLock now) {
        var breaking = new ArrayList<String>();
        var additions = new ArrayList<String>();
        documents.forEach((name, locked) -> {
            SortedMap<String, ContractField> present = now.documents.get(name);
            if (present == null) {
                breaking.add(name + ": dropped");
            } else {
                compare(name, locked, present, breaking, additions);
            }
        });
        now.documents.keySet().stream()
                .filter(name -> !documents.containsKey(name))
                .forEach(name -> additions.add(name + ": new"));
        return new Changes(breaking, additions);
    }

    private static void compare(
            String document,
            Map<String, ContractField> locked,
            Map<String, ContractField> present,
            List<String> breaking,
            List<String> additions) {
        locked.forEach((path, before) -> {
            ContractField after = present.get(path);
            String where = document + " " + path + ": ";
            if (after == null) {
                breaking.add(where + "removed");
            } else if (!before.equals(after)) {
                String what = where + "was " + before + ", is " + after;
                (breaks(asked(document, path), before, after) ? breaking : additions).add(what);
            }
        });
        present.forEach((path, field) -> {
            if (!locked.containsKey(path)) {
                // What a path asks for is in its name already.
                boolean demanded =
                        asked(document, path)
                                && !path.contains(" > path ")
                                && field.required()
                                && (parent(path).isEmpty() || locked.containsKey(parent(path)));
                (demanded ? breaking : additions).add(document + " " + path + ": new, " + field);
            }
        });
    }

    private static boolean breaks(boolean asked, ContractField before, ContractField after) {
        boolean fewer = !before.values().isEmpty() && !after.values().containsAll(before.values());
        if (!before.type().equals(after.type())) {
            return true;
        }
        return asked
                ? (after.required() && !before.required())
                        || (fewer && !after.values().isEmpty())
                        || (before.values().isEmpty() && !after.values().isEmpty())
                : (before.required() && !after.required()) || fewer;
    }

    /** Whether others send it and we ask for it; else we send it and others rely on it. */
    private static boolean asked(String document, String path) {
        if (document.startsWith(API)) {
            return path.contains(" > ");
        }
        return OUTSIDE.contains(document.split("/", -1)[1]);
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        int arrow = path.indexOf(" > ");
        if (arrow >= 0 && slash < arrow + 3) {
            return path.substring(0, arrow);
        }
        return slash < 0 ? "" : path.substring(0, slash);
    }

    private static String name(Path contracts, Path file, String suffix) {
        String path = contracts.relativize(file).toString().replace('\\', '/');
        return path.substring(0, path.length() - suffix.length());
    }

    static Set<Path> files(Path folder, String suffix) {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return new TreeSet<>(files.filter(file -> file.toString().endsWith(suffix)).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
