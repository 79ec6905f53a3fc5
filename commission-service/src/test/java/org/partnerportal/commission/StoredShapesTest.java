package org.partnerportal.commission;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.partnerportal.testkit.StoredShapes;

class StoredShapesTest {

    @Test
    void whatEarlierVersionsHaveStoredIsRead() {
        StoredShapes.check(Path.of(""), "org.partnerportal.commission");
    }
}
