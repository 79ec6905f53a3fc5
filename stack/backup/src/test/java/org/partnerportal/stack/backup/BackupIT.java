package org.partnerportal.stack.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.partnerportal.testkit.TestServers;

/** Takes a backup, empties everything and brings it back. */
class BackupIT {

    private static final String TOPIC = "backup-test.events.v1";
    private static final TopicPartition FIRST = new TopicPartition(TOPIC, 0);
    private static final TopicPartition SECOND = new TopicPartition(TOPIC, 1);
    private static final String GROUP = "backup-test.reader";
    private static final Instant SAID = Instant.parse("2026-03-01T10:15:30Z");

    private final MongoClient store = MongoClients.create(TestServers.mongoUri());
    private final Topics topics = new Topics(TestServers.bootstrapServers());
    private final Admin admin =
            Admin.create(
                    Map.of(
                            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                            TestServers.bootstrapServers()));
    private final MongoCollection<Document> deals =
            store.getDatabase("backup-test").getCollection("deals");

    @TempDir private Path folder = Path.of("");

    @BeforeEach
    void makeTopic() throws InterruptedException, ExecutionException {
        store.getDatabase("backup-test").drop();
        admin.createTopics(List.of(new NewTopic(TOPIC, 2, (short) 1))).all().get();
    }

    @AfterEach
    void removeTopic() throws InterruptedException, ExecutionException {
        admin.deleteTopics(List.of(TOPIC)).all().get();
        store.getDatabase("backup-test").drop();
        topics.close();
        admin.close();
        store.close();
    }

    @Test
    void bringsBackDocumentsIndexesRecordsAndPositions()
            throws IOException, InterruptedException, ExecutionException {
        var deal =
                new Document("_id", "deal_1")
                        .append("version", 3L)
                        .append("at", Date.from(SAID))
                        .append("amount", new Decimal128(new BigDecimal("10.50")))
                        .append("lines", List.of(new Document("code", "A"), new Document()));
        deals.insertOne(deal);
        deals.insertOne(new Document("_id", "deal_2").append("key", "k"));
        deals.createIndex(
                Indexes.ascending("key"),
                new IndexOptions().name("once").unique(true).sparse(true));
        send(FIRST, "deal_1", "created");
        send(FIRST, "deal_1", "won");
        send(SECOND, "deal_2", "created");
        topics.place(
                Map.of(
                        GROUP,
                        List.of(
                                new Manifest.Position(TOPIC, 0, 1),
                                new Manifest.Position(TOPIC, 1, 0))));

        Manifest taken = backup(folder.resolve("b"));
        assertThat(taken.topics()).filteredOn(it -> it.topic().equals(TOPIC)).hasSize(2);

        deals.drop();
        empty();
        restore(folder.resolve("b"));

        assertThat(deals.find().sort(new Document("_id", 1)))
                .containsExactly(deal, new Document("_id", "deal_2").append("key", "k"));
        assertThat(deals.listIndexes())
                .extracting(it -> it.getString("name"))
                .containsExactlyInAnyOrder("_id_", "once");
        assertThat(deals.listIndexes())
                .filteredOn(it -> "once".equals(it.getString("name")))
                .allSatisfy(it -> {
                    assertThat(it.getBoolean("unique")).isTrue();
                    assertThat(it.getBoolean("sparse")).isTrue();
                });
        assertThat(read(FIRST, 0))
                .extracting(ConsumerRecord::key, ConsumerRecord::value, ConsumerRecord::timestamp)
                .containsExactly(
                        tuple("deal_1", "created", SAID.toEpochMilli()),
                        tuple("deal_1", "won", SAID.toEpochMilli()));
        assertThat(read(SECOND, 0))
                .allSatisfy(it ->
                        assertThat(it.headers().lastHeader("ce_type").value())
                                .asString(UTF_8)
                                .isEqualTo("deal.created"));
        assertThat(next()).containsEntry(FIRST, 1L).containsEntry(SECOND, 0L);
    }

    @Test
    void countsFromTheOldestRecordThatIsLeft()
            throws IOException, InterruptedException, ExecutionException {
        send(FIRST, "deal_1", "created");
        send(FIRST, "deal_1", "won");
        send(FIRST, "deal_1", "closed");
        admin.deleteRecords(Map.of(FIRST, RecordsToDelete.beforeOffset(1))).all().get();
        topics.place(Map.of(GROUP, List.of(new Manifest.Position(TOPIC, 0, 2))));

        backup(folder.resolve("b"));
        empty();
        restore(folder.resolve("b"));

        assertThat(read(FIRST, 0))
                .extracting(ConsumerRecord::value)
                .containsExactly("won", "closed");
        assertThat(next()).containsEntry(FIRST, 1L);
    }

