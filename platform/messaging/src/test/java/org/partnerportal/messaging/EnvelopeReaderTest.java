package org.partnerportal.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class EnvelopeReaderTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final EventSchemas SCHEMAS = new EventSchemas(JSON);

    private final EnvelopeReader reader =
            new EnvelopeReader(JSON, SCHEMAS, TestSettings.consumer(5));

    @Nested
    class ASoundEvent {

        @Test
        void isReadWhole() {
            Map<String, String> attributes = Records.attributes("sample.counted");
            attributes.put("ce_subject", "subject-1");
            attributes.put("ce_partnerid", "ptr_1");
            attributes.put("ce_actor", "anna");
            attributes.put("ce_correlationid", "corr");
            attributes.put("ce_causationid", "cause");
            attributes.put("ce_aggregateversion", "7");
            attributes.put("ce_schemaversion", "1");
            Envelope event = read(Records.OWN, attributes, "{\"value\": 3, \"more\": true}");

            assertThat(event.id()).isEqualTo("id-1");
            assertThat(event.source()).isEqualTo("/somewhere");
            assertThat(event.subject()).isEqualTo("subject-1");
            assertThat(event.partnerId()).isEqualTo("ptr_1");
            assertThat(event.actor()).isEqualTo("anna");
            assertThat(event.correlationId()).isEqualTo("corr");
            assertThat(event.causationId()).isEqualTo("cause");
            assertThat(event.aggregateVersion()).isEqualTo(7);
            assertThat(event.recordedAt()).isEqualTo(Instant.ofEpochMilli(Records.TAKEN_AT));
            assertThat(event.data().path("value").asInt()).isEqualTo(3);
        }

        @Test
        void needsOnlyIdSourceAndTypeFromOutside() {
            Map<String, String> attributes = Records.attributes("outside.measured");
            attributes.remove("ce_time");
            attributes.remove("ce_specversion");
            Envelope event = read(Records.OUTSIDE, attributes, "{\"value\": 3}");
            assertThat(event.subject()).as("the key").isEqualTo("key-1");
            assertThat(event.time()).isEqualTo(Instant.ofEpochMilli(Records.TAKEN_AT));
            assertThat(event.actor()).isEqualTo("/somewhere");
            assertThat(event.correlationId()).isEqualTo("id-1");
            assertThat(event.aggregateVersion()).isZero();
        }

        @Test
        void happenedWhenItsSenderSays() {
            Envelope event =
                    read(Records.OUTSIDE, Records.attributes("outside.measured"), "{\"value\": 3}");
            assertThat(event.time()).isEqualTo("2026-02-03T02:05:06Z");
        }
    }

    @Nested
    class NoEvent {

        @ParameterizedTest
        @ValueSource(strings = {"ce_id", "ce_source", "ce_type"})
        void isOneWithoutItsAttributes(String missing) {
            Map<String, String> attributes = Records.attributes("outside.measured");
            attributes.remove(missing);
            unreadable(DeadLetterReason.NOT_AN_EVENT, Records.OUTSIDE, attributes, "{\"value\":1}");
            attributes.put(missing, " ");
            unreadable(DeadLetterReason.NOT_AN_EVENT, Records.OUTSIDE, attributes, "{\"value\":1}");
        }

        @ParameterizedTest
        @ValueSource(strings = {"ce_time", "ce_aggregateversion", "ce_schemaversion"})
        void isOneWithAttributesThatCannotBe(String attribute) {
            Map<String, String> attributes = Records.attributes("outside.measured");
            attributes.put(attribute, "yesterday");
            unreadable(DeadLetterReason.NOT_AN_EVENT, Records.OUTSIDE, attributes, "{\"value\":1}");
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "99999999999"})
        void isOneOfAVersionThatCannotBe(String version) {
            Map<String, String> attributes = Records.attributes("outside.measured");
            attributes.put("ce_schemaversion", version);
            unreadable(DeadLetterReason.NOT_AN_EVENT, Records.OUTSIDE, attributes, "{\"value\":1}");
        }

        @Test
        void isOneAboutNothing() {
            ConsumerRecord<byte[], byte[]> record =
                    Records.record(
                            Records.OUTSIDE,
                            null,
                            1,
                            Records.attributes("outside.measured"),
                            "{\"value\":1}");
            assertThatExceptionOfType(UnreadableRecord.class)
                    .isThrownBy(() -> reader.read(record))
                    .satisfies(
                            e -> assertThat(e.reason()).isEqualTo(DeadLetterReason.NOT_AN_EVENT));
        }

        @ParameterizedTest
        @ValueSource(strings = {"{\"value\"", "<value/>", "\u0000\u0001"})
        void isWhatIsNoJson(String value) {
            unreadable(
                    DeadLetterReason.UNDECODABLE,
                    Records.OUTSIDE,
                    Records.attributes("outside.measured"),
                    value);
        }

        @Test
        void isNothing() {
            unreadable(
                    DeadLetterReason.UNDECODABLE,
                    Records.OUTSIDE,
                    Records.attributes("outside.measured"),
                    null);
            unreadable(
                    DeadLetterReason.UNDECODABLE,
                    Records.OUTSIDE,
                    Records.attributes("outside.measured"),
                    "");
        }
    }

    @Nested
    class AnUnknownType {

        @Test
        void isAMistakeOnAnOutsideTopic() {
            unreadable(
                    DeadLetterReason.UNKNOWN_TYPE,
                    Records.OUTSIDE,
                    Records.attributes("outside.guessed"),
                    "{}");
        }

        @Test
        void isLeftAsideOnOurOwnTopics() {
            assertThat(reader.read(record(Records.OWN, Records.attributes("sample.new"), "{}")))
                    .isEmpty();
        }

        @Test
        void isLeftAsideWhereItIsKnownByName() {
            assertThat(
                            reader.read(
                                    record(
                                            Records.OUTSIDE,
                                            Records.attributes("outside.known"),
                                            "{}")))
                    .isEmpty();
        }

        @Test
        void isAKnownOneOnAnotherContextsTopic() {
            unreadable(
                    DeadLetterReason.UNKNOWN_TYPE,
                    Records.OUTSIDE,
                    Records.attributes("sample.counted"),
                    "{\"value\": 1}");
        }
    }

    @Nested
    class AContract {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "{\"value\": \"one\"}",
                    "[]",
                    "null",
                    "{\"value\": 1, \"on\": \"2026-02-30\"}"
                })
        void isBroken(String value) {
            unreadable(
                    DeadLetterReason.BREAKS_CONTRACT,
                    Records.OUTSIDE,
                    Records.attributes("outside.measured"),
                    value);
        }
    }

    private Envelope read(String topic, Map<String, String> attributes, String value) {
        return reader.read(record(topic, attributes, value)).orElseThrow();
    }

    private void unreadable(
            DeadLetterReason reason,
            String topic,
            Map<String, String> attributes,
            @Nullable String value) {
        assertThatExceptionOfType(UnreadableRecord.class)
                .isThrownBy(() -> reader.read(record(topic, attributes, value)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static ConsumerRecord<byte[], byte[]> record(
            String topic, Map<String, String> attributes, @Nullable String value) {
        return Records.record(topic, "key-1", 1, attributes, value);
    }
}
