package org.partnerportal.analytics.rebuild;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.partnerportal.analytics.AnalyticsSettings;
import org.partnerportal.analytics.facts.Change;
import org.partnerportal.analytics.facts.Folds;
import org.partnerportal.analytics.figures.Figures;
import org.partnerportal.analytics.freshness.TopicPositions;
import org.partnerportal.analytics.projections.Generations;
import org.partnerportal.analytics.projections.Projections;
import org.partnerportal.messaging.EnvelopeReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker's go at a rebuild, on one thread: reads everything into the new generation, compares,
 * changes over, and reads on until no instance can have written to the old one unseen.
 *
 * <p>It may die at any point. Writing is idempotent, its place in the topics is stored after the
 * facts are, and the change-over is one write; the next worker goes on from what is stored.
 */
final class RebuildRun {

    private static final Logger log = LoggerFactory.getLogger(RebuildRun.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration SAVE_EVERY = Duration.ofSeconds(1);

    /** An instance's knowledge of the live generation is older than this many ages never. */
    private static final int AGES_TO_BE_SURE = 3;

    private final Rebuild rebuild;
    private final String owner;
    private final Parts parts;
    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Rebuild.Reading> readings = new HashMap<>();
    private long records;
    private long skipped;
    private long savedAt = System.nanoTime();

    /** What every run works with. */
    record Parts(
            Rebuilds rebuilds,
            EnvelopeReader events,
            Folds folds,
            Projections projections,
            Generations generations,
            Figures figures,
            TopicPositions positions,
            AnalyticsSettings settings) {}

    RebuildRun(Rebuild rebuild, String owner, Parts parts, Consumer<byte[], byte[]> consumer) {
        this.rebuild = rebuild;
        this.owner = owner;
        this.parts = parts;
        this.consumer = consumer;
        this.records = rebuild.records();
        this.skipped = rebuild.skipped();
    }

    void run() {
        if (rebuild.attempts() > parts.settings().rebuild().attempts()) {
            log.error("Rebuild {} was taken up too often and is given up", rebuild.id());
            parts.rebuilds().failed(rebuild.id(), owner, Rebuild.Failure.TAKEN_UP_TOO_OFTEN);
            return;
        }
        if (rebuild.readings().isEmpty()) {
            // What earlier rebuilds left: kept until now for questions that were being answered.
            parts.projections().dropAllBut(Set.of(rebuild.previous(), rebuild.generation()));
        }
        parts.projections().prepare(rebuild.generation());
        begin();
        boolean switched = parts.generations().read() == rebuild.generation();
        if (!switched) {
            readUntilCaughtUp();
            Comparison comparison = compareWhenItStandsStill();
            if (comparison.missing() > 0) {
                log.error(
                        "Rebuild {} lacks {} documents that the topics no longer have; the previous"
                                + " generation stays",
                        rebuild.id(),
                        comparison.missing());
                parts.rebuilds().failed(rebuild.id(), owner, Rebuild.Failure.EVENTS_MISSING);
                return;
            }
            save();
            parts.generations().swap(rebuild.previous(), rebuild.generation());
        }
        parts.rebuilds().switched(rebuild.id(), owner);
        readWhatCameInAtTheChangeOver();
        save();
        parts.rebuilds().succeeded(rebuild.id(), owner);
        log.info("Rebuild {} is done: generation {} answers", rebuild.id(), rebuild.generation());
    }

    private void begin() {
        List<TopicPartition> partitions =
                Folds.topics().stream()
                        .flatMap(topic ->
                                consumer.partitionsFor(topic).stream()
                                        .map(info -> new TopicPartition(topic, info.partition())))
                        .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Rebuild.Reading> before =
                rebuild.readings().stream()
                        .collect(
                                Collectors.toMap(
                                        reading ->
                                                new TopicPartition(
                                                        reading.topic(), reading.partition()),
                                        reading -> reading));
        for (TopicPartition partition : partitions) {
            long first = begins.getOrDefault(partition, 0L);
            Rebuild.Reading reading = before.get(partition);
            if (reading == null) {
                reading =
                        new Rebuild.Reading(
                                partition.topic(),
                                partition.partition(),
                                first,
                                first,
                                ends.getOrDefault(partition, 0L));
            }
            readings.put(partition, reading);
            consumer.seek(partition, Math.max(first, reading.next()));
        }
        save();
    }

    /** To the ends of the beginning, and at least as far as the live side is. */
    private void readUntilCaughtUp() {
        while (readings.values().stream().anyMatch(reading -> reading.next() < reading.target())) {
            step();
        }
        Map<TopicPartition, TopicPositions.Position> live = positions();
        while (isBehind(live, false)) {
            step();
        }
    }

    /**
     * Compares until both sides are the same, or differ in a way that waiting cannot explain, or
     * events came in all the time that we are willing to wait.
     */
    private Comparison compareWhenItStandsStill() {
        long limit = System.nanoTime() + parts.settings().rebuild().settleWithin().toNanos();
        while (true) {
            var before = parts.figures().totals(rebuild.previous());
            var after = parts.figures().totals(rebuild.generation());
            Comparison comparison = compare();
            parts.rebuilds().compared(rebuild.id(), owner, before, after, comparison);
            boolean figuresTell = comparison.isSame() == before.equals(after);
            if (System.nanoTime() > limit
                    || (figuresTell && (comparison.isSame() || !comparison.isOvertaken()))) {
                return comparison;
            }
            step();
            readUntilCaughtUp();
        }
    }

    private Comparison compare() {
        Comparison all = Comparison.NOTHING;
        var missing = new EnumMap<Projections.Kind, Map<String, Long>>(Projections.Kind.class);
        for (Projections.Kind kind : Projections.Kind.values()) {
            var ofKind = new HashMap<String, Long>();
            missing.put(kind, ofKind);
            all =
                    all.plus(
                            Comparison.of(
                                    parts.projections().collection(kind, rebuild.previous()).find(),
                                    parts.projections()
                                            .collection(kind, rebuild.generation())
                                            .find(),
                                    ofKind::put));
        }
        return all.missing() == 0 ? all : all.lacking(missingForGood(missing));
    }

    /**
     * What the old side has was published before now: once everything up to now is read, it is here
     * or gone from the topics.
     */
    private long missingForGood(Map<Projections.Kind, Map<String, Long>> missing) {
        Map<TopicPartition, TopicPositions.Position> ends = positions();
        while (isBehind(ends, true)) {
            step();
        }
        long gone = 0;
        for (var ofKind : missing.entrySet()) {
            var collection = parts.projections().collection(ofKind.getKey(), rebuild.generation());
            for (var document : ofKind.getValue().entrySet()) {
                Document found = collection.find(new Document("_id", document.getKey())).first();
                if (found == null || Comparison.version(found) < document.getValue()) {
                    gone++;
                }
            }
        }
        return gone;
    }

    /**
     * An instance that has not noticed the change-over yet writes to the old generation. All that
     * it can write so was published before it must have noticed, so reading to the ends of that
     * moment misses nothing.
     */
    private void readWhatCameInAtTheChangeOver() {
        long sure =
                System.nanoTime()
                        + parts.settings().generationAge().multipliedBy(AGES_TO_BE_SURE).toNanos();
        while (System.nanoTime() < sure) {
            step();
        }
        Map<TopicPartition, TopicPositions.Position> ends = positions();
        while (isBehind(ends, true)) {
            step();
        }
    }

    private Map<TopicPartition, TopicPositions.Position> positions() {
        return parts.positions().read();
    }

    private boolean isBehind(
            Map<TopicPartition, TopicPositions.Position> others, boolean behindTheEnd) {
        return readings.entrySet().stream()
                .anyMatch(entry -> {
                    TopicPositions.Position other = others.get(entry.getKey());
                    return other != null
                            && entry.getValue().next()
                                    < (behindTheEnd ? other.end() : other.committed());
                });
    }

    private void step() {
        if (Thread.currentThread().isInterrupted()) {
            throw new Stopped();
        }
        var changes = new ArrayList<Change>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            records++;
            changes.addAll(changes(record));
        }
        if (!changes.isEmpty()) {
            parts.projections().keep(rebuild.generation(), changes);
        }
        readings.replaceAll((partition, reading) ->
                new Rebuild.Reading(
                        reading.topic(),
                        reading.partition(),
                        reading.begin(),
                        consumer.position(partition),
                        reading.target()));
        if (System.nanoTime() - savedAt >= SAVE_EVERY.toNanos()) {
            save();
        }
    }

    /** What one record says; nothing where the live side would have set the record aside. */
    private List<Change> changes(ConsumerRecord<byte[], byte[]> record) {
        try {
            return parts.events().read(record).map(parts.folds()::changes).orElse(List.of());
        } catch (RuntimeException e) {
            // Reading and folding ask nobody, so it is this record's fault and will stay so.
            log.info(
                    "Rebuild {} leaves out {}-{}@{}: {}",
                    rebuild.id(),
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getClass().getSimpleName());
            skipped++;
            return List.of();
        }
    }

    private void save() {
        parts.rebuilds()
                .progress(
                        rebuild.id(),
                        owner,
                        readings.values().stream()
                                .sorted(
                                        Comparator.comparing(Rebuild.Reading::topic)
                                                .thenComparingInt(Rebuild.Reading::partition))
                                .toList(),
                        records,
                        skipped);
        savedAt = System.nanoTime();
    }

    /** The service is being stopped. */
    static final class Stopped extends RuntimeException {
        Stopped() {
            super("Stopped", null, false, false);
        }
    }
}
