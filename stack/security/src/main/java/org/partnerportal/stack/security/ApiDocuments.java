package org.partnerportal.stack.security;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.partnerportal.stack.client.ClientFailure;
import org.partnerportal.stack.security.Operation.Body;
import org.partnerportal.stack.security.Operation.Parameter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads the operations out of the documents that the gateway shows. */
final class ApiDocuments {

    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");
    private static final int DEEPEST = 12;

    private ApiDocuments() {}

    /** Every operation of every document that the gateway lists. */
    static List<Operation> through(Edge edge) {
        var operations = new ArrayList<Operation>();
        JsonNode documents = edge.send(Request.get("/docs/setup")).must(200).json().path("urls");
        for (JsonNode document : documents) {
            String url = document.path("url").asString();
            operations.addAll(
                    read(
                            document.path("name").asString(),
                            edge.send(Request.get(url)).must(200).json()));
        }
        if (operations.isEmpty()) {
            throw new ClientFailure("The gateway lists no API document");
        }
        return operations;
    }

    static List<Operation> read(String service, JsonNode document) {
        var operations = new ArrayList<Operation>();
        boolean secured = !document.path("security").isEmpty();
        document.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue().properties().stream()
                                .filter(it -> METHODS.contains(it.getKey()))
                                .forEach(it ->
                                        operations.add(
                                                operation(
                                                        service,
                                                        document,
                                                        secured,
                                                        it.getKey(),
                                                        path.getKey(),
                                                        it.getValue()))));
        return operations;
    }

    private static Operation operation(
            String service,
            JsonNode document,
            boolean secured,
            String method,
            String path,
            JsonNode operation) {
        var parameters = new ArrayList<Parameter>();
        for (JsonNode each : operation.path("parameters")) {
            JsonNode parameter = resolved(document, each, 0);
            parameters.add(
                    new Parameter(
                            parameter.path("name").asString(),
                            parameter.path("in").asString(),
                            parameter.path("required").asBoolean(false),
                            parameter.path("schema")));
        }
        JsonNode security = operation.path("security");
        return new Operation(
                service,
                method.toUpperCase(Locale.ROOT),
                path,
                List.copyOf(parameters),
                body(document, operation.path("requestBody")),
                operation
                        .path("x-roles")
                        .valueStream()
                        .map(JsonNode::asString)
                        .collect(Collectors.toUnmodifiableSet()),
                security.isMissingNode() ? !secured : security.isEmpty());
    }

    private static Optional<Body> body(JsonNode document, JsonNode described) {
        return described.path("content").properties().stream()
                .findFirst()
                .map(it -> {
                    JsonNode schema = resolved(document, it.getValue().path("schema"), 0);
                    JsonNode given = it.getValue().path("example");
                    JsonNode example = given.isMissingNode() ? example(schema) : given;
                    return new Body(
                            it.getKey(),
                            described.path("required").asBoolean(false),
                            schema,
                            example);
                });
    }

    /** The node with what its references name in their place. */
    private static JsonNode resolved(JsonNode document, JsonNode node, int depth) {
        if (depth > DEEPEST) {
            return JsonNodeFactory.instance.objectNode();
        }
        String reference = node.path("$ref").asString("");
        if (reference.startsWith("#/")) {
            return resolved(document, document.at(reference.substring(1)), depth + 1);
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties()
                    .forEach(it ->
                            copy.set(it.getKey(), resolved(document, it.getValue(), depth + 1)));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(it -> copy.add(resolved(document, it, depth + 1)));
            return copy;
        }
        return node;
    }

    /** What the schema gives as its example, or the least that fits its types. */
    static JsonNode example(JsonNode schema) {
        JsonNode given = schema.path("examples").path(0);
        if (!given.isMissingNode()) {
            return given;
        }
        if (!schema.path("example").isMissingNode()) {
            return schema.path("example");
        }
        if (!schema.path("enum").isEmpty()) {
            return schema.path("enum").path(0);
        }
        var nodes = JsonNodeFactory.instance;
        return switch (schema.path("type").asString("")) {
            case "object" -> {
                ObjectNode object = nodes.objectNode();
                var required = new HashSet<String>();
                schema.path("required").forEach(it -> required.add(it.asString()));
                schema.path("properties")
                        .properties()
                        .forEach(it -> {
                            if (required.contains(it.getKey())) {
                                object.set(it.getKey(), example(it.getValue()));
                            }
                        });
                yield object;
            }
            case "array" -> nodes.arrayNode().add(example(schema.path("items")));
            case "integer", "number" -> nodes.numberNode(1);
            case "boolean" -> nodes.booleanNode(true);
            default -> nodes.stringNode("text");
        };
    }
}
