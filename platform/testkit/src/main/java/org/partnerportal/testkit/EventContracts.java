package org.partnerportal.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.partnerportal.messaging.EventSchemas;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published language, as tests of producers and consumers check themselves against it. */
public final class EventContracts {

    private static final JsonMapper JSON = new JsonMapper();
    private static final EventSchemas SCHEMAS = new EventSchemas(JSON);

    private EventContracts() {}

    /** Fails unless the data fits the schema of its type. */
    public static void assertFits(String type, JsonNode data) {
        if (!SCHEMAS.knows(type)) {
            throw new AssertionError("There is no contract for " + type + " in contracts/events");
        }
        List<String> breaches = SCHEMAS.breaches(type, data);
        if (!breaches.isEmpty()) {
            throw new AssertionError(type + " breaks its contract: " + breaches + " in " + data);
        }
    }

    /** Where the data departs from the schema of its type; empty when it fits. */
    public static List<String> breaches(String type, JsonNode data) {
        return SCHEMAS.breaches(type, data);
    }

    /** The published example of a type; consumers must be able to read it. */
    public static JsonNode example(String type) {
        String context = type.substring(0, type.indexOf('.'));
        var resource =
                new ClassPathResource(
                        "contracts/events/" + context + "/" + type + ".v1.example.json");
        try (var in = resource.getInputStream()) {
            JsonNode example = JSON.readTree(in);
            assertFits(type, example);
            return example;
        } catch (IOException e) {
            throw new UncheckedIOException("No example of " + type, e);
        }
    }

    /** All types of a context that have a contract. */
    public static Set<String> types(String context) {
        var types = new TreeSet<String>();
        SCHEMAS.types().stream().filter(type -> type.startsWith(context + ".")).forEach(types::add);
        return types;
    }
}
