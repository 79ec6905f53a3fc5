package org.partnerportal.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Examples of what is sent and answered, put together from the values of single fields. A service
 * gives those that a type alone does not tell in {@code api/examples.properties}: under {@code
 * Schema.field} or {@code field}.
 */
@SuppressWarnings("rawtypes") // The library names schemas without their type.
final class ApiExamples {

    private static final String SCHEMAS = "#/components/schemas/";
    private static final int DEPTH = 6;

    private final Properties values;

    ApiExamples(Properties values) {
        this.values = values;
    }

    /** Gives every body of the document an example. */
    void complete(OpenAPI document) {
        Map<String, Schema> schemas = document.getComponents().getSchemas();
        document.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(operation -> {
                    if (operation.getRequestBody() != null
                            && operation.getRequestBody().getContent() != null) {
                        operation
                                .getRequestBody()
                                .getContent()
                                .forEach((type, media) -> give(type, media, schemas));
                    }
                    operation
                            .getResponses()
                            .forEach((status, response) -> {
                                if (status.startsWith("2") && response.getContent() != null) {
                                    response.getContent()
                                            .forEach((type, media) -> give(type, media, schemas));
                                }
                            });
                });
    }

    private void give(String type, MediaType media, Map<String, Schema> schemas) {
        Schema<?> schema = media.getSchema();
        if (!type.endsWith("json") || schema == null || media.getExample() != null) {
            return;
        }
        String reference = schema.get$ref();
        if (reference == null) {
            Object example = value(schema, "", "", schemas, new ArrayDeque<>());
            if (example != null) {
                media.setExample(example);
            }
            return;
        }
        Schema<?> target = schemas.get(reference.substring(SCHEMAS.length()));
        if (target != null && target.getExamples() == null) {
            Object example = value(schema, "", "", schemas, new ArrayDeque<>());
            if (example != null) {
                addExample(target, example);
            }
        }
    }

    @SuppressWarnings("unchecked") // The library's type of a schema's values is any.
    private static void addExample(Schema<?> schema, Object example) {
        ((Schema<Object>) schema).addExample(example);
    }

    private @Nullable Object value(
            @Nullable Schema<?> schema,
            String owner,
            String name,
            Map<String, Schema> schemas,
            Deque<String> within) {
        if (schema == null) {
            return null;
        }
        Object given = given(schema, owner, name);
        if (given != null) {
            return given;
        }
        if (schema.get$ref() != null) {
            String target = schema.get$ref().substring(SCHEMAS.length());
            if (within.contains(target) || within.size() >= DEPTH) {
                return null;
            }
            within.push(target);
            Object value = value(schemas.get(target), target, name, schemas, within);
            within.pop();
            return value;
        }
        if (schema.getExample() != null) {
            return schema.getExample();
        }
        if (schema.getEnum() != null && !schema.getEnum().isEmpty()) {
            return schema.getEnum().getFirst();
        }
        if (schema.getOneOf() != null && !schema.getOneOf().isEmpty()) {
            // An example that fits one of them alone cannot be told from types.
            return null;
        }
        String type = typeOf(schema);
        return switch (type) {
            case "array" -> {
                Object item = value(schema.getItems(), owner, name, schemas, within);
                yield item == null ? List.of() : List.of(item);
            }
            case "object" -> object(schema, owner, schemas, within);
            case "boolean" -> true;
            case "integer", "number" ->
                    schema.getMinimum() != null && schema.getMinimum().compareTo(BigDecimal.ONE) > 0
                            ? schema.getMinimum()
                            : BigDecimal.ONE;
            case "string" -> text(schema, name);
            default -> null;
        };
    }

    private Object object(
            Schema<?> schema, String owner, Map<String, Schema> schemas, Deque<String> within) {
        var example = new LinkedHashMap<String, Object>();
        if (schema.getProperties() != null) {
            schema.getProperties()
                    .forEach((name, property) -> {
                        Object value = value(property, owner, name, schemas, within);
                        if (value != null) {
                            example.put(name, value);
                        }
                    });
        }
        return example;
    }

    private static String typeOf(Schema<?> schema) {
        if (schema.getTypes() != null) {
            return schema.getTypes().stream()
                    .filter(type -> !type.equals("null"))
                    .findFirst()
                    .orElse("");
        }
        return schema.getType() != null
                ? schema.getType()
                : schema.getProperties() != null ? "object" : "";
    }

    private @Nullable Object given(Schema<?> schema, String owner, String name) {
        String text = values.getProperty(owner + "." + name, values.getProperty(name));
        if (text == null || name.isEmpty() || schema.get$ref() != null) {
            return null;
        }
        return switch (typeOf(schema)) {
            case "string" -> text;
            case "integer", "number" ->
                    text.matches("-?[0-9]+([.][0-9]+)?") ? new BigDecimal(text) : null;
            case "boolean" -> Boolean.valueOf(text);
            default -> null;
        };
    }

    private static String text(Schema<?> schema, String name) {
        String format = schema.getFormat() == null ? "" : schema.getFormat();
        return switch (format) {
            case "date-time" -> "2026-11-30T09:00:00Z";
            case "date" -> "2026-11-30";
            case "email" -> "anna.kovacs@example.com";
            case "uri" -> "https://example.com/";
            case "uuid" -> "6f1f4a52-0001-4a00-8000-000000000001";
            default -> name.isEmpty() ? "text" : name;
        };
    }
}
