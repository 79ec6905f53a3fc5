package org.partnerportal.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds the OpenAPI document that a service serves against the one that is checked in under {@code
 * contracts/openapi}; with {@code -Dcontracts.update} the served one is written there, unless it
 * takes back what others use.
 */
public final class OpenApiContract {

    /** Where users log in differs from place to place and is not part of the contract. */
    private static final String ISSUER = "http://127.0.0.1:8180/realms/partner-portal";

    private OpenApiContract() {}

    /** Fails unless the running service serves the document that is checked in. */
    public static void check(String service, int port) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(
                                            URI.create("http://127.0.0.1:" + port + "/v3/api-docs"))
                                    .timeout(Duration.ofSeconds(20))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError("/v3/api-docs answers " + answer.statusCode());
            }
            check(service, answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Fails unless this is the document that is checked in.
     *
     * @param served what the service serves under {@code /v3/api-docs}
     */
    public static void check(String service, String served) {
        Path file = ContractFiles.folder().resolve("openapi/" + service + ".json");
        compare(
                service,
                ContractFiles.parse(served),
                Files.exists(file) ? ContractFiles.read(file) : null,
                ContractFiles.updating() ? text -> ContractFiles.write(file, text) : null);
    }

    static void compare(
            String service,
            JsonNode served,
            @Nullable JsonNode checkedIn,
            @Nullable Consumer<String> update) {
        JsonNode now = canonical(served);
        if (checkedIn != null) {
            List<String> breaking =
                    ContractLock.ofApi(service, checkedIn)
                            .changesTo(ContractLock.ofApi(service, now))
                            .breaking();
            if (!breaking.isEmpty()) {
                throw new AssertionError(
                        service
                                + " breaks those who use its API (see contracts/README.md):\n"
                                + String.join("\n", breaking));
            }
        }
        if (update != null) {
            update.accept(ContractFiles.pretty(now));
            return;
        }
        String again =
                "Look at it, then run ./mvnw -pl contracts,platform/testkit,%s verify -D%s and check in contracts/openapi/%s.json"
                        .formatted(service, ContractFiles.UPDATE, service);
        if (checkedIn == null) {
            throw new AssertionError("There is no OpenAPI document of " + service + ". " + again);
        }
        List<String> differences = ContractFiles.differences(checkedIn, now);
        if (!differences.isEmpty()) {
            throw new AssertionError(
                    service
                            + " serves more or other than what is checked in, and breaks nobody. "
                            + again
                            + "\n"
                            + String.join("\n", differences));
        }
    }

    /** Sorted by name, and without what depends on where the service runs. */
    static JsonNode canonical(JsonNode document) {
        JsonNode sorted = sorted(document);
        JsonNode schemes = sorted.path("components").path("securitySchemes");
        for (JsonNode scheme : schemes) {
            for (JsonNode flow : scheme.path("flows")) {
                for (String name : List.of("authorizationUrl", "tokenUrl", "refreshUrl")) {
                    String url = flow.path(name).asString("");
                    int realm = url.indexOf("/protocol/openid-connect/");
                    if (realm > 0) {
                        ((ObjectNode) flow).put(name, ISSUER + url.substring(realm));
                    }
                }
            }
        }
        return sorted;
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            Map<String, JsonNode> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
            ObjectNode sorted = JsonNodeFactory.instance.objectNode();
            fields.forEach((name, value) ->
                    sorted.set(
                            name,
                            "required".equals(name) || "tags".equals(name)
                                    ? byText(value)
                                    : sorted(value)));
            return sorted;
        }
        if (node.isArray()) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> all.add(sorted(element)));
            return all;
        }
        return node;
    }

    /** Lists whose order says nothing. */
    private static JsonNode byText(JsonNode value) {
        if (!value.isArray()) {
            return sorted(value);
        }
        var elements = new ArrayList<JsonNode>();
        value.forEach(element -> elements.add(sorted(element)));
        elements.sort(Comparator.comparing(JsonNode::toString));
        return JsonNodeFactory.instance.arrayNode().addAll(elements);
    }
}
