package org.partnerportal.stack.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModulesTest {

    private static final Instant BUILT = Instant.parse("2026-11-23T10:00:00Z");

    @TempDir private Path root;
    private Layout layout = new Layout(Path.of("."), Path.of("."));

    @BeforeEach
    void aServiceOnAPlatform() throws IOException {
        layout = new Layout(root, root.resolve(".suite"));
        layout.prepare();
        write(
                "pom.xml",
                "<artifactId>partner-portal</artifactId>\n<version>1.0</version>"
                        + "<modules><module>platform/kernel</module><module>deal-service</module>"
                        + "<module>gateway</module></modules>");
        write("platform/kernel/pom.xml", pom("platform-kernel"));
        write("platform/kernel/src/main/java/Money.java", "class Money {}");
        write("deal-service/pom.xml", pom("deal-service", "platform-kernel"));
        write("deal-service/src/main/java/Deal.java", "class Deal {}");
        write("gateway/pom.xml", pom("gateway"));
        write("deal-service/target/deal-service-1.0.jar", "");
        write("gateway/target/gateway-1.0.jar", "");
    }

    @Test
    void areFreshWhenNothingIsNewerThanTheJar() {
        assertThat(stale()).isEmpty();
    }

    @Test
    void areStaleWithoutAJar() throws IOException {
        Files.delete(root.resolve("gateway/target/gateway-1.0.jar"));

        assertThat(stale()).containsExactly("gateway");
    }

    @Test
    void areStaleWhenASourceOfTheirsIsNewer() throws IOException {
        touch("deal-service/src/main/java/Deal.java");

        assertThat(stale()).containsExactly("deal-service");
    }

    @Test
    void areStaleWhenASourceUpstreamIsNewer() throws IOException {
        touch("platform/kernel/src/main/java/Money.java");

        assertThat(stale()).containsExactly("deal-service");
    }

    @Test
    void areStaleWhenTheRootPomIsNewer() throws IOException {
        touch("pom.xml");

        assertThat(stale()).containsExactly("deal-service", "gateway");
    }

    @Test
    void areNotMadeStaleByTestsAndTexts() throws IOException {
        write("deal-service/src/test/java/DealTest.java", "class DealTest {}");
        write("deal-service/README.md", "# Deals");
        touch("deal-service/src/test/java/DealTest.java");
        touch("deal-service/README.md");

        assertThat(stale()).isEmpty();
    }

    @Test
    void areFreshAfterABuildThatLeftTheJarAlone() throws IOException {
        touch("deal-service/src/main/java/Deal.java");

        new Modules(layout).built(List.of("deal-service"), FileTime.from(BUILT.plusSeconds(3600)));

        assertThat(stale()).isEmpty();
    }

    private List<String> stale() {
        return new Modules(layout).stale(List.of("deal-service", "gateway"));
    }

    private void write(String name, String text) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.resolve(".."));
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(BUILT));
    }

    private void touch(String name) throws IOException {
        Files.setLastModifiedTime(root.resolve(name), FileTime.from(BUILT.plusSeconds(60)));
    }

    private static String pom(String artifact, String... dependencies) {
        var pom = new StringBuilder("<parent><artifactId>partner-portal</artifactId></parent>");
        pom.append("<artifactId>").append(artifact).append("</artifactId>");
        for (var dependency : dependencies) {
            pom.append("<dependency><artifactId>").append(dependency).append("</artifactId>");
        }
        return pom.toString();
    }
}
