package org.partnerportal.stack.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.partnerportal.stack.security.Hostile.Kind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HostileTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final JsonNode DOCUMENT =
            JSON.readTree(
                    """
                    {"security": [{"portal": []}],
                     "paths": {"/api/v1/things/{id}/parts": {"post": {
                       "x-roles": ["partner-admin"],
                       "parameters": [{"name": "id", "in": "path", "required": true}],
                       "requestBody": {"required": true, "content": {"application/json": {
                         "schema": {"$ref": "#/components/schemas/Part"}}}}}}},
                     "components": {"schemas": {
                       "Part": {"type": "object",
                         "properties": {
                           "name": {"type": "string", "maxLength": 5},
                           "count": {"type": "integer"},
                           "price": {"$ref": "#/components/schemas/Money"},
                           "tags": {"type": "array", "maxItems": 2, "items": {"type": "string"}}},
                         "examples": [{"name": "A", "count": 1, "tags": ["t"],
                           "price": {"amount": "1.00", "currency": "EUR"}}]},
                       "Money": {"type": "object", "properties": {
                         "amount": {"type": "string"}, "currency": {"type": "string"}}}}}}
                    """);

    private final Operation operation = ApiDocuments.read("thing-service", DOCUMENT).getFirst();
    private final List<Hostile> all = Hostile.of(operation.body().orElseThrow());

    @Test
    void readsAnOperationOutOfItsDocument() {
        assertThat(operation.name()).isEqualTo("POST /api/v1/things/{id}/parts");
        assertThat(operation.roles()).containsExactly("partner-admin");
        assertThat(operation.open()).isFalse();
        assertThat(operation.slots()).containsExactly("/things/{id}");
    }

    @Test
    void putsAFieldThatIsNotThereIntoEveryObject() {
        assertThat(places(Kind.UNKNOWN_FIELD)).contains("/id", "/state", "/price/unexpected");
    }

    @Test
    void putsAQueryOperatorInThePlaceOfEveryText() {
        assertThat(places(Kind.OPERATOR))
                .containsExactlyInAnyOrder("/name", "/price/amount", "/price/currency", "/tags/0");
        assertThat(bodies(Kind.OPERATOR)).anyMatch(it -> it.contains("\"name\":{\"$gt\":\"\"}"));
    }

    @Test
    void makesAmountsNegativeAndAbsurd() {
        assertThat(bodies(Kind.NEGATIVE_MONEY)).allMatch(it -> it.contains("\"-1300.00\""));
        assertThat(bodies(Kind.HUGE_MONEY)).anyMatch(it -> it.contains("1E+2147483647"));
    }

    @Test
    void writesNumbersThatNoVariableHolds() {
        assertThat(bodies(Kind.RANGE))
                .anyMatch(it -> it.contains("\"count\":99999999999999999999999999999999"));
    }

    @Test
    void makesTextsAndListsLongerThanTheyMayBe() {
        assertThat(bodies(Kind.TOO_LONG))
                .anyMatch(it -> it.contains("\"xxxxxx\""))
                .anyMatch(it -> it.contains("[\"t\",\"t\",\"t\"]"));
    }

    @Test
    void changesOnePlaceAtATime() {
        assertThat(bodies(Kind.OPERATOR))
                .allSatisfy(it -> assertThat(it.split("\\$gt", -1)).hasSize(2));
    }

    @Test
    void isContentWithAProblemThatPointsAtTheFieldAlone() {
        Hostile unknown =
                all.stream()
                        .filter(it -> it.kind() == Kind.UNKNOWN_FIELD)
                        .findFirst()
                        .orElseThrow();
        assertThat(unknown.unlike(problem(400, unknown.where()))).isEmpty();
        assertThat(unknown.unlike(problem(400, "/somewhere/else"))).isPresent();
        assertThat(unknown.unlike(problem(201, ""))).isPresent();
        assertThat(unknown.unlike(problem(500, unknown.where()))).isPresent();
    }

    private List<String> places(Kind kind) {
        return all.stream().filter(it -> it.kind() == kind).map(Hostile::where).toList();
    }

    private List<String> bodies(Kind kind) {
        return all.stream().filter(it -> it.kind() == kind).map(Hostile::text).toList();
    }

    private static Reply problem(int status, String pointer) {
        var headers =
                HttpHeaders.of(
                        Map.of(
                                "Content-Type", List.of("application/problem+json"),
                                "X-Correlation-Id", List.of("c")),
                        (name, value) -> true);
        return new Reply(
                Request.get("/"),
                status,
                headers,
                """
                {"type": "t", "title": "t", "status": %d, "code": "c", "errors": [{"pointer": "%s"}]}\
                """
                        .formatted(status, pointer));
    }
}
