package org.partnerportal.web;

import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.OAuthFlow;
import io.swagger.v3.oas.models.security.OAuthFlows;
import io.swagger.v3.oas.models.security.Scopes;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Money;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.customizers.ParameterCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.databind.JsonNode;

/** The OpenAPI document of the service: what all operations have in common is said once, here. */
@AutoConfiguration
@ConditionalOnProperty(name = "springdoc.api-docs.enabled", matchIfMissing = true)
public class ApiDocsAutoConfiguration {

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Caller.class, Expected.class, PageRequest.class)
                .replaceWithSchema(Money.class, money())
                .replaceWithSchema(JsonNode.class, new ObjectSchema());
    }

    private static Schema<?> money() {
        Schema<?> money =
                new ObjectSchema()
                        .description("An amount at its currency's own decimals")
                        .addProperty("amount", new StringSchema().example("1300.00"))
                        .addProperty("currency", new StringSchema().example("USD"));
        money.setRequired(List.of("amount", "currency"));
        return money;
    }

    @Bean
    @ConditionalOnMissingBean
    OpenAPI openApi(Environment environment, SecuritySettings security) {
        String issuer = security.issuer();
        return new OpenAPI()
                .info(
                        new Info()
                                .title(
                                        environment.getProperty(
                                                "spring.application.name", "service"))
                                .version("v1")
                                .license(
                                        new License()
                                                .name("Apache-2.0")
                                                .url(
                                                        "https://www.apache.org/licenses/LICENSE-2.0")))
                .servers(List.of(new Server().url("/").description("The gateway")))
                .components(
                        new Components()
                                .addSecuritySchemes(
                                        "portal",
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.OAUTH2)
                                                .flows(
                                                        new OAuthFlows()
                                                                .authorizationCode(
                                                                        new OAuthFlow()
                                                                                .authorizationUrl(
                                                                                        issuer
                                                                                                + "/protocol/openid-connect/auth")
                                                                                .tokenUrl(
                                                                                        issuer
                                                                                                + "/protocol/openid-connect/token")
                                                                                .scopes(
                                                                                        new Scopes()
                                                                                                .addString(
                                                                                                        "openid",
                                                                                                        "Who you are")))))
                                .addSchemas("Problem", problem()))
                .addSecurityItem(new SecurityRequirement().addList("portal"));
    }

    private static Schema<?> problem() {
        Schema<?> error =
                new ObjectSchema()
                        .addProperty("pointer", new StringSchema().example("/customer/name"))
                        .addProperty("code", new StringSchema().example("field.required"))
                        .addProperty("detail", new StringSchema());
        Schema<?> problem =
                new ObjectSchema()
                        .description(
                                "RFC 9457 problem; the code is stable, the texts are in the caller's language")
                        .addProperty(
                                "type",
                                new StringSchema().example(Problems.TYPE + "common.not-found"))
                        .addProperty("title", new StringSchema())
                        .addProperty("status", new IntegerSchema())
                        .addProperty("detail", new StringSchema())
                        .addProperty("code", new StringSchema().example("common.not-found"))
                        .addProperty("correlationId", new StringSchema())
                        .addProperty("errors", new ArraySchema().items(error))
                        .addProperty("allowedActions", new ArraySchema().items(new StringSchema()));
        problem.setRequired(List.of("type", "title", "status", "detail", "code", "correlationId"));
        return problem;
    }

    /** In a path everything is text, however a service reads it. */
    @Bean
    ParameterCustomizer textInPaths() {
        return (parameter, method) -> {
            if (parameter != null && "path".equals(parameter.getIn())) {
                parameter.setSchema(new StringSchema());
            }
            return parameter;
        };
    }

    /**
     * Names each operation by its method and path, which no other operation can change, and leaves
     * out what nothing refers to.
     */
    @Bean
    GlobalOpenApiCustomizer steadyNames() {
        return document -> {
            document.getPaths()
                    .forEach((path, item) ->
                            item.readOperationsMap()
                                    .forEach((method, operation) -> {
                                        operation.setOperationId(operationId(method.name(), path));
                                        operation.getResponses().values().forEach(this::asJson);
                                    }));
            Map<String, ?> schemas = document.getComponents().getSchemas();
            String text;
            do {
                text = Json31.pretty(document);
            } while (schemas.keySet().removeIf(unmentionedIn(text)));
        };
    }

    private static Predicate<String> unmentionedIn(String document) {
        return name -> !document.contains("\"#/components/schemas/" + name + "\"");
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
    private void asJson(ApiResponse response) {
        Content content = response.getContent();
        MediaType any = content == null ? null : content.remove("*/*");
        if (any != null) {
            content.addMediaType("application/json", any);
        }
    }

    /** Headers and answers that follow from an operation's own signature. */
    @Bean
    OperationCustomizer commonHeaders() {
        return (operation, method) -> {
            forgetAbsentHeaders(operation);
            boolean changes = takes(method, Expected.class);
            if (changes) {
                header(
                        operation,
                        "If-Match",
                        true,
                        "The ETag of the version that the change is based on");
                answer(
                        operation,
                        "409",
                        "Not in this state; allowedActions names what is possible");
                answer(operation, "412", "Someone changed it meanwhile");
                answer(operation, "428", "If-Match is missing");
            }
            if (method.hasMethodAnnotation(PostMapping.class)) {
                header(
                        operation,
                        "Idempotency-Key",
                        false,
                        "The same key with the same body has one effect and the same answer; another body is 422");
            }
            if (takes(method, PageRequest.class)) {
                query(operation, "cursor", "nextCursor of the page before", new StringSchema());
                query(operation, "limit", "How many at most", limit());
            }
            answer(operation, "400", "The input is wrong; errors names the fields");
            answer(operation, "401", "No token, or none that is good here");
            answer(operation, "403", "The role does not allow it");
            answer(operation, "404", "No such thing, or another organisation's");
            return operation;
        };
    }

    /** A mapping that applies where a header is absent does not make a parameter of its absence. */
    private static void forgetAbsentHeaders(Operation operation) {
        if (operation.getParameters() != null) {
            operation.getParameters().removeIf(parameter -> parameter.getName().startsWith("!"));
        }
    }

    private static boolean takes(HandlerMethod method, Class<?> type) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.getParameterType() == type);
    }

    private static void header(
            Operation operation, String name, boolean required, String description) {
        operation.addParametersItem(
                new Parameter()
                        .in("header")
                        .name(name)
                        .required(required)
                        .description(description)
                        .schema(new StringSchema()));
    }

    private static Schema<?> limit() {
        var limit = new IntegerSchema()._default(50);
        limit.setMinimum(BigDecimal.ONE);
        limit.setMaximum(BigDecimal.valueOf(200));
        return limit;
    }

    private static void query(
            Operation operation, String name, String description, Schema<?> schema) {
        operation.addParametersItem(
                new Parameter()
                        .in("query")
                        .name(name)
                        .required(false)
                        .description(description)
                        .schema(schema));
    }

    private static void answer(Operation operation, String status, String description) {
        operation
                .getResponses()
                .addApiResponse(
                        status,
                        new ApiResponse()
                                .description(description)
                                .content(
                                        new Content()
                                                .addMediaType(
                                                        "application/problem+json",
                                                        new MediaType()
                                                                .schema(
                                                                        new Schema<>()
                                                                                .$ref(
                                                                                        "#/components/schemas/Problem")))));
    }
}
