package org.partnerportal.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Contact;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.security.OAuthFlow;
import io.swagger.v3.oas.models.security.OAuthFlows;
import io.swagger.v3.oas.models.security.Scopes;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Money;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.customizers.ParameterCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.PostMapping;
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
                        .addProperty(
                                "amount",
                                new StringSchema()
                                        .pattern("^-?[0-9]{1,24}(\\.[0-9]{1,4})?$")
                                        .maxLength(30)
                                        .example("1300.00"))
                        .addProperty(
                                "currency",
                                new StringSchema()
                                        .pattern("^[A-Z]{3}$")
                                        .maxLength(3)
                                        .example("USD"));
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
                                .description(
                                        "Lists are {items, nextCursor}. Changes name the version that they are based on"
                                                + " (If-Match). Refusals are RFC 9457 problems with a stable code.")
                                .contact(
                                        new Contact()
                                                .name("Partner Portal")
                                                .url("https://partnerportal.dev"))
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
                                                .description(
                                                        "Access tokens are JWTs that are checked as RFC8725 says: issuer, audience, algorithm, expiry")
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
                                                                                .refreshUrl(
                                                                                        issuer
                                                                                                + "/protocol/openid-connect/token")
                                                                                .scopes(
                                                                                        new Scopes()
                                                                                                .addString(
                                                                                                        "openid",
                                                                                                        "Who you are")))))
                                .addSchemas("Problem", ApiDocument.problem()))
                .addSecurityItem(new SecurityRequirement().addList("portal"));
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

    @Bean
    ApiDocument apiDocument(ApiAnswers answers) {
        var values = new Properties();
        var own = new ClassPathResource("api/examples.properties");
        if (own.exists()) {
            try (var text = new InputStreamReader(own.getInputStream(), StandardCharsets.UTF_8)) {
                values.load(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new ApiDocument(answers, new ApiExamples(values));
    }

    @Bean
    ApiAnswers apiAnswers(ConfigurableApplicationContext context, MessageSource texts) {
        ClassLoader loader = Objects.requireNonNull(context.getClassLoader());
        return new ApiAnswers(
                new ReachableCode(
                        loader,
                        type ->
                                Arrays.stream(context.getBeanNamesForType(type, false, false))
                                        .map(context::getType)
                                        .filter(Objects::nonNull)
                                        .<Class<?>>map(ClassUtils::getUserClass)
                                        .toList()),
                texts);
    }

    /** Headers and answers that follow from an operation's own signature. */
    @Bean
    OperationCustomizer commonHeaders(ApiAnswers answers) {
        return (operation, method) -> {
            forgetAbsentHeaders(operation);
            if (ApiAnswers.takes(method, Expected.class)) {
                operation.addParametersItem(
                        ApiDocument.header(
                                "If-Match",
                                true,
                                "The ETag of the version that the change is based on",
                                new StringSchema().pattern("^(W/)?\"[0-9]{1,18}\"$").maxLength(22),
                                "\"3\""));
            }
            if (method.hasMethodAnnotation(PostMapping.class)) {
                operation.addParametersItem(
                        ApiDocument.header(
                                "Idempotency-Key",
                                false,
                                "The same key with the same body has one effect and the same answer; another body is 422",
                                new StringSchema().pattern("^[\\x21-\\x7E]{1,128}$").maxLength(128),
                                "6f1f4a52-0001-4a00-8000-000000000002"));
            }
            if (ApiAnswers.takes(method, PageRequest.class)) {
                query(operation, "cursor", "nextCursor of the page before", new StringSchema());
                query(operation, "limit", "How many at most", limit());
            }
            answers.describe(operation, method);
            return operation;
        };
    }

    /** A mapping that applies where a header is absent does not make a parameter of its absence. */
    private static void forgetAbsentHeaders(Operation operation) {
        if (operation.getParameters() != null) {
            operation.getParameters().removeIf(parameter -> parameter.getName().startsWith("!"));
        }
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
}
