package org.partnerportal.stack.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.partnerportal.stack.client.Answer;
import org.partnerportal.stack.client.Call;
import org.partnerportal.stack.client.OutsideEvent;
import org.partnerportal.stack.client.Users;
import tools.jackson.databind.JsonNode;

/** Records that come again, late, in another order, or that nobody can handle. */
final class Deliveries {

    private static final List<String> TOPICS =
            List.of(
                    "partner.events.v1",
                    "deal.events.v1",
                    "commission.events.v1",
                    OutsideEvent.CRM,
                    OutsideEvent.ERP);
    private static final int MOST = 400;
    private static final String COMMISSION = "commission-service";
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private Deliveries() {}

    static List<Fault> faults() {
        return List.of(
                new Fault(
                        "duplicate-late-reordered",
                        "what was published comes once more, late and in a random order",
                        false,
                        Deliveries::again),
                new Fault(
                        "poison-records",
                        "no JSON, no event, an unknown type, a broken contract, a foreign producer's record:"
                                + " a dead letter with its reason each, the rest flows",
                        false,
                        Deliveries::poison),
                new Fault(
                        "failing-consumer",
                        "commission-service cannot handle what it reads: dead letters; after the fix their"
                                + " replay brings all figures",
                        false,
                        Deliveries::failAndReplay));
    }

    private static void again(Ground ground) throws InterruptedException {
        List<ProducerRecord<String, byte[]>> copies = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : ofThisRun(ground)) {
            copies.add(
                    new ProducerRecord<>(
                            record.topic(), null, record.key(), record.value(), record.headers()));
        }
        Collections.shuffle(copies, new Random(ground.random().nextLong()));
        List<ProducerRecord<String, byte[]>> chosen =
                copies.subList(0, Math.min(MOST, copies.size()));
        ground.world().broker().send(chosen, () -> {});
        ground.check(
                "there-was-something-to-repeat",
                !chosen.isEmpty(),
                chosen.size() + " records sent again in a random order");
        Thread.sleep(2_000);
    }

    private static List<ConsumerRecord<String, byte[]>> ofThisRun(Ground ground) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        Set<String> marks = new HashSet<>(ground.world().cast().partners());
        marks.add(ground.world().cast().run());
        try (var consumer =
                new KafkaConsumer<>(
                        Map.of(
                                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                                ground.world().settings().kafka(),
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    TOPICS.stream()
                            .flatMap(topic -> consumer.partitionsFor(topic).stream())
                            .map(it -> new TopicPartition(it.topic(), it.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> {
                            if (marks.contains(header(record, "ce_partnerid"))
                                    || marks.contains(header(record, "ce_correlationid"))) {
                                records.add(record);
                            }
                        });
            }
        }
        return records;
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static void poison(Ground ground) throws InterruptedException {
        String key = "poison-" + ground.world().cast().run();
        Map<String, ProducerRecord<String, byte[]>> poison =
                Map.of(
                        "UNDECODABLE",
                        changed(
                                event(OutsideEvent.ERP, "erp.invoice.paid", key + "-json"),
                                "{no json"),
                        "NOT_AN_EVENT",
                        new ProducerRecord<>(OutsideEvent.ERP, key + "-plain", bytes("{}")),
                        "UNKNOWN_TYPE",
                        event(OutsideEvent.ERP, "erp.invoice.painted", key + "-type"),
                        "BREAKS_CONTRACT",
                        event(OutsideEvent.ERP, "erp.invoice.issued", key + "-schema"));
        var foreign = event(OutsideEvent.ERP, "deal.won", key + "-foreign");
        var all = new ArrayList<>(poison.values());
        all.add(foreign);
        ground.world().broker().send(all, () -> {});
        boolean found = ground.await(LIMIT, () -> letters(ground, key).size() == all.size());
        List<JsonNode> letters = letters(ground, key);
        ground.check(
                "each-is-a-dead-letter",
                found,
                letters.size() + " dead letters for " + all.size() + " records");
        poison.forEach((reason, record) ->
                ground.check(
                        "reason-" + reason,
                        reasonOf(letters, record.key()).equals(reason),
                        record.key() + ": " + reasonOf(letters, record.key())));
        ground.check(
                "reason-of-the-foreign-producer",
                reasonOf(letters, foreign.key()).equals("UNKNOWN_TYPE"),
                foreign.key() + ": " + reasonOf(letters, foreign.key()));
        ground.load().awaitAcknowledged(10, LIMIT);
        letters.forEach(letter -> decide(ground, letter, "discard"));
        ground.check(
                "they-can-be-given-up",
                letters(ground, key).isEmpty(),
                letters(ground, key).size() + " are still open");
    }

    private static ProducerRecord<String, byte[]> event(String topic, String type, String key) {
        return OutsideEvent.of(
                topic, "/faults/stranger", type, key, Instant.EPOCH, Map.of("what", "ever"));
    }

    private static ProducerRecord<String, byte[]> changed(
            ProducerRecord<String, byte[]> event, String value) {
        return new ProducerRecord<>(
                event.topic(), null, event.key(), bytes(value), event.headers());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<JsonNode> letters(Ground ground, String key) {
        return ground.world().portal().all("/dead-letters/commission", Users.CHANNEL_ADMIN).stream()
                .filter(it -> it.path("key").asString("").contains(key))
                .toList();
    }

    private static String reasonOf(List<JsonNode> letters, String key) {
        return letters.stream()
                .filter(it -> key.equals(it.path("key").asString("")))
                .map(it -> it.path("reason").asString())
                .findFirst()
                .orElse("none");
    }

    private static Answer decide(Ground ground, JsonNode letter, String what) {
        Call call =
                Call.post(
                        "/dead-letters/commission/"
                                + Call.encoded(letter.path("id").asString())
                                + "/"
                                + what,
                        Users.CHANNEL_ADMIN);
        return ground.world().portal().send(call);
    }

    private static void failAndReplay(Ground ground) throws IOException, InterruptedException {
        Agent agent = ground.world().agent();
        String run = ground.world().cast().run();
        ground.restart(COMMISSION, agent.environment(Agent.Point.HANDLER_FAILS));
        agent.arm(Agent.Point.HANDLER_FAILS);
        boolean met = ground.await(LIMIT, () -> letters(ground, run).size() >= 2);
        ground.check(
                "what-cannot-be-handled-is-a-dead-letter",
                met,
                letters(ground, run).size() + " dead letters");
        ground.check(
                "with-its-reason",
                letters(ground, run).stream()
                        .allMatch(it -> "HANDLER_FAILED".equals(it.path("reason").asString())),
                "HANDLER_FAILED");
        agent.disarm(Agent.Point.HANDLER_FAILS);
        ground.note("commission-service is mended; " + letters(ground, run).size() + " letters");
        boolean replayed =
                ground.await(
                        LIMIT,
                        () -> {
                            letters(ground, run).forEach(it -> decide(ground, it, "replay"));
                            return letters(ground, run).isEmpty();
                        });
        ground.check(
                "their-replay-works-after-the-fix",
                replayed,
                letters(ground, run).size() + " are still open");
        ground.restart(COMMISSION, Map.of());
    }
}
