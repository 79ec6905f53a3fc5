package org.partnerportal.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The catalogue of problem codes that the developer page shows. */
class ProblemCatalogueTest {

    /** Texts in bundles that are no problems of their own. */
    private static final Pattern INSIDE = Pattern.compile("(problem\\.title|field)\\..*");

    private static final Pattern CONSTANT =
            Pattern.compile(
                    "\\(\\s*\"([a-z]+(?:-[a-z]+)*\\.[a-z0-9.-]+)\",\\s*(RefusalKind|HttpStatus)\\.([A-Z_]+)");

    private final Path contracts = ContractFiles.folder();
    private final Path root = contracts.resolve("..");

    @Test
    void isWhatTheCodeCanAnswer() {
        Path file = contracts.resolve("problems.json");
        String generated = ContractFiles.pretty(catalogue());
        if (ContractFiles.updating()) {
            ContractFiles.write(file, generated);
            return;
        }
        assertThat(file).exists();
        assertThat(ContractFiles.text(file))
                .as(
                        "out of date: ./mvnw -pl contracts,platform/testkit verify -D%s",
                        ContractFiles.UPDATE)
                .isEqualTo(generated);
    }

    @Test
    void hasATextInEveryLanguageForEveryCode() {
        for (JsonNode problem : catalogue().path("problems")) {
            for (String language : new String[] {"en", "hu", "de"}) {
                assertThat(problem.path("meaning").path(language).asString(""))
                        .as("%s in %s", problem.path("code"), language)
                        .isNotBlank();
            }
            assertThat(problem.path("remedy").asString("")).as("%s", problem).isNotBlank();
        }
    }

    private JsonNode catalogue() {
        SortedMap<String, SortedSet<Integer>> codes = new TreeMap<>();
        for (Path source : ContractLock.files(root, ".java")) {
            if (source.toString().replace('\\', '/').contains("/src/main/java/")) {
                Matcher constant = CONSTANT.matcher(ContractFiles.text(source));
                while (constant.find()) {
                    add(codes, constant.group(1), status(constant.group(3)));
                }
            }
        }
        for (Path api : ContractLock.files(contracts.resolve("openapi"), ".json")) {
            ContractFiles.read(api)
                    .path("components")
                    .path("examples")
                    .properties()
                    .forEach(example ->
                            add(
                                    codes,
                                    example.getKey(),
                                    example.getValue().path("value").path("status").asInt()));
        }
        SortedMap<String, ObjectNode> texts = texts();
        texts.keySet().stream()
                .filter(code -> !codes.containsKey(code))
                .filter(code -> code.startsWith("request.") || code.startsWith("common."))
                .forEach(code -> add(codes, code, 400));
        Properties remedies = properties(contracts.resolve("remedies.properties"));
        ObjectNode catalogue = JsonNodeFactory.instance.objectNode();
        ArrayNode problems = catalogue.putArray("problems");
        codes.forEach((code, statuses) -> {
            ObjectNode problem = problems.addObject().put("code", code);
            problem.put("type", "https://partnerportal.dev/problems/" + code);
            ArrayNode list = problem.putArray("status");
            statuses.forEach(list::add);
            problem.set("meaning", texts.getOrDefault(code, JsonNodeFactory.instance.objectNode()));
            problem.put(
                    "remedy",
                    remedies.getProperty(
                            code, remedies.getProperty("status." + statuses.first(), "")));
        });
        return catalogue;
    }

    private static void add(SortedMap<String, SortedSet<Integer>> codes, String code, int status) {
        codes.computeIfAbsent(code, _ -> new TreeSet<>()).add(status);
    }

    /** By the names of refusal kinds and of HTTP statuses. */
    private static int status(String name) {
        return switch (name) {
            case "INVALID", "BAD_REQUEST" -> 400;
            case "UNAUTHORIZED" -> 401;
            case "FORBIDDEN" -> 403;
            case "NOT_FOUND" -> 404;
            case "METHOD_NOT_ALLOWED" -> 405;
            case "REQUEST_TIMEOUT" -> 408;
            case "ILLEGAL_TRANSITION", "CONFLICT" -> 409;
            case "STALE" -> 412;
            case "CONTENT_TOO_LARGE" -> 413;
            case "KEY_REUSED" -> 422;
            case "TOO_MANY", "TOO_MANY_REQUESTS" -> 429;
            case "UNAVAILABLE", "SERVICE_UNAVAILABLE" -> 503;
            case "GATEWAY_TIMEOUT" -> 504;
            case "INTERNAL_SERVER_ERROR" -> 500;
            default -> throw new IllegalStateException("Which status is " + name + "?");
        };
    }

    /** The text of each code by language; arguments are shown as gaps. */
    private SortedMap<String, ObjectNode> texts() {
        SortedMap<String, ObjectNode> texts = new TreeMap<>();
        for (Path bundle : ContractLock.files(root, ".properties")) {
            String path = bundle.toString().replace('\\', '/');
            if (!path.contains("/src/main/resources/messages/")) {
                continue;
            }
            String language = path.replaceFirst(".*?(?:_(hu|de))?\\.properties$", "$1");
            Properties texted = properties(bundle);
            for (String code : texted.stringPropertyNames()) {
                if (!INSIDE.matcher(code).matches()) {
                    texts.computeIfAbsent(code, _ -> JsonNodeFactory.instance.objectNode())
                            .put(
                                    language.isEmpty() ? "en" : language,
                                    new MessageFormat(texted.getProperty(code), Locale.ENGLISH)
                                            .format(new Object[] {"…", "…", "…", "…"})
                                            .strip());
                }
            }
        }
        return texts;
    }

    private static Properties properties(Path file) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
