package org.partnerportal.stack.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.partnerportal.stack.deployment.Image.Entry;
import org.partnerportal.stack.deployment.Image.Layer;

/** What jib has put into the images; run by {@code ./mvnw -Pimages package}. */
@Tag("images")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImagesTest {

    private static final Pattern SECRET_FILE =
            Pattern.compile(
                    ".*(\\.p12|\\.pfx|\\.jks|\\.pem|\\.key|\\.env|id_rsa.*|realm.*\\.json|\\.git.*)");

    private final Map<String, Image> images = images();

    private static Map<String, Image> images() {
        var images = new TreeMap<String, Image>();
        Stream.concat(Repository.services().keySet().stream(), Stream.of("stack/broker"))
                .forEach(module ->
                        images.put(
                                module.equals("stack/broker") ? "topics" : module,
                                Image.read(Repository.file(module + "/target/jib-image.tar"))));
        return images;
    }

    Stream<String> all() {
        return images.keySet().stream();
    }

    private Image image(String name) {
        return Objects.requireNonNull(images.get(name));
    }

    @ParameterizedTest
    @MethodSource("all")
    void isNamedAfterItsModule(String name) {
        assertThat(image(name).tags())
                .singleElement()
                .asString()
                .startsWith("partner-portal/" + name + ":")
                .doesNotEndWith(":latest");
        assertThat(labels(image(name)))
                .contains("org.opencontainers.image.title", "org.opencontainers.image.version");
    }

    @ParameterizedTest
    @MethodSource("all")
    void runsAsAnOrdinaryUser(String name) {
        assertThat(image(name).config().path("User").asString()).isEqualTo("10001:10001");
    }

    @ParameterizedTest
    @MethodSource("all")
    void offersThePortOfItsService(String name) {
        Integer port = Repository.services().get(name);
        assertThat(List.copyOf(image(name).config().path("ExposedPorts").propertyNames()))
                .isEqualTo(port == null ? List.of() : List.of(port + "/tcp"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void startsAClassThatItHolds(String name) {
        List<String> line =
                image(name)
                        .config()
                        .path("Entrypoint")
                        .valueStream()
                        .map(word -> word.asString())
                        .toList();
        assertThat(line.getFirst()).isEqualTo("java");
        assertThat(paths(image(name)))
                .contains("app/classes/" + line.getLast().replace('.', '/') + ".class");
    }

    /** What changes least lies lowest: an update of our code does not move the libraries. */
    @ParameterizedTest
    @MethodSource("all")
    void hasItsLibrariesBelowItsCode(String name) {
        List<String> order =
                List.of(
                        "dependencies",
                        "snapshot dependencies",
                        "project dependencies",
                        "resources",
                        "classes",
                        "jvm arg files");
        assertThat(image(name).layers())
                .extracting(Layer::name)
                .contains("dependencies", "classes")
                .isSubsetOf(order)
                .isSortedAccordingTo((a, b) -> order.indexOf(a) - order.indexOf(b));
        Layer libraries = image(name).layers().getFirst();
        assertThat(libraries.entries())
                .extracting(Entry::path)
                .noneMatch(path -> path.contains("/platform-") || path.contains("/contracts-"));
    }

    /** With a root that is read-only there is nothing to write to; without, there still is not. */
    @ParameterizedTest
    @MethodSource("all")
    void holdsNothingThatItsUserCouldChange(String name) {
        assertThat(image(name).entries())
                .isNotEmpty()
                .allSatisfy(entry -> {
                    assertThat(entry.user()).isZero();
                    assertThat(entry.group()).isZero();
                    assertThat(entry.writableByOthers()).as(entry.path()).isFalse();
                });
        assertThat(image(name).config().path("Volumes").propertyNames()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void holdsNoSecretsAndNoTests(String name) {
        assertThat(image(name).entries())
                .filteredOn(entry -> !entry.folder())
                .noneMatch(entry -> SECRET_FILE.matcher(entry.path()).matches())
                .noneMatch(entry -> entry.start().contains("PRIVATE KEY"))
                .noneMatch(entry -> entry.path().matches(".*(Test|IT)\\.class"))
                .noneMatch(entry ->
                        entry.path().matches(".*/(junit|spring-boot-devtools|platform-testkit).*"));
        assertThat(image(name).config().path("Env").toString())
                .doesNotContainIgnoringCase("secret")
                .doesNotContainIgnoringCase("password");
    }

    private static List<String> paths(Image image) {
        return image.entries().stream().map(Entry::path).toList();
    }

    private static List<String> labels(Image image) {
        return List.copyOf(image.config().path("Labels").propertyNames());
    }
}
