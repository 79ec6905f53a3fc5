package org.partnerportal.analytics.freshness;

import com.mongodb.client.model.UpdateOptions;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.partnerportal.analytics.AnalyticsSettings;
import org.partnerportal.analytics.facts.Folds;
import org.partnerportal.messaging.DeadLetter;
import org.partnerportal.messaging.DeadLetters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * Up to when the figures contain what was published.
 *
 * <p>A partition that has been read to its end contains everything up to the moment of the look at
 * it; one that has not contains everything up to its last stored record, or up to the last look
 * that found it at its end, whichever is later. The figures are as fresh as the worst partition.
 */
@Component
public class Freshness {

    private static final Logger log = LoggerFactory.getLogger(Freshness.class);
    private static final Document THE_ONE = new Document("_id", "contained");
    private static final int MOST_DEAD_LETTERS = 200;

    private final TopicPositions broker;
    private final Handled handled;
    private final DeadLetters deadLetters;
    private final MongoTemplate mongo;
    private final Clock clock;
    private final long ageNanos;
    private @Nullable Known known;

    private record Known(Look look, long at) {}

    /**
     * @param mark the same as before while nothing that the figures are made of has changed;
     *     nothing when that cannot be told
     */
    public record Look(Answer answer, @Nullable String mark) {}

    /**
     * @param asOf everything that the broker took up to then is in the figures
     * @param lag published records that are not in the figures yet; nothing when the broker does
     *     not answer
     */
    public record Answer(Instant asOf, @Nullable Long lag, List<Topic> topics) {}

    /**
     * @param heldBack records that could not be handled, and those behind them; at most 200 dead
     *     letters are looked at
     */
    public record Topic(String topic, Instant asOf, @Nullable Long lag, long heldBack) {}

    Freshness(
            TopicPositions broker,
            Handled handled,
            DeadLetters deadLetters,
            MongoTemplate mongo,
            Clock clock,
            AnalyticsSettings settings) {
        this.broker = broker;
        this.handled = handled;
        this.deadLetters = deadLetters;
        this.mongo = mongo;
        this.clock = clock;
        this.ageNanos = settings.freshnessAge().toNanos();
    }

    public synchronized Look current() {
        if (known == null || System.nanoTime() - known.at() >= ageNanos) {
            known = new Known(look(), System.nanoTime());
        }
        return known.look();
    }

    private Look look() {
        long records = handled.records();
        Instant now = clock.instant();
        Map<TopicPartition, Instant> contained = new HashMap<>(stored());
        handled.all().forEach((partition, at) -> contained.merge(partition, at, Freshness::later));
        Map<TopicPartition, TopicPositions.Position> positions = null;
        try {
            positions = broker.read();
            positions.forEach((partition, position) -> {
                if (position.lag() == 0) {
                    contained.merge(partition, now, Freshness::later);
                }
            });
            store(contained);
        } catch (TopicPositions.BrokerAway e) {
            log.warn("Freshness is as last known: {}", e.getMessage());
        }
        Answer answer = answer(contained, positions);
        return new Look(answer, positions == null ? null : mark(positions, answer, records));
    }

    /** Changes with what the live consumers have stored, and with every replay of a dead letter. */
    private static String mark(
            Map<TopicPartition, TopicPositions.Position> positions, Answer answer, long records) {
        long stored =
                positions.values().stream().mapToLong(TopicPositions.Position::committed).sum();
        long held = answer.topics().stream().mapToLong(Topic::heldBack).sum();
        return stored + "|" + held + "|" + records;
    }

    private Answer answer(
            Map<TopicPartition, Instant> contained,
            @Nullable Map<TopicPartition, TopicPositions.Position> positions) {
        Set<TopicPartition> partitions =
                new HashSet<>(positions == null ? contained.keySet() : positions.keySet());
        List<DeadLetter> held = deadLetters.list("OPEN", null, MOST_DEAD_LETTERS);
        List<Topic> topics =
                Folds.topics().stream()
                        .map(topic -> {
                            List<TopicPartition> own =
                                    partitions.stream()
                                            .filter(partition -> partition.topic().equals(topic))
                                            .toList();
                            return new Topic(
                                    topic,
                                    own.stream()
                                            .map(partition ->
                                                    contained.getOrDefault(
                                                            partition, Instant.EPOCH))
                                            .min(Comparator.naturalOrder())
                                            .orElse(Instant.EPOCH),
                                    positions == null ? null : lag(positions, own),
                                    held.stream()
                                            .filter(letter -> letter.topic().equals(topic))
                                            .mapToLong(letter -> 1L + letter.waiting())
                                            .sum());
                        })
                        .toList();
        Instant asOf =
                topics.stream()
                        .map(Topic::asOf)
                        .min(Comparator.naturalOrder())
                        .orElse(Instant.EPOCH);
        return new Answer(
                asOf, positions == null ? null : lag(positions, positions.keySet()), topics);
    }

    private static long lag(
            Map<TopicPartition, TopicPositions.Position> positions,
            Iterable<TopicPartition> partitions) {
        long lag = 0;
        for (TopicPartition partition : partitions) {
            TopicPositions.Position position = positions.get(partition);
            lag += position == null ? 0 : position.lag();
        }
        return lag;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Map<TopicPartition, Instant> stored() {
        Document document = mongo.getCollection("freshness").find(THE_ONE).first();
        var contained = new HashMap<TopicPartition, Instant>();
        if (document != null) {
            Document until = document.get("until", new Document());
            until.forEach((name, at) -> {
                int hash = name.lastIndexOf('#');
                contained.put(
                        new TopicPartition(
                                name.substring(0, hash).replace('|', '.'),
                                Integer.parseInt(name.substring(hash + 1))),
                        ((Date) at).toInstant());
            });
        }
        return contained;
    }

    /** Every instance adds what it knows; the later time wins. */
    private void store(Map<TopicPartition, Instant> contained) {
        var latest = new Document();
        contained.forEach((partition, at) ->
                latest.append(
                        "until."
                                + partition.topic().replace('.', '|')
                                + "#"
                                + partition.partition(),
                        Date.from(at)));
        if (!latest.isEmpty()) {
            mongo.getCollection("freshness")
                    .updateOne(
                            THE_ONE,
                            new Document("$max", latest),
                            new UpdateOptions().upsert(true));
        }
    }
}
