package org.partnerportal.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Lays a JSON Schema or an OpenAPI document out flat: one line per field. */
final class ContractFields {

    private static final List<String> METHODS =
            List.of("get", "put", "post", "patch", "delete", "head", "options");

    private final JsonNode document;
    private final SortedMap<String, ContractField> fields = new TreeMap<>();

    private ContractFields(JsonNode document) {
        this.document = document;
    }

    static SortedMap<String, ContractField> ofSchema(JsonNode schema) {
        var fields = new ContractFields(schema);
        fields.walk("", schema, false, new ArrayDeque<>());
        fields.fields.remove("");
        return fields.fields;
    }

    /**
     * {@code GET /things} is the operation, {@code > } what it takes and {@code < } what it
     * answers.
     */
    static SortedMap<String, ContractField> ofOpenApi(JsonNode document) {
        var fields = new ContractFields(document);
        document.path("paths")
                .properties()
                .forEach(path ->
                        METHODS.stream()
                                .filter(path.getValue()::has)
                                .forEach(method ->
                                        fields.operation(
                                                method.toUpperCase(Locale.ROOT)
                                                        + " "
                                                        + path.getKey(),
                                                path.getValue().path(method))));
        return fields.fields;
    }

    private void operation(String name, JsonNode operation) {
        put(name, new ContractField("operation", false, new TreeSet<>()));
        for (JsonNode given : operation.path("parameters")) {
            JsonNode parameter =
                    given.has("$ref")
                            ? document.at(given.path("$ref").asString("").substring(1))
                            : given;
            walk(
                    name
                            + " > "
                            + parameter.path("in").asString("")
                            + " "
                            + parameter.path("name").asString(""),
                    parameter.path("schema"),
                    parameter.path("required").asBoolean(false),
                    new ArrayDeque<>());
        }
        JsonNode body = operation.path("requestBody");
        body.path("content")
                .properties()
                .forEach(media ->
                        walk(
                                name + " > " + word(media.getKey()),
                                media.getValue().path("schema"),
                                body.path("required").asBoolean(false),
                                new ArrayDeque<>()));
        operation
                .path("responses")
                .properties()
                .forEach(response -> {
                    String answer = name + " < " + response.getKey();
                    put(answer, new ContractField("answer", false, new TreeSet<>()));
                    if (response.getKey().startsWith("2")) {
                        response.getValue()
                                .path("content")
                                .properties()
                                .forEach(media ->
                                        walk(
                                                answer + " " + word(media.getKey()),
                                                media.getValue().path("schema"),
                                                false,
                                                new ArrayDeque<>()));
                    }
                });
    }

    /** A media type's own slash is no step into a document. */
    private static String word(String mediaType) {
        return mediaType.replace('/', '.');
    }

    private void walk(String path, JsonNode schema, boolean required, Deque<String> within) {
        JsonNode reference = schema.path("$ref");
        if (reference.isString()) {
            String target = reference.asString();
            if (within.contains(target)) {
                put(path, new ContractField("recursive", required, new TreeSet<>()));
                return;
            }
            within.push(target);
            walk(path, document.at(target.substring(1)), required, within);
            within.pop();
            return;
        }
        var values = new TreeSet<String>();
        schema.path("enum").forEach(value -> values.add(value.asString("null")));
        put(path, new ContractField(type(schema), required, values));
        inside(path, schema, within);
    }

    private void inside(String path, JsonNode schema, Deque<String> within) {
        var required = new TreeSet<String>();
        schema.path("required").forEach(name -> required.add(name.asString()));
        schema.path("properties")
                .properties()
                .forEach(property ->
                        walk(
                                path + "/" + property.getKey(),
                                property.getValue(),
                                required.contains(property.getKey()),
                                within));
        if (schema.has("items")) {
            walk(path + "/[]", schema.path("items"), false, within);
        }
        if (schema.path("additionalProperties").isObject()) {
            walk(path + "/*", schema.path("additionalProperties"), false, within);
        }
        for (JsonNode part : schema.path("allOf")) {
            walk(path, part, false, within);
        }
        alternatives(path, schema, "anyOf", within);
        alternatives(path, schema, "oneOf", within);
    }

    private void alternatives(String path, JsonNode schema, String keyword, Deque<String> within) {
        var demands = new TreeSet<String>();
        int number = 0;
        for (JsonNode alternative : schema.path(keyword)) {
            number++;
            if (alternative.size() == 1 && alternative.has("required")) {
                var names = new TreeSet<String>();
                alternative.path("required").forEach(name -> names.add(name.asString()));
                demands.add(String.join("+", names));
            } else {
                String reference = alternative.path("$ref").asString("");
                String name =
                        reference.isEmpty()
                                ? Integer.toString(number)
                                : reference.substring(reference.lastIndexOf('/') + 1);
                walk(path + "/<" + name + ">", alternative, false, within);
            }
        }
        if (!demands.isEmpty()) {
            put(path + "/" + keyword, new ContractField("demand", true, demands));
        }
    }

    private void put(String path, ContractField field) {
        // Parts of an allOf speak of one thing; what is said first and says more stays.
        fields.merge(path, field, (before, after) -> "any".equals(before.type()) ? after : before);
    }

    private static String type(JsonNode schema) {
        var types = new TreeSet<String>();
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            type.forEach(one -> types.add(one.asString()));
        } else if (type.isString()) {
            types.add(type.asString());
        }
        if (types.isEmpty()) {
            return schema.has("properties") ? "object" : "any";
        }
        String format = schema.path("format").asString("");
        return String.join("|", types) + (format.isEmpty() ? "" : "(" + format + ")");
    }
}
