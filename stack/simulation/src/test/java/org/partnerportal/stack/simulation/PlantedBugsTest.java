package org.partnerportal.stack.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlantedBugsTest {

    @TempDir Path work;

    @Test
    void areTenAndStillFitTheSources() throws Exception {
        Path root = PlantedBugs.root();
        var patches = PlantedBugs.patches(root);

        assertThat(patches).hasSize(10);
        for (Path patch : patches) {
            PlantedBugs.apply(root, patch, work.resolve(patch.getFileName()));
        }
    }
}
