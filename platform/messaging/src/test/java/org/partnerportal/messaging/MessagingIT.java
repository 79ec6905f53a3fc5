package org.partnerportal.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.bson.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.partnerportal.kernel.CommandContext;
import org.partnerportal.kernel.Expected;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        classes = MessagingIT.Service.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "spring.application.name=sample-service",
            "spring.main.banner-mode=off",
            "portal.messaging.topic=sample.events.v1",
            "portal.messaging.topics.partitions=2",
            "portal.messaging.topics.replication-factor=1",
            "portal.messaging.consumer.outside-topics=outside.events.v1",
            "portal.messaging.consumer.retries=1",
            "portal.messaging.consumer.back-off=5ms"
        })
class MessagingIT {

    private static final String GROUP = "sample-service.heard";
    private static final EmbeddedKafkaKraftBroker BROKER = broker();

    private final Counters counters;
    private final Heard heard;
    private final Producer<byte[], byte[]> producer;
    private final EventConsumers consumers;
    private final DeadLetters letters;
    private final Measurements measurements;
    private final MeterRegistry meters;
    private final CopiedCounters copies;
    private final CopyRebuilds rebuilds;

    @Autowired
    MessagingIT(
            AggregateStores stores,
            Heard heard,
            Producer<byte[], byte[]> producer,
            EventConsumers consumers,
            DeadLetters letters,
            Measurements measurements,
            MeterRegistry meters,
            CopiedCounters copies,
            CopyRebuilds rebuilds) {
        this.counters = new Counters(stores);
        this.heard = heard;
        this.producer = producer;
        this.consumers = consumers;
        this.letters = letters;
        this.measurements = measurements;
        this.meters = meters;
        this.copies = copies;
        this.rebuilds = rebuilds;
    }

