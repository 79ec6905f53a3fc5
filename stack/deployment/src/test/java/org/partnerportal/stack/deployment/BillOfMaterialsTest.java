package org.partnerportal.stack.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.partnerportal.stack.deployment.BillOfMaterials.Component;

/** What others have made and we deliver; run by {@code ./mvnw -Prelease package}. */
@Tag("release")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BillOfMaterialsTest {

    private final BillOfMaterials bill = BillOfMaterials.read(Repository.text("target/bom.json"));
    private final Set<String> allowed =
            Repository.text("stack/deployment/licences.txt")
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toCollection(TreeSet::new));

    @Test
    void namesEveryLibraryForGood() {
        assertThat(bill.specVersion()).isEqualTo("1.6");
        assertThat(bill.components())
                .extracting(component -> component.name().split(":")[1])
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
                .as("licences that are not in stack/deployment/licences.txt")
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
                                        Written by `./mvnw -Prelease package -Dthird-party.update`.

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
