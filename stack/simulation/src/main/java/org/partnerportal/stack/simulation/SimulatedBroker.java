package org.partnerportal.stack.simulation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;

/**
 * Topics as lists: what was appended stays, in order, and every group has its committed offsets.
 */
final class SimulatedBroker {

    static final int PARTITIONS = 2;

    private final SimulatedClock clock;
    private final Map<String, List<List<ConsumerRecord<byte[], byte[]>>>> topics = new TreeMap<>();
    private final Map<String, Map<TopicPartition, Long>> committed = new HashMap<>();
    private final List<ProducerRecord<byte[], byte[]>> late = new ArrayList<>();
    private boolean away;
    private long changes;

    SimulatedBroker(SimulatedClock clock) {
        this.clock = clock;
    }

    void append(ProducerRecord<byte[], byte[]> record) {
        int partition =
                Math.floorMod(
                        new String(record.key(), StandardCharsets.UTF_8).hashCode(), PARTITIONS);
        List<ConsumerRecord<byte[], byte[]>> log = log(record.topic()).get(partition);
        changes++;
        log.add(
                new ConsumerRecord<>(
                        record.topic(),
                        partition,
                        log.size(),
                        clock.millis(),
                        TimestampType.CREATE_TIME,
                        record.key().length,
                        record.value() == null ? -1 : record.value().length,
                        record.key(),
                        record.value(),
                        record.headers(),
                        Optional.empty()));
    }

    /** It is on its way; its sender has given up on it. */
    void delay(ProducerRecord<byte[], byte[]> record) {
        late.add(record);
    }

    void deliverLate() {
        late.forEach(this::append);
        late.clear();
    }

    void away(boolean now) {
        away = now;
    }

    /** Grows with every record. */
    long changes() {
        return changes;
    }

    boolean isAway() {
        return away;
    }

    private List<List<ConsumerRecord<byte[], byte[]>>> log(String topic) {
        return topics.computeIfAbsent(
                topic,
                _ -> {
                    var partitions = new ArrayList<List<ConsumerRecord<byte[], byte[]>>>();
                    for (int i = 0; i < PARTITIONS; i++) {
                        partitions.add(new ArrayList<>());
                    }
                    return partitions;
                });
    }

    long end(TopicPartition partition) {
        return log(partition.topic()).get(partition.partition()).size();
    }

    ConsumerRecord<byte[], byte[]> read(TopicPartition partition, long offset) {
        return log(partition.topic()).get(partition.partition()).get((int) offset);
    }

    long committed(String group, TopicPartition partition) {
        return committed.getOrDefault(group, Map.of()).getOrDefault(partition, 0L);
    }

    /** As a client of the broker may: also to what was committed before. */
    void commit(String group, TopicPartition partition, long offset) {
        committed.computeIfAbsent(group, _ -> new HashMap<>()).put(partition, offset);
    }

    /** All records of a topic, partition by partition. */
    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        return log(topic).stream().flatMap(List::stream).toList();
    }
}
