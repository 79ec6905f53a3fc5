package org.partnerportal.stack.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.partnerportal.stack.deployment.BillOfMaterials.Component;

/** What others have made and we deliver; run by {@code stack/deployment/release.sh}. */
@Tag("release")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BillOfMaterialsTest {

    private static final String RULES = "stack/deployment/licences.txt";

    private final Set<String> allowed =
            lines().filter(line -> !line.contains(" = "))
                    .collect(Collectors.toCollection(TreeSet::new));

    private final Map<String, String> known =
            lines().filter(line -> line.contains(" = "))
                    .map(line -> line.split(" = ", 2))
                    .collect(Collectors.toMap(line -> line[0], line -> line[1]));

    private final BillOfMaterials bill =
            BillOfMaterials.read(Repository.text("target/bom.json"), known);

    private static Stream<String> lines() {
        return Repository.text(RULES)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"));
    }

    @Test
    void namesEveryLibraryForGood() {
        assertThat(bill.specVersion()).isEqualTo("1.6");
        assertThat(bill.components())
                .extracting(component -> component.name().split(":", 3)[1])
                .contains("deal-service", "spring-boot", "spring-kafka", "mongodb-driver-sync");
        assertThat(bill.ofOthers())
                .hasSizeGreaterThan(100)
                .allSatisfy(component -> {
                    assertThat(component.purl()).as(component.name()).startsWith("pkg:maven/");
                    assertThat(component.hashed()).as("hash of %s", component.name()).isTrue();
                    assertThat(component.name()).doesNotContain("SNAPSHOT");
                });
    }

    @Test
    void everyLicenceIsAllowed() {
        assertThat(bill.ofOthers())
                .filteredOn(component -> component.licences().stream().noneMatch(allowed::contains))
                .extracting(component -> component.name() + " " + component.licences())
                .as("licences that are not in %s", RULES)
                .isEmpty();
    }

    @Test
    void noLicenceIsAllowedForNothing() {
        Set<String> used =
                bill.ofOthers().stream()
                        .flatMap(component -> component.licences().stream())
                        .collect(Collectors.toSet());
        assertThat(allowed).isSubsetOf(used);
    }

    @Test
    void theListForReadersIsUpToDate() throws IOException {
        String list =
                bill.ofOthers().stream()
                        .map(BillOfMaterialsTest::line)
                        .distinct()
                        .sorted()
                        .collect(
                                Collectors.joining(
                                        "\n",
                                        """
                                        # Third-party software

                                        What a release of Partner Portal contains beside its own code, from the bill of materials.
                                        Written by `stack/deployment/release.sh -Dthird-party.update`.

                                        | library | licence |
                                        |---|---|
                                        """,
                                        "\n"));
        var file = Repository.file("THIRD-PARTY.md");
        if (System.getProperty("third-party.update") != null) {
            Files.writeString(file, list);
        }
        assertThat(file).as("THIRD-PARTY.md: -Dthird-party.update writes it anew").hasContent(list);
    }

    private static String line(Component component) {
        return "| `"
                + component.name()
                + "` | "
                + String.join(" or ", component.licences()).replace("|", "\\|")
                + " |";
    }
}
