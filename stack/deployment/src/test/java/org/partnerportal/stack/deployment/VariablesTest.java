package org.partnerportal.stack.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.partnerportal.stack.deployment.Settings.Setting;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** A variable that nothing reads is a typing error that nobody sees. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VariablesTest {

    /** Read by the container itself or by other variables of it, not by the service. */
    private static final Set<String> OF_THE_CONTAINER = Set.of("POD_NAME");

    private final List<Setting> known = known();

    /** A variable or a file of a service, and where it is set. */
    record Variable(String where, String service, String name) {}

    static Stream<Variable> ofCompose() {
        Map<String, Object> compose = map(yaml().load(Repository.text("docker-compose.yml")));
        return map(compose.get("services")).entrySet().stream()
                .filter(service -> Repository.services().containsKey(service.getKey()))
                .flatMap(service -> {
                    Map<String, Object> content = map(service.getValue());
                    Stream<String> variables =
                            map(content.getOrDefault("environment", Map.of())).keySet().stream();
                    Stream<String> files =
                            list(content.get("secrets")).stream()
                                    .map(secret -> text(secret, "target"))
                                    .filter(target -> !target.startsWith("/"));
                    return Stream.concat(variables, files)
                            .map(name ->
                                    new Variable("docker-compose.yml", service.getKey(), name));
                });
    }

    static Stream<Variable> ofKubernetes() throws IOException {
        var variables = new ArrayList<Variable>();
        try (Stream<Path> files = Files.walk(Repository.file("k8s"))) {
            for (Path file :
                    files.filter(it -> it.toString().endsWith(".yaml")).sorted().toList()) {
                for (Object document : yaml().loadAll(Files.readString(file))) {
                    variables.addAll(variables(Repository.ROOT.relativize(file), document));
                }
            }
        }
        return variables.stream();
    }

    private static List<Variable> variables(Path file, Object document) {
        if (!(document instanceof Map<?, ?>)) {
            return List.of();
        }
        Map<String, Object> manifest = map(document);
        String name = String.valueOf(map(manifest.getOrDefault("metadata", Map.of())).get("name"));
        var found = new ArrayList<Variable>();
        if ("ConfigMap".equals(manifest.get("kind")) && name.equals("addresses")) {
            map(manifest.get("data"))
                    .keySet()
                    .forEach(key -> found.add(new Variable(file.toString(), "", key)));
        }
        if (Repository.services().containsKey(name) && manifest.get("spec") != null) {
            Map<String, Object> spec = map(manifest.get("spec"));
            Map<String, Object> template = map(spec.getOrDefault("template", Map.of()));
            Map<String, Object> pod = map(template.getOrDefault("spec", Map.of()));
            for (Object container : list(pod.get("containers"))) {
                for (Object variable : list(map(container).get("env"))) {
                    found.add(new Variable(file.toString(), name, text(variable, "name")));
                }
            }
        }
        if ("Kustomization".equals(manifest.get("kind"))) {
            for (Object secret : list(manifest.get("secretGenerator"))) {
                String service = text(secret, "name");
                if (Repository.services().containsKey(service)) {
                    for (Object entry : list(map(secret).get("files"))) {
                        found.add(
                                new Variable(
                                        file.toString(),
                                        service,
                                        entry.toString().split("=", 2)[0]));
                    }
                }
            }
        }
        return found;
    }

    @ParameterizedTest
    @MethodSource({"ofCompose", "ofKubernetes"})
    void isReadBySomething(Variable variable) {
        assertThat(isRead(variable.service(), variable.name()))
                .as(
                        "%s: %s is no setting of %s",
                        variable.where(), variable.name(), variable.service())
                .isTrue();
    }

    @Test
    void isNotReadWhenItIsMisspelt() {
        assertThat(isRead("deal-service", "PORTAL_WEB_DRAIN")).isTrue();
        assertThat(isRead("deal-service", "PORTAL_WEB_DRIAN")).isFalse();
        assertThat(isRead("deal-service", "portal.web.cursor-secret")).isTrue();
        assertThat(isRead("deal-service", "SMTP_HOST")).as("of another service").isFalse();
    }

    /** Both deployments give every service the same files. */
    @Test
    void secretsAreTheSameEverywhere() throws IOException {
        Set<String> compose = new LinkedHashSet<>();
        ofCompose()
                .filter(it ->
                        it.name().contains("SECRET")
                                || it.name().contains("secret")
                                || it.name().contains("MONGODB")
                                || it.name().contains("PASSWORD"))
                .forEach(it -> compose.add(it.service() + " " + it.name()));
        Set<String> cluster = new LinkedHashSet<>();
        ofKubernetes()
                .filter(it -> it.where().endsWith("overlays/local/kustomization.yaml"))
                .forEach(it -> cluster.add(it.service() + " " + it.name()));
        assertThat(cluster).isNotEmpty().containsExactlyInAnyOrderElementsOf(compose);
    }

    private boolean isRead(String service, String name) {
        if (OF_THE_CONTAINER.contains(name)) {
            return true;
        }
        List<String> services =
                service.isEmpty() ? List.copyOf(Repository.services().keySet()) : List.of(service);
        boolean placeholder =
                services.stream()
                        .map(it -> Repository.text(it + "/src/main/resources/application.yml"))
                        .anyMatch(text ->
                                text.contains("${" + name + ":")
                                        || text.contains("${" + name + "}"));
        return placeholder
                || known.stream()
                        .anyMatch(setting ->
                                setting.name().equals(name)
                                        || setting.variable().equals(name)
                                        || (setting.isMap()
                                                && name.startsWith(setting.variable() + "_")));
    }

    private static List<Setting> known() {
        var all = new ArrayList<>(Settings.ofTheLibraries());
        Settings.ofAllModules().forEach(module -> all.addAll(module.own()));
        return all;
    }

    private static Yaml yaml() {
        var options = new LoaderOptions();
        options.setMaxAliasesForCollections(1000);
        return new Yaml(options);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    private static String text(Object parent, String key) {
        return String.valueOf(map(parent).get(key));
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
