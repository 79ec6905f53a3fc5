package org.partnerportal.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ContractsTest {

    private static final String SCHEMA = ".v1.schema.json";
    private static final String EXAMPLE = ".v1.example.json";

    private final Path contracts = ContractFiles.folder();

    @Nested
    class EventTypes {

        @Test
        void haveASchemaAndAnExampleEach() {
            assertThat(names(EXAMPLE)).isEqualTo(names(SCHEMA)).isNotEmpty();
        }

        @Test
        void haveExamplesThatFit() {
            for (String name : names(SCHEMA)) {
                String type = type(name);
                EventContracts.assertFits(
                        type, ContractFiles.read(contracts.resolve(name + EXAMPLE)));
            }
        }

        @Test
        void lieInTheFolderOfTheirContextUnderTheirOwnName() {
            for (String name : names(SCHEMA)) {
                String type = type(name);
                JsonNode schema = ContractFiles.read(contracts.resolve(name + SCHEMA));
                assertThat(name).isEqualTo("events/" + type.split("\\.", 2)[0] + "/" + type);
                assertThat(schema.path("title").asString("")).as(name).isEqualTo(type);
                assertThat(schema.path("$id").asString(""))
                        .as(name)
                        .isEqualTo("https://partnerportal.dev/events/" + type + ".v1");
            }
        }

        @Test
        void letTheirWritersAddFields() {
            for (String name : names(SCHEMA)) {
                assertThat(ContractFiles.text(contracts.resolve(name + SCHEMA)))
                        .as(name)
                        .doesNotContain("additionalProperties\": false")
                        .doesNotContain("unevaluatedProperties");
            }
        }
    }

    @Nested
    class WhatOutsideSystemsSend {

        @Test
        void isWhatTheyWereAskedFor() {
            assertThat(EventContracts.types("crm"))
                    .contains(
                            "crm.opportunity.created",
                            "crm.opportunity.updated",
                            "crm.opportunity.won",
                            "crm.opportunity.lost");
            assertThat(EventContracts.types("erp"))
                    .contains("erp.invoice.issued", "erp.invoice.paid", "erp.credit-note.issued");
        }

        @Test
        void mayHaveFieldsThatNobodyAskedFor() {
            ObjectNode won = (ObjectNode) EventContracts.example("crm.opportunity.won");
            won.put("campaign", "spring");
            assertThat(EventContracts.breaches("crm.opportunity.won", won)).isEmpty();
        }

        @Test
        void mayNameADayOrAnInstant() {
            ObjectNode won = (ObjectNode) EventContracts.example("crm.opportunity.won");
            assertThat(
                            EventContracts.breaches(
                                    "crm.opportunity.won", won.put("wonAt", "2017-03-01")))
                    .isEmpty();
            assertThat(
                            EventContracts.breaches(
                                    "crm.opportunity.won",
                                    won.put("wonAt", "2017-03-01T10:00:00Z")))
                    .isEmpty();
            assertThat(
                            EventContracts.breaches(
                                    "crm.opportunity.won", won.put("wonAt", "yesterday")))
                    .isNotEmpty();
        }

        @Test
        void namesAmountsAsDecimalText() {
            ObjectNode won = (ObjectNode) EventContracts.example("crm.opportunity.won");
            assertThat(EventContracts.breaches("crm.opportunity.won", won.put("amount", 1054.0)))
                    .isNotEmpty();
            assertThat(
                            EventContracts.breaches(
                                    "crm.opportunity.won", won.put("amount", "1.054,00")))
                    .isNotEmpty();
        }

        @Test
        void namesDaysThatAreInTheCalendar() {
            ObjectNode paid = (ObjectNode) EventContracts.example("erp.invoice.paid");
            assertThat(
                            EventContracts.breaches(
                                    "erp.invoice.paid", paid.put("paidOn", "2017-02-30")))
                    .isNotEmpty();
        }

        @Test
        void tiesAnInvoiceToAnOrderOrARegistration() {
            ObjectNode invoice = (ObjectNode) EventContracts.example("erp.invoice.issued");
            invoice.remove("orderReference");
            assertThat(EventContracts.breaches("erp.invoice.issued", invoice)).isNotEmpty();
            invoice.put("dealId", "deal_01JABCDEFGHJKMNPQRSTVWXYZ0");
            assertThat(EventContracts.breaches("erp.invoice.issued", invoice)).isEmpty();
        }
    }

    @Nested
    class WhatWasPublished {

        private final Path file = contracts.resolve("lock.json");

        @Test
        void isNeverTakenBack() {
            ContractLock now = ContractLock.ofEvents(contracts);
            ContractLock locked =
                    Files.exists(file)
                            ? ContractLock.parse(ContractFiles.read(file))
                            : new ContractLock(new TreeMap<>());
            ContractLock.Changes changes = locked.changesTo(now);
            assertThat(changes.breaking())
                    .as("changes that break those who read or send this (see contracts/README.md)")
                    .isEmpty();
            if (ContractFiles.updating()) {
                ContractFiles.write(file, ContractFiles.pretty(now.toJson()));
                return;
            }
            assertThat(changes.additions())
                    .as(
                            "additions that are not locked yet: ./mvnw -pl contracts,platform/testkit verify -D%s",
                            ContractFiles.UPDATE)
                    .isEmpty();
        }
    }

    @Nested
    class TheAsyncApiDocument {

        @Test
        void saysWhatTheSchemasSay() {
            Path file = contracts.resolve("asyncapi.json");
            String generated = ContractFiles.pretty(AsyncApiDocument.of(contracts));
            if (ContractFiles.updating()) {
                ContractFiles.write(file, generated);
                return;
            }
            assertThat(file).exists();
            assertThat(
                            ContractFiles.differences(
                                    ContractFiles.read(file), ContractFiles.parse(generated)))
                    .as(
                            "out of date: ./mvnw -pl contracts,platform/testkit verify -D%s",
                            ContractFiles.UPDATE)
                    .isEmpty();
            assertThat(ContractFiles.text(file)).isEqualTo(generated);
        }

        @Test
        void namesWhoWritesAndWhoReads() {
            JsonNode operations = AsyncApiDocument.of(contracts).path("operations");
            var names = new TreeSet<String>(operations.propertyNames());
            assertThat(names)
                    .contains(
                            "deal-service-sends-deal-events",
                            "deal-service-receives-crm-events",
                            "commission-service-receives-erp-events",
                            "analytics-service-receives-commission-events")
                    .noneMatch(name -> name.contains("sends-crm") || name.contains("sends-erp"));
        }

        @Test
        void pointsOnlyAtWhatIsThere() {
            JsonNode document = AsyncApiDocument.of(contracts);
            var broken = new ArrayList<String>();
            ContractFiles.values(document)
                    .forEach((pointer, value) -> {
                        if (pointer.endsWith("/$ref")) {
                            String target = value.substring(1, value.length() - 1);
                            boolean there =
                                    target.startsWith("#")
                                            ? !document.at(target.substring(1)).isMissingNode()
                                            : Files.exists(contracts.resolve(target));
                            if (!there) {
                                broken.add(pointer + " " + target);
                            }
                        }
                    });
            assertThat(broken).isEmpty();
        }
    }

    private Set<String> names(String suffix) {
        var names = new TreeSet<String>();
        for (Path file : ContractLock.files(contracts.resolve("events"), suffix)) {
            String name = contracts.relativize(file).toString().replace('\\', '/');
            names.add(name.substring(0, name.length() - suffix.length()));
        }
        return names;
    }

    private static String type(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
