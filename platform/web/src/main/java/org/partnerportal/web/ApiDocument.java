package org.partnerportal.web;

import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.tags.Tag;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/**
 * What the whole document of a service needs: steady names, bounds, common headers and examples.
 */
@SuppressWarnings("rawtypes") // The library names schemas without their type.
final class ApiDocument implements GlobalOpenApiCustomizer {

    private static final String SCHEMAS = "#/components/schemas/";
    private static final String HEADERS = "#/components/headers/";

    /** What parameters mean that are called the same everywhere. */
    private static final Map<String, String> PARAMETERS =
            Map.of(
                    "from", "From here on",
                    "to", "Until here",
                    "groupBy", "What to sum up by",
                    "dryRun", "Check everything, change nothing",
                    "parameters", "Further options; the description names them",
                    "q", "Text to look for",
                    "updatedSince", "Only what changed at or after this instant");

    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

    private final ApiAnswers answers;
    private final ApiExamples examples;

    ApiDocument(ApiAnswers answers, ApiExamples examples) {
        this.answers = answers;
        this.examples = examples;
    }

    @Override
    public void customise(OpenAPI document) {
        Components components = document.getComponents();
        headers(components);
        parameters(components);
        answers.complete(components);
        document.getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap()
                                .forEach((method, operation) -> {
                                    operation.setOperationId(operationId(method.name(), path));
                                    operation.getResponses().values().forEach(ApiDocument::asJson);
                                    namePathParameters(path, operation);
                                    everywhere(operation);
                                }));
        forgetUnmentioned(document);
        if (document.getTags() != null) {
            document.setTags(
                    document.getTags().stream()
                            .sorted(Comparator.comparing(Tag::getName))
                            .toList());
        }
        components.getSchemas().values().forEach(schema -> each(schema, ApiDocument::portable));
        closeRequests(document);
        examples.complete(document);
    }

    /** Leaves out what nothing refers to. */
    private static void forgetUnmentioned(OpenAPI document) {
        Map<String, ?> schemas = document.getComponents().getSchemas();
        String text;
        do {
            text = Json31.pretty(document);
        } while (schemas.keySet().removeIf(unmentionedIn(text, SCHEMAS)));
        document.getComponents().getHeaders().keySet().removeIf(unmentionedIn(text, HEADERS));
    }

    private static Predicate<String> unmentionedIn(String document, String place) {
        return name -> !document.contains("\"" + place + name + "\"");
    }

    /** {@code GET /api/v1/deals/{id}/lines} is {@code getDealsByIdLines}. */
    private static String operationId(String method, String path) {
        var name = new StringBuilder(method.toLowerCase(Locale.ROOT));
        for (String step : path.replaceFirst("^/api/v1", "").split("/", -1)) {
            boolean variable = step.startsWith("{");
            if (variable) {
                name.append("By");
            }
            for (String word : step.split("[^A-Za-z0-9]+", -1)) {
                if (!word.isEmpty()) {
                    name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
                }
            }
        }
        return name.toString();
    }

    /** What a service answers without naming a media type is JSON. */
    private static void asJson(ApiResponse response) {
        Content content = response.getContent();
        MediaType any = content == null ? null : content.remove("*/*");
        if (any != null) {
            content.addMediaType("application/json", any);
        }
    }

    /** A path may have a variable that no method asks for. */
    private static void namePathParameters(String path, Operation operation) {
        var named = new HashSet<String>();
        if (operation.getParameters() != null) {
            operation.getParameters().stream()
                    .filter(parameter -> "path".equals(parameter.getIn()))
                    .map(Parameter::getName)
                    .forEach(named::add);
        }
        var matcher = VARIABLE.matcher(path);
        while (matcher.find()) {
            String name = matcher.group(1);
            if (named.add(name)) {
                operation.addParametersItem(
                        new Parameter()
                                .in("path")
                                .name(name)
                                .required(true)
                                .description(
                                        "The short name of the service, as the gateway routes it")
                                .schema(
                                        new StringSchema()
                                                .pattern("^[a-z-]{1,40}$")
                                                .maxLength(40)));
            }
        }
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(ApiDocument::bound);
        }
    }

    private static void bound(Parameter parameter) {
        Schema<?> schema = parameter.getSchema();
        if (schema == null) {
            return;
        }
        each(schema, ApiDocument::portable);
        if ("path".equals(parameter.getIn()) && schema.getMaxLength() == null) {
            schema.setMaxLength(RequestBounds.PATH);
            if (parameter.getDescription() == null) {
                parameter.setDescription("Which one; what does not exist is 404");
            }
        }
        if (parameter.getDescription() == null) {
            parameter.setDescription(
                    PARAMETERS.getOrDefault(
                            parameter.getName(), "Only with this " + parameter.getName()));
        }
        if ("header".equals(parameter.getIn()) && schema.getMaxLength() == null) {
            schema.setMaxLength(RequestBounds.of(parameter.getName()));
        }
        if (!"query".equals(parameter.getIn())) {
            return;
        }
        each(
                schema,
                one -> {
                    if (isString(one)
                            && one.getMaxLength() == null
                            && one.getEnum() == null
                            && one.getFormat() == null) {
                        one.setMaxLength(RequestBounds.of(parameter.getName()));
                    }
                    if (one.getItems() != null && one.getMaxItems() == null) {
                        one.setMaxItems(RequestBounds.VALUES);
                    }
                });
    }

    private static boolean isString(Schema<?> schema) {
        return "string".equals(schema.getType())
                || (schema.getTypes() != null && schema.getTypes().contains("string"));
    }

    /** Headers that every operation understands. */
    private static void everywhere(Operation operation) {
        operation.addParametersItem(reference("Correlation"));
        operation.addParametersItem(reference("Language"));
        if (operation.getSecurity() == null || !operation.getSecurity().isEmpty()) {
            operation.addParametersItem(reference("ActingFor"));
        }
    }

    private static Parameter reference(String name) {
        return new Parameter().$ref("#/components/parameters/" + name);
    }

    private static void parameters(Components components) {
        components.addParameters(
                "Correlation",
                header(
                        CorrelationFilter.HEADER,
                        false,
                        "Names the request in logs and events; one is made where it is missing",
                        new StringSchema().pattern("^[A-Za-z0-9._:-]{1,64}$").maxLength(64),
                        "order-4711"));
        components.addParameters(
                "Language",
                header(
                        "Accept-Language",
                        false,
                        "The language of texts in problems: en, hu or de",
                        new StringSchema().maxLength(200),
                        "hu"));
        components.addParameters(
                "ActingFor",
                header(
                        "X-Partner-Id",
                        false,
                        "For a person who belongs to several: which of the token's partners to act for",
                        new StringSchema().maxLength(64),
                        "ptr_01JABCDEFGHJKMNPQRSTVWXYZ0"));
    }

    /**
     * A header of a request. Only a required one has its example as a value: the API reference
     * fills its form with those, and would send an optional header that nobody chose.
     */
    static Parameter header(
            String name, boolean required, String description, Schema<?> schema, String example) {
        var header = new Parameter().in("header").name(name).required(required).schema(schema);
        return required
                ? header.description(description).example(example)
                : header.description("%s (such as `%s`)".formatted(description, example));
    }

    private static void headers(Components components) {
        header(
                components,
                "ETag",
                "The version; the next change names it as If-Match",
                new StringSchema().pattern("^\"[0-9]{1,18}\"$").maxLength(20),
                "\"3\"");
        header(
                components,
                "Location",
                "Where the thing is",
                new StringSchema().format("uri-reference").maxLength(300),
                "/api/v1/things/1");
        header(
                components,
                "RateLimit",
                "What is left (r) of the caller's limit, and the seconds (t) until it is full again",
                new StringSchema().maxLength(100),
                "\"default\";r=199;t=1");
        header(
                components,
                "RateLimit-Policy",
                "The caller's limit (q) and its window in seconds (w)",
                new StringSchema().maxLength(100),
                "\"default\";q=200;w=2");
        header(
                components,
                "Retry-After",
                "Seconds until another attempt makes sense",
                seconds(),
                5);
        header(
                components,
                CorrelationFilter.HEADER,
                "Names the request; quote it when something has to be looked into",
                new StringSchema().maxLength(64),
                "order-4711");
    }

    private static Schema<?> seconds() {
        var seconds = new IntegerSchema();
        seconds.setFormat("int32");
        seconds.setMinimum(BigDecimal.ONE);
        seconds.setMaximum(BigDecimal.valueOf(3600));
        return seconds;
    }

    private static void header(
            Components components,
            String name,
            String description,
            Schema<?> schema,
            Object example) {
        components.addHeaders(
                name, new Header().description(description).schema(schema).example(example));
    }

    /** The schema of every problem. */
    static Schema<?> problem() {
        Schema<?> error =
                new ObjectSchema()
                        .addProperty("pointer", new StringSchema().example("/customer/name"))
                        .addProperty("code", new StringSchema().example("field.required"))
                        .addProperty(
                                "detail", new StringSchema().example("This field is required."));
        Schema<?> status = new IntegerSchema().example(404);
        status.setFormat("int32");
        status.setMinimum(BigDecimal.valueOf(400));
        status.setMaximum(BigDecimal.valueOf(599));
        Schema<?> problem =
                new ObjectSchema()
                        .description(
                                "RFC 9457 problem; the code is stable, the texts are in the caller's language")
                        .addProperty(
                                "type",
                                new StringSchema().example(Problems.TYPE + "common.not-found"))
                        .addProperty("title", new StringSchema().example("Not found"))
                        .addProperty("status", status)
                        .addProperty(
                                "detail",
                                new StringSchema().example("There is no such thing here."))
                        .addProperty("code", new StringSchema().example("common.not-found"))
                        .addProperty("correlationId", new StringSchema().example("order-4711"))
                        .addProperty("errors", new ArraySchema().items(error))
                        .addProperty("allowedActions", new ArraySchema().items(new StringSchema()));
        problem.setRequired(List.of("type", "title", "status", "detail", "code", "correlationId"));
        return problem;
    }

    /** The JDK's patterns as ECMA 262 reads them, for the whole text. */
    private static void portable(Schema<?> schema) {
        String pattern = schema.getPattern();
        if (pattern != null && !pattern.startsWith("^")) {
            schema.setPattern(portable(pattern));
        }
    }

    static String portable(String pattern) {
        return "^(?:"
                + pattern.replace(
                                "[^\\p{Cntrl}&&[^\\r\\n\\t]]",
                                "[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F]")
                        .replace("\\p{Cntrl}", "\\u0000-\\u001F\\u007F")
                + ")$";
    }

    /** Requests are read strictly, so their schemas say that nothing else may be in them. */
    private static void closeRequests(OpenAPI document) {
        var sent = new HashSet<String>();
        var answered = new HashSet<String>();
        Map<String, Schema> schemas = document.getComponents().getSchemas();
        document.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(operation -> {
                    if (operation.getRequestBody() != null) {
                        mentions(operation.getRequestBody().getContent(), schemas, sent);
                    }
                    operation
                            .getResponses()
                            .values()
                            .forEach(answer -> mentions(answer.getContent(), schemas, answered));
                });
        sent.removeAll(answered);
        for (String name : sent) {
            Schema<?> schema = schemas.get(name);
            if (schema != null && schema.getProperties() != null) {
                schema.setAdditionalProperties(false);
            }
        }
    }

    private static void mentions(
            @Nullable Content content, Map<String, Schema> schemas, Set<String> found) {
        if (content != null) {
            content.values().forEach(media -> mentions(media.getSchema(), schemas, found));
        }
    }

    private static void mentions(
            @Nullable Schema<?> schema, Map<String, Schema> schemas, Set<String> found) {
        if (schema == null) {
            return;
        }
        each(
                schema,
                one -> {
                    if (one.get$ref() != null) {
                        String name = one.get$ref().substring(SCHEMAS.length());
                        if (found.add(name)) {
                            mentions(schemas.get(name), schemas, found);
                        }
                    }
                });
    }

    private static void each(Schema<?> schema, Consumer<Schema<?>> action) {
        action.accept(schema);
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(property -> each(property, action));
        }
        if (schema.getItems() != null) {
            each(schema.getItems(), action);
        }
        if (schema.getAdditionalProperties() instanceof Schema<?> values) {
            each(values, action);
        }
        for (List<Schema> parts :
                List.of(
                        parts(schema.getAllOf()),
                        parts(schema.getOneOf()),
                        parts(schema.getAnyOf()))) {
            parts.forEach(part -> each(part, action));
        }
    }

    private static List<Schema> parts(@Nullable List<Schema> parts) {
        return parts == null ? List.of() : parts;
    }
}
