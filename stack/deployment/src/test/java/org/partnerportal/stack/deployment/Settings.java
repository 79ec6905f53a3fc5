package org.partnerportal.stack.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.FileSystemResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One module's settings: its own, as the compiler has written them down, and what its {@code
 * application.yml} says.
 *
 * @param own the settings that the module defines
 * @param values what {@code application.yml} sets outside of any profile, placeholders as they
 *     stand
 */
record Settings(String module, List<Setting> own, Map<String, String> values) {

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final JsonMapper JSON = new JsonMapper();

    /** One setting, as its metadata tells it. */
    record Setting(
            String name,
            String type,
            @Nullable String defaultValue,
            @Nullable String description,
            @Nullable String source) {

        /** Under this name the environment sets it. */
        String variable() {
            return Settings.variable(name);
        }

        boolean isMap() {
            return type.startsWith("java.util.Map");
        }
    }

    /** Spring's rule: dots become underscores, dashes go, all is upper case. */
    static String variable(String property) {
        return property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /** Of every module that has settings or an {@code application.yml}. */
    static List<Settings> ofAllModules() {
        return Repository.modules().stream()
                .map(Settings::of)
                .filter(module -> !module.own().isEmpty() || !module.values().isEmpty())
                .toList();
    }

    static Settings of(String module) {
        Path folder = Repository.file(module);
        Path metadata = folder.resolve("target/classes").resolve(METADATA);
        if (definesSettings(folder) && !Files.exists(metadata)) {
            throw new IllegalStateException(metadata + " is missing: compile " + module + " first");
        }
        List<Setting> own = Files.exists(metadata) ? read(text(metadata)) : List.of();
        return new Settings(
                module, own, values(folder.resolve("src/main/resources/application.yml")));
    }

    /** Of everything on the class path: Spring Boot, Spring Cloud and the platform. */
    static List<Setting> ofTheLibraries() {
        try {
            var all = new ArrayList<Setting>();
            for (String name :
                    List.of(METADATA, "META-INF/additional-spring-configuration-metadata.json")) {
                var files = Settings.class.getClassLoader().getResources(name);
                while (files.hasMoreElements()) {
                    try (var in = files.nextElement().openStream()) {
                        all.addAll(read(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
                    }
                }
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean definesSettings(Path folder) {
        Path sources = folder.resolve("src/main/java");
        if (!Files.isDirectory(sources)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .anyMatch(file -> text(file).contains("\n@ConfigurationProperties("));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Setting> read(String metadata) {
        var settings = new ArrayList<Setting>();
        for (JsonNode property : JSON.readTree(metadata).path("properties")) {
            settings.add(
                    new Setting(
                            property.path("name").asString(),
                            property.path("type").asString("java.lang.String"),
                            words(property.path("defaultValue")),
                            words(property.path("description")),
                            words(property.path("sourceType"))));
        }
        return settings;
    }

    private static @Nullable String words(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        return value.isArray()
                ? String.join(", ", value.valueStream().map(JsonNode::asString).toList())
                : value.asString();
    }

    private static Map<String, String> values(Path yaml) {
        var values = new TreeMap<String, String>();
        if (!Files.exists(yaml)) {
            return values;
        }
        try {
            for (var document :
                    new YamlPropertySourceLoader()
                            .load(yaml.toString(), new FileSystemResource(yaml))) {
                if (document instanceof EnumerablePropertySource<?> source
                        && !source.containsProperty("spring.config.activate.on-profile")) {
                    for (String name : source.getPropertyNames()) {
                        values.put(
                                name,
                                String.valueOf(Objects.requireNonNull(source.getProperty(name))));
                    }
                }
            }
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
