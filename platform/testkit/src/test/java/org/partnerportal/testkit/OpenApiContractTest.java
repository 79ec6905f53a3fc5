package org.partnerportal.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenApiContractTest {

    private static final String SERVED =
            """
            {"openapi": "3.1.0", "paths": {"/b": {}, "/a": {}}, "components": {
              "schemas": {"Thing": {"required": ["name", "id"], "enum": ["B", "A"]}},
              "securitySchemes": {"portal": {"type": "oauth2", "flows": {"authorizationCode": {
                "authorizationUrl": "http://127.0.0.1:PORT/realms/x/protocol/openid-connect/auth",
                "tokenUrl": "http://127.0.0.1:PORT/realms/x/protocol/openid-connect/token"}}}}}}
            """;

    @Test
    void isTheSameWhereverTheServiceRuns() {
        assertThat(canonical(4711)).isEqualTo(canonical(4712));
    }

    @Test
    void isSortedWhereOrderSaysNothing() {
        assertThat(canonical(1).indexOf("\"/a\"")).isLessThan(canonical(1).indexOf("\"/b\""));
        JsonNode thing = ContractFiles.parse(canonical(1)).at("/components/schemas/Thing");
        assertThat(thing.path("required").toString()).isEqualTo("[\"id\",\"name\"]");
        assertThat(thing.path("enum").toString()).isEqualTo("[\"B\",\"A\"]");
    }

    @Test
    void isMissedWhereItIsNotCheckedIn() {
        assertThatThrownBy(() -> OpenApiContract.compare("things", served(1), null, null))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("contracts/openapi/things.json");
    }

    @Test
    void isRightAsItWasCheckedIn() {
        var written = new ArrayList<String>();
        OpenApiContract.compare("things", served(1), null, written::add);
        OpenApiContract.compare("things", served(2), ContractFiles.parse(written.getFirst()), null);
        assertThat(written).hasSize(1);
    }

    @Test
    void isOutOfDateWhenTheServiceAnswersMore() {
        JsonNode more = ContractFiles.parse(SERVED.replace("\"/b\": {}", "\"/b\": {\"get\": {}}"));
        assertThatThrownBy(() -> OpenApiContract.compare("things", more, served(1), null))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("breaks nobody")
                .hasMessageContaining("+ /paths//b/get");
        var written = new ArrayList<String>();
        OpenApiContract.compare("things", more, served(1), written::add);
        assertThat(written).hasSize(1);
    }

    @Test
    void isNeverUpdatedToWhatBreaksOthers() {
        JsonNode more = ContractFiles.parse(SERVED.replace("\"/b\": {}", "\"/b\": {\"get\": {}}"));
        assertThatThrownBy(() ->
                        OpenApiContract.compare(
                                "things",
                                served(1),
                                more,
                                text -> {
                                    throw new IllegalStateException(text);
                                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("openapi/things GET /b: removed");
    }

    @Test
    void namesWhatDiffers() {
        assertThat(
                        ContractFiles.differences(
                                ContractFiles.parse("{\"a\": 1, \"b\": {\"c\": 2}}"),
                                ContractFiles.parse("{\"a\": 3, \"b\": {\"d\": 2}}")))
                .containsExactly("~ /a: 1 is now 3", "+ /b/d = 2", "- /b/c = 2");
    }

    private static JsonNode served(int port) {
        return ContractFiles.parse(SERVED.replace("PORT", Integer.toString(port)));
    }

    private static String canonical(int port) {
        return ContractFiles.pretty(
                OpenApiContract.canonical(
                        ContractFiles.parse(SERVED.replace("PORT", Integer.toString(port)))));
    }
}
