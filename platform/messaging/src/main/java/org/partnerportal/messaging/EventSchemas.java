package org.partnerportal.messaging;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schemas of the published language, from {@code contracts/} on the class path. */
public final class EventSchemas {

    private static final String SUFFIX = ".v1.schema.json";

    private final JsonMapper json;
    private final SchemaRegistry registry;
    private final Map<String, Resource> resources = new ConcurrentHashMap<>();
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    public EventSchemas(JsonMapper json) {
        this.json = json;
        // Formats are checked, not only noted: 2017-02-30 is no date.
        this.registry =
                SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        builder ->
                                builder.schemaRegistryConfig(
                                        SchemaRegistryConfig.builder()
                                                .formatAssertionsEnabled(true)
                                                .build()));
        try {
            for (Resource resource :
                    new PathMatchingResourcePatternResolver()
                            .getResources("classpath*:contracts/events/*/*" + SUFFIX)) {
                String file = Objects.requireNonNull(resource.getFilename());
                resources.put(file.substring(0, file.length() - SUFFIX.length()), resource);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The contracts are not on the class path", e);
        }
    }

    /** The types that have a schema. */
    public Set<String> types() {
        return Set.copyOf(resources.keySet());
    }

    public boolean knows(String type) {
        return resources.containsKey(type);
    }

    /** Where the data departs from the schema of its type; empty when it fits. */
    public List<String> breaches(String type, JsonNode data) {
        return schema(type).validate(data).stream()
                .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    private Schema schema(String type) {
        return schemas.computeIfAbsent(
                type,
                name -> {
                    Resource resource =
                            Objects.requireNonNull(
                                    resources.get(name), () -> "No schema for " + name);
                    try (InputStream in = resource.getInputStream()) {
                        return registry.getSchema(json.readTree(in));
                    } catch (IOException e) {
                        throw new UncheckedIOException("Cannot read " + resource, e);
                    }
                });
    }
}
