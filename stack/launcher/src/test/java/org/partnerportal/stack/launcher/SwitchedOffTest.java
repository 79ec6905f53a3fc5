package org.partnerportal.stack.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwitchedOffTest {

    private static final List<String> SERVICES =
            List.of("discovery", "gateway", "deal-service", "analytics-service");

    @TempDir private Path root = Path.of("");
    private Map<String, String> environment = Map.of();

    @BeforeEach
    void aRepositoryWithServices() throws IOException {
        var lines = new StringBuilder();
        for (var name : SERVICES) {
            Files.createDirectories(root.resolve(name).resolve("src/main/java"));
            lines.append(name).append(" = ").append(8100 + lines.length()).append(" 64 100\n");
        }
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        Files.createDirectories(root.resolve("stack/identity"));
        Files.writeString(root.resolve("stack/suite.properties"), lines);
        Files.writeString(root.resolve("stack/identity/demo-users.properties"), "");
        environment = Map.of("PORTAL_SUITE_DIR", root.resolve("state").toString());
    }

    private Suite suite() {
        return Suite.of(root, environment);
    }

    private Catalogue catalogue() {
        return new Catalogue(
                Layout.of(root, environment), Addresses.from(environment, false), environment);
    }

    @Test
    void servicesAreNotStartedAndTheGatewayIsTold() throws InterruptedException {
        assertThat(suite().switchModules(Set.of("analytics-service"), Set.of(), it -> {})).isTrue();

        var catalogue = catalogue();
        assertThat(catalogue.processes())
                .extracting(ProcessSpec::name)
                .contains("deal-service", "gateway")
                .doesNotContain("analytics-service");
        assertThat(
                        catalogue.processes().stream()
                                .filter(it -> it.name().equals("gateway"))
                                .map(it -> it.environment().get("PORTAL_WITHOUT")))
                .containsExactly("analytics-service");
    }

    @Test
    void servicesAreShownAsOffWhichIsNoFault() throws InterruptedException {
        suite().switchModules(Set.of("analytics-service"), Set.of(), it -> {});

        assertThat(suite().status())
                .filteredOn(it -> it.name().equals("analytics-service"))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.state()).isEqualTo(ProcessStatus.State.OFF);
                    assertThat(it.state().isWell()).isTrue();
                });
    }

    @Test
    void servicesStayOffUntilTheyAreSwitchedOn() throws InterruptedException {
        suite().switchModules(Set.of("analytics-service"), Set.of(), it -> {});
        assertThat(suite().switchModules(Set.of(), Set.of(), it -> {})).isFalse();
        assertThat(suite().switchedOff()).containsExactly("analytics-service");

        assertThat(suite().switchModules(Set.of(), Set.of("analytics-service"), it -> {})).isTrue();
        assertThat(suite().switchedOff()).isEmpty();
        assertThat(catalogue().processes())
                .extracting(ProcessSpec::name)
                .contains("analytics-service");
    }

    @Test
    void whatIsNoModuleCannotBeSwitchedOff() {
        assertThatThrownBy(() -> suite().switchModules(Set.of("gateway"), Set.of(), it -> {}))
                .isInstanceOf(SuiteFailure.class)
                .hasMessageContaining("'gateway'")
                .hasMessageContaining("analytics-service deal-service");
        assertThat(suite().switchedOff()).isEmpty();
    }
}
