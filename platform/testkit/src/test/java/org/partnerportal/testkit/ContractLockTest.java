package org.partnerportal.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.partnerportal.testkit.ContractLock.Changes;

class ContractLockTest {

    private static final String ACCOUNT =
            """
            {"type": "object", "required": ["id"], "properties": {
              "id": {"type": "string"},
              "name": {"type": "string"},
              "since": {"type": "string", "format": "date"},
              "state": {"type": "string", "enum": ["OPEN", "SHUT"]},
              "lines": {"type": "array", "items": {"type": "object", "required": ["net"], "properties": {
                "net": {"type": "string"}, "tax": {"type": "string"}}}}}}
            """;

    private static final String API =
            """
            {"paths": {"/things": {
              "get": {
                "parameters": [{"in": "query", "name": "limit", "schema": {"type": "string"}}],
                "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}}},
              "post": {
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/NewThing"}}}},
                "responses": {"201": {}, "409": {}}}}},
             "components": {"schemas": {
               "Thing": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}, "next": {"$ref": "#/components/schemas/Thing"}}},
               "NewThing": {"type": "object", "properties": {"name": {"type": "string"}, "note": {"type": "string"}}}}}}
            """;

    @TempDir private Path contracts;

    @Nested
    class OfAnEvent {

        @Test
        void refusesARemovedField() {
            assertThat(changed("ours", "\"name\": {\"type\": \"string\"},", "").breaking())
                    .containsExactly("events/ours/thing.v1 /name: removed");
        }

        @Test
        void refusesARemovedFieldDeepInside() {
            assertThat(changed("ours", ", \"tax\": {\"type\": \"string\"}", "").breaking())
                    .containsExactly("events/ours/thing.v1 /lines/[]/tax: removed");
        }

        @Test
        void refusesAnotherType() {
            assertThat(
                            changed(
                                            "ours",
                                            "\"id\": {\"type\": \"string\"}",
                                            "\"id\": {\"type\": \"integer\"}")
                                    .breaking())
                    .containsExactly(
                            "events/ours/thing.v1 /id: was string required, is integer required");
        }

        @Test
        void refusesAnotherFormat() {
            assertThat(
                            changed("ours", "\"format\": \"date\"", "\"format\": \"date-time\"")
                                    .breaking())
                    .hasSize(1);
        }

        @Test
        void refusesADroppedValue() {
            assertThat(changed("ours", ", \"SHUT\"", "").breaking()).hasSize(1);
        }

        @Test
        void refusesADroppedType() {
            write("events/ours/thing.v1.schema.json", ACCOUNT);
            ContractLock locked = ContractLock.ofEvents(contracts);
            assertThat(
                            locked.changesTo(ContractLock.ofEvents(contracts.resolve("nothing")))
                                    .breaking())
                    .containsExactly("events/ours/thing.v1: dropped");
        }

        @Test
        void takesANewField() {
            Changes changes =
                    changed("ours", "\"name\":", "\"town\": {\"type\": \"string\"}, \"name\":");
            assertThat(changes.breaking()).isEmpty();
            assertThat(changes.additions()).hasSize(1);
        }

        @Test
        void takesANewValueOfOurOwn() {
            Changes changes = changed("ours", "\"SHUT\"", "\"SHUT\", \"LOST\"");
            assertThat(changes.breaking()).isEmpty();
            assertThat(changes.additions()).hasSize(1);
        }

        @Test
        void refusesToLeaveOutWhatWasAlwaysThere() {
            assertThat(changed("ours", "\"required\": [\"id\"]", "\"required\": []").breaking())
                    .hasSize(1);
        }

        @Test
        void refusesToDemandMoreOfOutsideSystems() {
            assertThat(
                            changed(
                                            "crm",
                                            "\"required\": [\"id\"]",
                                            "\"required\": [\"id\", \"name\"]")
                                    .breaking())
                    .hasSize(1);
            assertThat(
                            changed(
                                            "erp",
                                            "\"required\": [\"id\"], \"properties\": {",
                                            "\"required\": [\"id\", \"town\"], \"properties\": {\"town\": {\"type\": \"string\"},")
                                    .breaking())
                    .hasSize(1);
        }

        @Test
        void takesADemandLess() {
            assertThat(changed("crm", "\"required\": [\"id\"]", "\"required\": []").breaking())
                    .isEmpty();
        }

        private Changes changed(String context, String from, String to) {
            assertThat(ACCOUNT).contains(from);
            return changes(
                    "events/" + context + "/thing.v1.schema.json",
                    ACCOUNT,
                    ACCOUNT.replace(from, to));
        }
    }

    @Nested
    class OfAnApi {

        @Test
        void refusesARemovedOperation() {
            assertThat(changed("\"get\"", "\"trace\"").breaking())
                    .contains("openapi/things GET /things: removed");
        }

        @Test
        void refusesARemovedParameter() {
            assertThat(changed("\"limit\"", "\"size\"").breaking())
                    .containsExactly("openapi/things GET /things > query limit: removed");
        }

        @Test
        void refusesANewDemandedParameter() {
            assertThat(
                            changed(
                                            "\"parameters\": [",
                                            "\"parameters\": [{\"in\": \"query\", \"name\": \"year\", \"required\": true, \"schema\": {\"type\": \"string\"}},")
                                    .breaking())
                    .hasSize(1);
        }

        @Test
        void refusesARemovedFieldOfAnAnswer() {
            assertThat(changed("\"id\": {\"type\": \"string\"}, ", "").breaking())
                    .containsExactly(
                            "openapi/things GET /things < 200 application.json/id: removed");
        }

        @Test
        void refusesToDemandMoreOfARequest() {
            assertThat(
                            changed("\"NewThing\": {", "\"NewThing\": {\"required\": [\"name\"],")
                                    .breaking())
                    .hasSize(1);
        }

        @Test
        void refusesADroppedAnswer() {
            assertThat(changed(", \"409\": {}", "").breaking())
                    .containsExactly("openapi/things POST /things < 409: removed");
        }

        @Test
        void takesANewOptionalField() {
            Changes changes =
                    changed("\"note\": {", "\"colour\": {\"type\": \"string\"}, \"note\": {");
            assertThat(changes.breaking()).isEmpty();
            assertThat(changes.additions()).hasSize(1);
        }

        private Changes changed(String from, String to) {
            assertThat(API).contains(from);
            return ContractLock.ofApi("things", ContractFiles.parse(API))
                    .changesTo(
                            ContractLock.ofApi(
                                    "things", ContractFiles.parse(API.replace(from, to))));
        }
    }

    @Test
    void isReadBackAsItWasWritten() {
        write("events/crm/thing.v1.schema.json", ACCOUNT);
        ContractLock lock = ContractLock.ofEvents(contracts);
        String text = ContractFiles.pretty(lock.toJson());
        assertThat(ContractLock.parse(ContractFiles.parse(text))).isEqualTo(lock);
        assertThat(lock.documents()).hasSize(1);
    }

    private Changes changes(String file, String before, String after) {
        write(file, before);
        ContractLock locked = ContractLock.ofEvents(contracts);
        write(file, after);
        return locked.changesTo(ContractLock.ofEvents(contracts));
    }

    private void write(String file, String text) {
        ContractFiles.write(contracts.resolve(file), text);
    }
}
