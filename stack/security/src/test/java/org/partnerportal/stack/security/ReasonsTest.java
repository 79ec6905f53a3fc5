package org.partnerportal.stack.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ReasonsTest {

    /** The documents as they are checked in. */
    private static List<Operation> published() throws IOException {
        var operations = new ArrayList<Operation>();
        try (var documents = Files.list(Path.of("../../contracts/openapi"))) {
            for (Path document : documents.sorted().toList()) {
                operations.addAll(
                        ApiDocuments.read(
                                String.valueOf(document.getFileName()).replace(".json", ""),
                                JsonMapper.shared().readTree(Files.readString(document))));
            }
        }
        return operations;
    }

    @Test
    void areGivenForEveryOperationThatAsksForNoRole() throws IOException {
        assertThat(Reasons.checkedIn().gaps(published())).isEmpty();
    }

    @Test
    void areMissedForANewOperationWithoutARule() throws IOException {
        List<Operation> operations = published();
        operations.add(
                new Operation(
                        "deal-service",
                        "POST",
                        "/api/v1/deals/{id}/gift",
                        List.of(),
                        Optional.empty(),
                        Set.of(),
                        false));
        assertThat(Reasons.checkedIn().gaps(operations))
                .singleElement()
                .asString()
                .contains("POST /api/v1/deals/{id}/gift asks for no role");
    }
}
