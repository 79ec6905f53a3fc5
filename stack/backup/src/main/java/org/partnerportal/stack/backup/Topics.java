package org.partnerportal.stack.backup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.partnerportal.stack.backup.Manifest.PartitionFile;
import org.partnerportal.stack.backup.Manifest.Position;
import tools.jackson.databind.json.JsonMapper;

/** The topics with their records, and how far the groups of readers have come in them. */
final class Topics implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    /** Facts and dead letters; what the broker keeps for itself is made anew. */
    private static final String OURS = ".+\\.events\\.v\\d+(\\.dlt)?";

    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final String bootstrapServers;
    private final Admin admin;

    Topics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.admin =
                Admin.create(
                        Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    /** One record as a line of the file; binary parts in base64. */
    record Line(long timestamp, @Nullable String key, List<Name> headers, @Nullable String value) {

        /** A header. */
        record Name(String name, @Nullable String value) {}

        static Line of(ConsumerRecord<byte[], byte[]> record) {
            var headers = new ArrayList<Name>();
            for (Header header : record.headers()) {
                headers.add(new Name(header.key(), text(header.value())));
            }
            return new Line(record.timestamp(), text(record.key()), headers, text(record.value()));
        }

        ProducerRecord<byte[], byte[]> in(String topic, int partition) {
            var record =
                    new ProducerRecord<byte[], byte[]>(
                            topic, partition, timestamp, bytes(key), bytes(value));
            headers.forEach(header ->
                    record.headers().add(new RecordHeader(header.name(), bytes(header.value()))));
            return record;
        }

        private static @Nullable String text(byte @Nullable [] bytes) {
            return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
        }

        private static byte @Nullable [] bytes(@Nullable String text) {
            return text == null ? null : Base64.getDecoder().decode(text);
        }
    }

    /**
     * Where the topics are at a moment.
     *
     * @param first oldest record of each partition
     * @param end behind the newest
     * @param groups next record of each group
     */
    record Marks(
            Map<TopicPartition, Long> first,
            Map<TopicPartition, Long> end,
            Map<String, Map<TopicPartition, Long>> groups) {}

    /** The readers first: whoever reads on meanwhile only reads something twice. */
    Marks marks() {
        Map<String, Map<TopicPartition, Long>> groups = positions();
        var partitions = partitions();
        return new Marks(
                offsets(partitions, OffsetSpec.earliest()),
                offsets(partitions, OffsetSpec.latest()),
                groups);
    }

    private Set<TopicPartition> partitions() {
        Set<String> names =
                done(admin.listTopics().names()).stream()
                        .filter(name -> name.matches(OURS))
                        .collect(Collectors.toSet());
        return done(admin.describeTopics(names).allTopicNames()).values().stream()
                .flatMap(topic ->
                        topic.partitions().stream()
                                .map(it -> new TopicPartition(topic.name(), it.partition())))
                .collect(Collectors.toSet());
    }

    private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec which) {
        var asked = partitions.stream().collect(Collectors.toMap(it -> it, _ -> which));
        var offsets = new HashMap<TopicPartition, Long>();
        done(admin.listOffsets(asked).all())
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    private Map<String, Map<TopicPartition, Long>> positions() {
        List<String> names =
                done(admin.listGroups().all()).stream().map(GroupListing::groupId).toList();
        if (names.isEmpty()) {
            return Map.of();
        }
        var asked =
                names.stream()
                        .collect(
                                Collectors.toMap(
                                        it -> it, _ -> new ListConsumerGroupOffsetsSpec()));
        var positions = new TreeMap<String, Map<TopicPartition, Long>>();
        done(admin.listConsumerGroupOffsets(asked).all())
                .forEach((group, offsets) -> {
                    var ours = new HashMap<TopicPartition, Long>();
                    offsets.forEach((partition, offset) -> {
                        if (offset != null && partition.topic().matches(OURS)) {
                            ours.put(partition, offset.offset());
                        }
                    });
                    if (!ours.isEmpty()) {
                        positions.put(group, ours);
                    }
                });
        return positions;
    }

    List<PartitionFile> save(Folder folder, Marks marks, Map<String, List<Position>> groups)
            throws IOException {
        var files = new ArrayList<PartitionFile>();
        try (var consumer =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "none"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            var ordered = new ArrayList<>(marks.end().keySet());
            ordered.sort((a, b) -> a.toString().compareTo(b.toString()));
            for (TopicPartition partition : ordered) {
                var readers = new LinkedHashMap<String, Long>();
                marks.groups()
                        .forEach((group, positions) -> {
                            Long next = positions.get(partition);
                            if (next != null) {
                                readers.put(group, next);
                            }
                        });
                var read = new HashMap<String, Long>();
                String name = "topics/" + partition + ".jsonl.gz";
                Folder.Written written =
                        folder.write(
                                name, out -> copy(consumer, partition, marks, readers, read, out));
                files.add(
                        new PartitionFile(
                                partition.topic(),
                                partition.partition(),
                                written.entries(),
                                name,
                                written.sha256()));
                readers.keySet()
                        .forEach(group ->
                                groups.computeIfAbsent(group, _ -> new ArrayList<>())
                                        .add(
                                                new Position(
                                                        partition.topic(),
                                                        partition.partition(),
                                                        read.getOrDefault(group, 0L))));
            }
        }
        return files;
    }

    /**
     * @param readers the next record that each group wants
     * @param read how many of the copied records each group has had
     */
    private static long copy(
            KafkaConsumer<byte[], byte[]> consumer,
            TopicPartition partition,
            Marks marks,
            Map<String, Long> readers,
            Map<String, Long> read,
            OutputStream out)
            throws IOException {
        long end = marks.end().getOrDefault(partition, 0L);
        consumer.assign(List.of(partition));
        consumer.seek(partition, marks.first().getOrDefault(partition, 0L));
        long count = 0;
        long heard = System.nanoTime();
        while (consumer.position(partition) < end) {
            for (var record : consumer.poll(Duration.ofSeconds(1))) {
                heard = System.nanoTime();
                if (record.offset() >= end) {
                    return count;
                }
                out.write(JSON.writeValueAsBytes(Line.of(record)));
                out.write('\n');
                count++;
                readers.forEach((group, next) -> {
                    if (record.offset() < next) {
                        read.merge(group, 1L, Long::sum);
                    }
                });
            }
            if (System.nanoTime() - heard > SILENCE.toNanos()) {
                throw new BackupFailure(
                        "The broker has handed out nothing of " + partition + " for a minute");
            }
        }
        return count;
    }

    /** The same partitions must be there, without a record: order belongs to a partition. */
    void refuseOthers(List<PartitionFile> files) {
        Set<TopicPartition> there = partitions();
        Set<TopicPartition> wanted =
                files.stream().map(Topics::partition).collect(Collectors.toSet());
        if (!there.containsAll(wanted)) {
            wanted.removeAll(there);
            throw new BackupFailure("The broker lacks " + wanted + ": make the topics first");
        }
        offsets(wanted, OffsetSpec.latest())
                .forEach((partition, end) -> {
                    if (end > 0) {
                        throw new BackupFailure(
                                partition
                                        + " has had records: a backup comes back into an empty"
                                        + " suite only");
                    }
                });
    }

    void load(Folder folder, List<PartitionFile> files) throws IOException {
        var failure = new AtomicReference<@Nullable Exception>();
        try (var producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ProducerConfig.ACKS_CONFIG,
                                "all",
                                ProducerConfig.LINGER_MS_CONFIG,
                                5),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (PartitionFile file : files) {
                long count = 0;
                try (var in =
                        new BufferedReader(
                                new InputStreamReader(
                                        folder.read(file.file()), StandardCharsets.UTF_8))) {
                    for (String line = in.readLine(); line != null; line = in.readLine()) {
                        var record =
                                JSON.readValue(line, Line.class).in(file.topic(), file.partition());
                        var _ =
                                producer.send(
                                        record,
                                        (_, problem) -> failure.compareAndSet(null, problem));
                        count++;
                    }
                }
                if (count != file.records()) {
                    throw new BackupFailure(
                            file.file() + " has " + count + " records, expected " + file.records());
                }
            }
            producer.flush();
        }
        Exception problem = failure.get();
        if (problem != null) {
            throw new BackupFailure("The broker did not take a record: " + problem, problem);
        }
    }

    /** Puts every group behind what it had read; nobody may be reading yet. */
    void place(Map<String, List<Position>> groups) {
        groups.forEach((group, positions) -> {
            var offsets =
                    positions.stream()
                            .collect(
                                    Collectors.toMap(
                                            it -> new TopicPartition(it.topic(), it.partition()),
                                            it -> new OffsetAndMetadata(it.records())));
            done(admin.alterConsumerGroupOffsets(group, offsets).all());
        });
    }

    private static TopicPartition partition(PartitionFile file) {
        return new TopicPartition(file.topic(), file.partition());
    }

    private static <T> T done(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new BackupFailure("The broker says: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackupFailure("Interrupted", e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
