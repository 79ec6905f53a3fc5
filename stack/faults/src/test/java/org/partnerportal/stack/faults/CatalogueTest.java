package org.partnerportal.stack.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private static List<String> names(Set<String> only, boolean brief) {
        return Catalogue.chosen(only, brief).stream().map(Fault::name).toList();
    }

    @Test
    void everyFaultHasANameOfItsOwn() {
        assertThat(Catalogue.all()).extracting(Fault::name).doesNotHaveDuplicates();
    }

    @Test
    void theShortRunHasThreeFaults() {
        assertThat(names(Set.of(), true))
                .containsExactly("kill-deal-service", "broker-stopped", "same-command-in-parallel");
    }

    @Test
    void namedFaultsComeInTheOrderOfTheList() {
        assertThat(names(Set.of("store-killed", "broker-stopped"), false))
                .containsExactly("broker-stopped", "store-killed");
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Catalogue.chosen(Set.of("earthquake"), false))
                .withMessageContaining("earthquake");
    }

    @Test
    void everyFaultIsExplained() throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        assertThat(Catalogue.all())
                .extracting(Fault::name)
                .allSatisfy(name ->
                        assertThat(readme)
                                .containsAnyOf(
                                        "`" + name + "`",
                                        "`" + name.replaceFirst("-.*", "-<service>`")));
    }
}