    private static EmbeddedKafkaKraftBroker broker() {
        var broker = new EmbeddedKafkaKraftBroker(1, 1);
        broker.brokerProperty("log.cleaner.dedupe.buffer.size", "16777216");
        broker.brokerProperty("offsets.topic.num.partitions", "1");
        broker.brokerProperty("group.initial.rebalance.delay.ms", "0");
        broker.afterPropertiesSet();
        return broker;
    }

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        registry.add("spring.mongodb.uri", () -> TestStore.URI);
        registry.add("spring.mongodb.database", () -> "messaging-it");
        registry.add("spring.kafka.bootstrap-servers", BROKER::getBrokersAsString);
    }

    /** A service with nothing but one ear. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Service {

        @Bean
        CopiedCounters copiedCounters(MongoTemplate mongo) {
            return new CopiedCounters(mongo);
        }

        @Bean
        Heard heard() {
            return new Heard();
        }
    }

    /** Listens, and cannot bear some values until it is mended. */
    static final class Heard implements EventConsumer {

        private final List<Envelope> events = new CopyOnWriteArrayList<>();
        private final Set<Integer> unbearable = ConcurrentHashMap.newKeySet();

        @Override
        public String name() {
            return "heard";
        }

        @Override
        public List<String> topics() {
            return List.of("sample.events.v1", "outside.events.v1");
        }

        @Override
        public void on(Envelope event) {
            int value = event.data().path("value").asInt();
            if (unbearable.contains(value)) {
                throw new IllegalStateException("Cannot bear " + value);
            }
            events.add(event);
        }

        List<Integer> values(String subject) {
            return events.stream()
                    .filter(event -> event.subject().equals(subject))
                    .map(event -> event.data().path("value").asInt())
                    .toList();
        }
    }

    @Test
    void carriesFactsFromAnAggregateToItsListeners() {
        String id = "counter-" + UUID.randomUUID();
        new CommandContext("anna", "corr-1", "evt_0", null)
                .run(() -> {
                    counters.add(Counter.begin(id));
                    counters.change(id, Expected.any(), Counter::count);
                });
        counters.change(id, Expected.any(), Counter::countTwice);

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(heard.values(id)).containsExactly(1, 2, 4, 5));
        Envelope first =
                heard.events.stream()
                        .filter(event -> event.subject().equals(id))
                        .findFirst()
                        .orElseThrow();
        assertThat(first.type()).isEqualTo("sample.counted");
        assertThat(first.actor()).isEqualTo("anna");
        assertThat(first.correlationId()).isEqualTo("corr-1");
        assertThat(first.causationId()).isEqualTo("evt_0");
        assertThat(first.time()).isEqualTo("2026-02-01T08:00:00.123Z");
        await().untilAsserted(() -> assertThat(counters.stored(id)).doesNotContainKey("outbox"));

        ConsumerRecord<byte[], byte[]> record = onTopic("sample.events.v1", id).getFirst();
        assertThat(new String(record.value(), StandardCharsets.UTF_8)).isEqualTo("{\"value\":1}");
        Map<String, String> headers = headers(record);
        assertThat(headers.remove("ce_id")).startsWith("evt_");
        assertThat(headers)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.ofEntries(
                                Map.entry("ce_specversion", "1.0"),
                                Map.entry("ce_source", "/partner-portal/sample-service"),
                                Map.entry("ce_type", "sample.counted"),
                                Map.entry("ce_subject", id),
                                Map.entry("ce_time", "2026-02-01T08:00:00.123Z"),
                                Map.entry(
                                        "ce_dataschema",
                                        "https://partnerportal.dev/events/sample.counted.v1"),
                                Map.entry("content-type", "application/json"),
                                Map.entry("ce_actor", "anna"),
                                Map.entry("ce_correlationid", "corr-1"),
                                Map.entry("ce_causationid", "evt_0"),
                                Map.entry("ce_aggregateversion", "1"),
                                Map.entry("ce_schemaversion", "1")));
    }

    @Test
    void tellsHowFarBehindItsConsumersAre() {
        heard.unbearable.add(66);
        send("late-" + UUID.randomUUID(), "{\"value\": 66}");
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> {
                    measurements.askNow();
                    assertThat(figure("portal.consumer.lag", "topic", "outside.events.v1"))
                            .isZero();
                    assertThat(figure("portal.dead.letters.open", "group", GROUP)).isPositive();
                });
        consumers.stop();
        try {
            String id = "counter-" + UUID.randomUUID();
            send(id, "{\"value\": 1}");
            send(id, "{\"value\": 2}");
            await().untilAsserted(() -> {
                measurements.askNow();
                assertThat(figure("portal.consumer.lag", "topic", "outside.events.v1"))
                        .isEqualTo(2);
            });
        } finally {
            consumers.start();
        }
    }

    @Nested
    class Copies {

        private final String run = UUID.randomUUID().toString();

        private void counted(int howMany) {
            for (int i = 0; i < howMany; i++) {
                written(i);
            }
            await().atMost(Duration.ofSeconds(15))
                    .untilAsserted(() ->
                            assertThat(copies.documents().countDocuments(ofThisRun()))
                                    .isEqualTo(howMany));
        }

        private void written(int i) {
            counters.add(Counter.begin("copy-" + run + i));
            counters.change("copy-" + run + i, Expected.any(), Counter::countTwice);
        }

        private Document ofThisRun() {
            return new Document(
                    "_id", new Document("$gt", "copy-" + run).append("$lt", "copy-" + run + "~"));
        }

        private List<Document> all() {
            return copies.documents().find().sort(new Document("_id", 1)).into(new ArrayList<>());
        }

        private CopyRebuild rebuilt() {
            String id = rebuilds.begin().id();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> rebuilds.get(id).state() != CopyRebuild.State.RUNNING);
            assertThat(rebuilds.get(id).state()).isEqualTo(CopyRebuild.State.SUCCEEDED);
            return rebuilds.get(id);
        }

        @Test
        void areTheSameWhenTheyAreMadeAgain() {
            counted(20);
            await().untilAsserted(() -> assertThat(rebuilt().repaired()).isZero());
            List<Document> live = all();

            CopyRebuild again = rebuilt();

            assertThat(all()).isEqualTo(live);
            assertThat(again.same()).isEqualTo(live.size());
            assertThat(again.repaired() + again.removed() + again.unexplained()).isZero();
            assertThat(again.records()).isGreaterThanOrEqualTo(60);
        }

        @Test
        void arePutRightWhereTheyWereWrong() {
            counted(20);
            await().untilAsserted(() -> assertThat(rebuilt().repaired()).isZero());
            List<Document> right = all();
            copies.documents().deleteOne(new Document("_id", "copy-" + run + 3));
            copies.documents()
                    .updateOne(
                            new Document("_id", "copy-" + run + 5),
                            new Document("$set", new Document("state.value", 99)));
            copies.documents()
                    .updateOne(
                            new Document("_id", "copy-" + run + 7),
                            new Document("$set", new Document("version", 1_000L)));
            copies.documents()
                    .insertOne(
                            new Document("_id", "copy-" + run + "-of-nothing")
                                    .append("state", new Document("value", 1))
                                    .append("version", 1L));

            CopyRebuild rebuild = rebuilt();

            assertThat(all()).isEqualTo(right);
            assertThat(rebuild.repaired()).isEqualTo(3);
            assertThat(rebuild.removed()).isEqualTo(1);
            counters.change("copy-" + run + 3, Expected.any(), Counter::count);
            await().untilAsserted(() ->
                    assertThat(
                                    copies.documents()
                                            .find(new Document("_id", "copy-" + run + 3))
                                            .first())
                            .isNotNull()
                            .extracting(document -> document.get("version"))
                            .isEqualTo(3L));
        }

        @Test
        void areKeptUpToDateWhileTheyAreMadeAgain() throws InterruptedException {
            counted(5);
            var writer =
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int i = 5; i < 60; i++) {
                                    written(i);
                                }
                            });
            CopyRebuild rebuild = rebuilt();
            writer.join();

            assertThat(rebuild.removed()).isZero();
            await().atMost(Duration.ofSeconds(15))
                    .untilAsserted(() ->
                            assertThat(copies.documents().find(ofThisRun()).into(new ArrayList<>()))
                                    .hasSize(60)
                                    .allSatisfy(document ->
                                            assertThat(document.get("version")).isEqualTo(2L)));
        }
    }

    private double figure(String name, String tag, String value) {
        return meters.get(name).tag("group", GROUP).tag(tag, value).gauge().value();
    }

    @Test
    void setsPoisonAsideAndLetsTheRestFlow() {
        heard.unbearable.add(13);
        String stuck = "stuck-" + UUID.randomUUID();
        String other = "other-" + UUID.randomUUID();
        send(stuck, "{\"value\": 1}");
        send(stuck, "{\"value\": 13}");
        send(stuck, "{\"value\": 3}");
        send(other, "{\"value\": 4}");
        send(other, "no json");
        send(other, "{\"value\": 5}");

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> {
                    assertThat(heard.values(other)).containsExactly(4, 5);
                    assertThat(letters.list("OPEN", null, 100))
                            .filteredOn(letter -> stuck.equals(letter.key()))
                            .singleElement()
                            .satisfies(letter -> assertThat(letter.waiting()).isEqualTo(1));
                });
        assertThat(heard.values(stuck)).containsExactly(1);

        Map<String, String> dead = headers(onTopic("outside.events.v1.dlt", stuck).getFirst());
        assertThat(dead)
                .containsEntry("dlt_reason", "HANDLER_FAILED")
                .containsEntry("dlt_consumer", "sample-service.heard")
                .containsEntry("dlt_topic", "outside.events.v1")
                .containsEntry("ce_type", "outside.measured");
        assertThat(dead.getOrDefault("dlt_detail", "")).contains("Cannot bear 13");
        assertThat(headers(onTopic("outside.events.v1.dlt", other).getFirst()))
                .containsEntry("dlt_reason", "UNDECODABLE");

        heard.unbearable.clear();
        String letter =
                letters.list("OPEN", null, 100).stream()
                        .filter(one -> stuck.equals(one.key()))
                        .findFirst()
                        .orElseThrow()
                        .id();
        assertThat(consumers.replay(letter).state()).isEqualTo("REPLAYED");
        assertThat(heard.values(stuck)).containsExactly(1, 13, 3);
        send(stuck, "{\"value\": 6}");
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(heard.values(stuck)).containsExactly(1, 13, 3, 6));
    }

    @Test
    void setsPoisonAsideThatFillsItsRecord() {
        String full = "full-" + UUID.randomUUID();
        send(full, "x".repeat(1_047_900));

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() ->
                        assertThat(onTopic("outside.events.v1.dlt", full))
                                .singleElement()
                                .satisfies(dead -> {
                                    assertThat(dead.value()).isNull();
                                    assertThat(headers(dead))
                                            .containsEntry("dlt_reason", "UNDECODABLE")
                                            .containsKey("dlt_value");
                                }));
    }

    @Test
    void keepsTopicsAsTheirContractSays() throws Exception {
        try (var admin =
                org.apache.kafka.clients.admin.Admin.create(
                        Map.of("bootstrap.servers", BROKER.getBrokersAsString()))) {
            assertThat(admin.listTopics().names().get())
                    .contains(
                            "sample.events.v1",
                            "sample.events.v1.dlt",
                            "outside.events.v1",
                            "outside.events.v1.dlt");
        }
    }

    private void send(String key, String value) {
        var record =
                new ProducerRecord<byte[], byte[]>(
                        "outside.events.v1",
                        key.getBytes(StandardCharsets.UTF_8),
                        value.getBytes(StandardCharsets.UTF_8));
        Records.attributes("outside.measured")
                .forEach((name, text) ->
                        record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        try {
            producer.send(record).get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> onTopic(String topic, String key) {
        try (var reader =
                new KafkaConsumer<>(
                        Map.<String, Object>of("bootstrap.servers", BROKER.getBrokersAsString()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    reader.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (partitions.stream()
                    .anyMatch(partition ->
                            reader.position(partition) < ends.getOrDefault(partition, 0L))) {
                for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ofMillis(100))) {
                    if (key.equals(EnvelopeReader.key(record))) {
                        found.add(record);
                    }
                }
            }
            return found;
        }
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        var headers = new LinkedHashMap<String, String>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return headers;
    }
}
