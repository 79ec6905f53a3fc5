package org.partnerportal.stack.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.partnerportal.kernel.Money;
import org.partnerportal.stack.demo.data.Closing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OutsideEventsTest {

    private static final Closing WON =
            new Closing("X1", true, LocalDate.of(2017, 3, 1), Money.of("1054.00", "USD"));
    private static final Closing LOST =
            new Closing("X2", false, LocalDate.of(2017, 3, 2), Money.of("0.00", "USD"));

    private static JsonNode data(ProducerRecord<String, byte[]> event) {
        return JsonMapper.shared().readTree(event.value());
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static Map<String, String> headers(ProducerRecord<String, byte[]> event) {
        var headers = new HashMap<String, String>();
        event.headers().forEach(it -> headers.put(it.key(), new String(it.value(), UTF_8)));
        return headers;
    }

    @Test
    void aWinIsACloudEventOfTheCrm() {
        var event = OutsideEvents.closing(WON);

        assertThat(event.topic()).isEqualTo("crm.events.v1");
        assertThat(event.key()).isEqualTo("X1");
        assertThat(headers(event))
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_type", "crm.opportunity.won")
                .containsEntry("ce_source", "/demo/crm")
                .containsEntry("ce_subject", "X1")
                .containsEntry("ce_time", "2017-03-01T12:00:00Z")
                .containsEntry("content-type", "application/json");
        assertThat(data(event))
                .isEqualTo(
                        json(
                                """
                                {"opportunityId":"X1","wonAt":"2017-03-01","orderReference":"SO-X1",\
                                "amount":"1054.00","currency":"USD"}\
                                """));
    }

    @Test
    void aLossGivesTheReasonThatTheSourceDoesNotKnow() {
        var event = OutsideEvents.closing(LOST);

        assertThat(headers(event)).containsEntry("ce_type", "crm.opportunity.lost");
        assertThat(data(event))
                .isEqualTo(
                        json(
                                """
                                {"opportunityId":"X2","lostAt":"2017-03-02","reason":"OTHER"}\
                                """));
    }

    @Test
    void anInvoiceHasOneLineWithoutTaxOnTheDayOfClosing() {
        var event = OutsideEvents.invoice(WON, "GTX Pro");

        assertThat(event.topic()).isEqualTo("erp.events.v1");
        assertThat(event.key()).isEqualTo("INV-X1");
        assertThat(data(event))
                .isEqualTo(
                        json(
                                """
                                {"invoiceId":"INV-X1","invoiceNumber":"INV-X1","orderReference":"SO-X1",\
                                "issuedOn":"2017-03-01","currency":"USD","lines":[{"lineId":"INV-X1-1",\
                                "productCode":"GTX Pro","quantity":1,"net":"1054.00","tax":"0.00","kind":"GOODS"}]}\
                                """));
    }

    @Test
    void aCreditNoteNamesTheLineItTakesBack() {
        var event =
                OutsideEvents.creditNote(WON, Money.of("400.00", "USD"), LocalDate.of(2018, 1, 15));

        assertThat(event.key()).isEqualTo("CN-X1");
        assertThat(headers(event)).containsEntry("ce_time", "2018-01-15T12:00:00Z");
        assertThat(data(event).path("lines").toString())
                .contains("\"invoiceLineId\":\"INV-X1-1\"")
                .contains("\"net\":\"400.00\"");
    }

    @Test
    void allKeepTheContract() throws IOException {
        Money half = Money.of("527.00", "USD");
        for (var event :
                List.of(
                        OutsideEvents.closing(WON),
                        OutsideEvents.closing(LOST),
                        OutsideEvents.invoice(WON, "GTX Pro"),
                        OutsideEvents.creditNote(WON, half, LocalDate.of(2018, 1, 15)))) {
            String type = headers(event).getOrDefault("ce_type", "");
            String context = type.substring(0, type.indexOf('.'));
            try (var schema =
                    OutsideEventsTest.class.getResourceAsStream(
                            "/contracts/events/" + context + "/" + type + ".v1.schema.json")) {
                assertThat(
                                SchemaRegistry.withDefaultDialect(
                                                SpecificationVersion.DRAFT_2020_12)
                                        .getSchema(JsonMapper.shared().readTree(schema))
                                        .validate(data(event)))
                        .as(type)
                        .isEmpty();
            }
        }
    }

    @Test
    void sayingItAgainIsTheSameEvent() {
        assertThat(headers(OutsideEvents.closing(WON)))
                .isEqualTo(headers(OutsideEvents.closing(WON)));
        assertThat(headers(OutsideEvents.closing(WON)).get("ce_id"))
                .isNotEqualTo(headers(OutsideEvents.closing(LOST)).get("ce_id"));
    }
}
