package org.partnerportal.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What every operation of every API document owes its caller. */
class OperationsTest {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    record Operation(String name, JsonNode document, JsonNode content) {

        @Override
        public String toString() {
            return name;
        }

        boolean isClosed() {
            JsonNode security =
                    content.has("security") ? content.path("security") : document.path("security");
            return !security.isEmpty() && security.valueStream().noneMatch(JsonNode::isEmpty);
        }

        List<Map.Entry<String, JsonNode>> responses(char kind) {
            return content.path("responses").properties().stream()
                    .filter(response -> response.getKey().charAt(0) == kind)
                    .map(response -> Map.entry(response.getKey(), resolved(response.getValue())))
                    .toList();
        }

        JsonNode resolved(JsonNode node) {
            String reference = node.path("$ref").asString("");
            return reference.isEmpty() ? node : document.at(reference.substring(1));
        }
    }

    static Stream<Operation> operations() {
        var operations = new ArrayList<Operation>();
        for (Path file : ContractLock.files(ContractFiles.folder().resolve("openapi"), ".json")) {
            JsonNode document = ContractFiles.read(file);
            document.path("paths")
                    .properties()
                    .forEach(path ->
                            path.getValue().properties().stream()
                                    .filter(each -> METHODS.contains(each.getKey()))
                                    .forEach(each ->
                                            operations.add(
                                                    new Operation(
                                                            file.getFileName()
                                                                    + " "
                                                                    + each.getKey()
                                                                    + " "
                                                                    + path.getKey(),
                                                            document,
                                                            each.getValue()))));
        }
        return operations.stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void saysInWordsWhatItDoes(Operation operation) {
        for (String field : List.of("summary", "description", "operationId")) {
            assertThat(operation.content().path(field).asString("")).as(field).isNotBlank();
        }
        assertThat(operation.content().path("tags")).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void namesTheErrorsByCode(Operation operation) {
        var errors = new ArrayList<>(operation.responses('4'));
        errors.addAll(operation.responses('5'));
        assertThat(errors).isNotEmpty();
        for (var error : errors) {
            JsonNode problem = error.getValue().path("content").path("application/problem+json");
            assertThat(problem.path("examples")).as(error.getKey()).isNotEmpty();
            problem.path("examples")
                    .properties()
                    .forEach(example -> {
                        JsonNode value = operation.resolved(example.getValue()).path("value");
                        assertThat(value.path("code").asString(""))
                                .as("%s %s", error.getKey(), example.getKey())
                                .isEqualTo(example.getKey());
                        assertThat(value.path("status").asString("")).isEqualTo(error.getKey());
                    });
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void isClosedOrSaysThatItIsOpen(Operation operation) {
        List<String> errors = operation.responses('4').stream().map(Map.Entry::getKey).toList();
        if (operation.isClosed()) {
            assertThat(errors).contains("401");
        } else {
            assertThat(operation.content().has("security")).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void showsEveryBodyByAnExample(Operation operation) {
        var bodies = new ArrayList<>(operation.responses('2'));
        if (operation.content().has("requestBody")) {
            bodies.add(
                    Map.entry(
                            "request",
                            operation.resolved(operation.content().path("requestBody"))));
        }
        for (var body : bodies) {
            JsonNode json = body.getValue().path("content").path("application/json");
            if (!json.isMissingNode()) {
                JsonNode schema = operation.resolved(json.path("schema"));
                assertThat(isShown(json) || isShown(operation, schema))
                        .as("an example of %s", body.getKey())
                        .isTrue();
            }
        }
    }

    private static boolean isShown(Operation operation, JsonNode schema) {
        return isShown(schema)
                || isPlain(schema)
                || (schema.has("oneOf")
                        && schema.path("oneOf")
                                .valueStream()
                                .allMatch(one -> isShown(operation.resolved(one))));
    }

    private static boolean isShown(JsonNode node) {
        return node.has("example") || node.has("examples");
    }

    /** A value that explains itself. */
    private static boolean isPlain(JsonNode schema) {
        return schema.has("enum") || "boolean".equals(schema.path("type").asString(""));
    }

    @Test
    void areAllThatThereAre() {
        assertThat(operations()).hasSizeGreaterThan(90);
    }
}
