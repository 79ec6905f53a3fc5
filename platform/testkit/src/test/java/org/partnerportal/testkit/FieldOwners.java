package org.partnerportal.testkit;

import java.nio.file.Path;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Which system owns each field of an event, and which way it flows. */
final class FieldOwners {

    private static final String SCHEMA = ".v1.schema.json";

    private FieldOwners() {}

    /** One line per field of the type; a field that no rule knows is a mistake. */
    static ArrayNode of(Path contracts, String type) {
        JsonNode rules = ContractFiles.read(contracts.resolve("ownership.json"));
        JsonNode schema =
                ContractFiles.read(
                        contracts.resolve(
                                "events/"
                                        + type.substring(0, type.indexOf('.'))
                                        + "/"
                                        + type
                                        + SCHEMA));
        var names = new TreeSet<String>();
        ContractFields.ofSchema(schema)
                .keySet()
                .forEach(path -> {
                    String first = path.substring(1).split("/", -1)[0];
                    if (!first.startsWith("<") && !first.endsWith("Of")) {
                        names.add(first);
                    }
                });
        ArrayNode owners = JsonNodeFactory.instance.arrayNode();
        for (String name : names) {
            JsonNode rule = rule(rules, type, name);
            owners.addObject()
                    .put("field", name)
                    .put("owner", rule.path("owner").asString())
                    .put("sync", rule.path("sync").asString());
        }
        return owners;
    }

    private static JsonNode rule(JsonNode rules, String type, String field) {
        for (JsonNode rule : rules) {
            String wanted = rule.path("field").asString("");
            if (type.startsWith(rule.path("types").asString(""))
                    && (wanted.equals("*") || wanted.equals(field))) {
                return rule;
            }
        }
        throw new IllegalStateException(
                "contracts/ownership.json names no owner of " + type + " " + field);
    }
}