    @Test
    void letsTheServicesWriteAgain() throws IOException {
        backup(folder.resolve("b"));
        deals.insertOne(new Document("_id", "afterwards"));
        assertThat(deals.countDocuments()).isEqualTo(1);
    }

    @Test
    void letsTheServicesWriteAgainWhenItFails() throws IOException {
        Path taken = folder.resolve("b");
        Files.createDirectories(taken.resolve("databases"));
        assertThatExceptionOfType(BackupFailure.class).isThrownBy(() -> backup(taken));
        deals.insertOne(new Document("_id", "afterwards"));
        assertThat(deals.countDocuments()).isEqualTo(1);
    }

    @Test
    void doesNotMixWithWhatIsThere() throws IOException {
        deals.insertOne(new Document("_id", "deal_1"));
        backup(folder.resolve("b"));
        assertThatExceptionOfType(BackupFailure.class)
                .isThrownBy(() -> restore(folder.resolve("b")))
                .withMessageContaining("deals")
                .withMessageContaining("not empty");
    }

    @Test
    void doesNotMixWithRecordsThatAreThere() throws IOException {
        send(SECOND, "deal_2", "created");
        backup(folder.resolve("b"));
        assertThatExceptionOfType(BackupFailure.class)
                .isThrownBy(() -> restore(folder.resolve("b")))
                .withMessageContaining(TOPIC + "-1");
    }

    @Test
    void findsADamagedFileBeforeItWritesAnything() throws IOException {
        deals.insertOne(new Document("_id", "deal_1"));
        backup(folder.resolve("b"));
        deals.drop();
        Files.write(
                folder.resolve("b/databases/backup-test/deals.bson.gz"),
                new byte[] {1},
                StandardOpenOption.APPEND);
        assertThatExceptionOfType(BackupFailure.class)
                .isThrownBy(() -> restore(folder.resolve("b")))
                .withMessageContaining("damaged");
        assertThat(deals.countDocuments()).isZero();
    }

    @Test
    void isNoneWithoutItsManifest() throws IOException {
        backup(folder.resolve("b"));
        Files.delete(folder.resolve("b/manifest.json"));
        assertThatExceptionOfType(BackupFailure.class)
                .isThrownBy(() -> restore(folder.resolve("b")))
                .withMessageContaining("no backup");
    }

    private Manifest backup(Path to) throws IOException {
        return new Backup(store, topics, Clock.systemUTC()).take(to);
    }

    private void restore(Path from) throws IOException {
        new Restore(store, topics).bring(from);
    }

    /** The topic as it is on the day on which a suite is made. */
    private void empty() throws InterruptedException, ExecutionException {
        admin.deleteConsumerGroups(List.of(GROUP)).all().get();
        admin.deleteTopics(List.of(TOPIC)).all().get();
        // The broker takes the name back a moment later.
        for (int attempt = 0; ; attempt++) {
            try {
                admin.createTopics(List.of(new NewTopic(TOPIC, 2, (short) 1))).all().get();
                return;
            } catch (ExecutionException e) {
                if (attempt == 100) {
                    throw e;
                }
            }
        }
    }

    private static void send(TopicPartition to, String key, String value) {
        try (var producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                TestServers.bootstrapServers()),
                        new StringSerializer(),
                        new StringSerializer())) {
            var record =
                    new ProducerRecord<>(
                            to.topic(), to.partition(), SAID.toEpochMilli(), key, value);
            record.headers().add("ce_type", "deal.created".getBytes(UTF_8));
            var _ = producer.send(record);
        }
    }

    private static List<ConsumerRecord<String, String>> read(TopicPartition from, long offset) {
        try (var consumer =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                TestServers.bootstrapServers()),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            consumer.assign(List.of(from));
            consumer.seek(from, offset);
            long end = consumer.endOffsets(List.of(from)).getOrDefault(from, 0L);
            var records = new ArrayList<ConsumerRecord<String, String>>();
            while (consumer.position(from) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
            }
            return records;
        }
    }

    private Map<TopicPartition, Long> next() {
        return topics.marks().groups().getOrDefault(GROUP, Map.of());
    }
}
