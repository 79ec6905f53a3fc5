package org.partnerportal.messaging;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.result.UpdateResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.kernel.Ids;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * Records that could not be handled, with those that wait behind them.
 *
 * <p>One document is one stuck key of one consumer: its first record is the dead letter, the others
 * came later and are kept in order, so that a replay takes them together. The dead record also goes
 * to {@code <topic>.dlt} with the reason and its position, for anyone who watches the topics.
 */
public final class DeadLetters {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
    private static final String COLLECTION = "deadLetters";
    private static final Duration REPLAY = Duration.ofMinutes(1);
    private static final int LONGEST_DETAIL = 500;

    @SuppressWarnings("NullAway") // a record's value may be null, which the client does not say
    private static final byte[] NO_VALUE = null;

    private final MongoTemplate mongo;
    private final Producer<byte[], byte[]> producer;
    private final Clock clock;
    private final MessagingSettings.Consumer settings;
    private final MeterRegistry meters;

    DeadLetters(
            MongoTemplate mongo,
            Producer<byte[], byte[]> producer,
            Clock clock,
            MessagingSettings settings,
            MeterRegistry meters) {
        this.mongo = mongo;
        this.producer = producer;
        this.clock = clock;
        this.settings = settings.consumer();
        this.meters = meters;
        documents()
                .createIndex(
                        Indexes.ascending("blocks"),
                        new IndexOptions().name("blocks").unique(true).sparse(true));
        documents()
                .createIndex(Indexes.ascending("state", "_id"), new IndexOptions().name("state"));
    }

    private MongoCollection<Document> documents() {
        return mongo.getCollection(COLLECTION);
    }

    /** The keys of this consumer behind which records must wait, as {@link #blockOf} names them. */
    Set<String> blockedKeys(String consumer) {
        return documents()
                .find(new Document("consumer", consumer).append("state", "OPEN"))
                .projection(Projections.include("blocks"))
                .into(new ArrayList<>())
                .stream()
                .filter(document -> document.containsKey("blocks"))
                .map(document -> document.getString("blocks"))
                .collect(Collectors.toSet());
    }

    private static Counter parked(MeterRegistry meters, String topic) {
        return Counter.builder("portal.messaging.parked")
                .description("Records that had to wait behind a dead letter")
                .tag("topic", topic)
                .register(meters);
    }

    private static Counter buried(MeterRegistry meters, String topic, DeadLetterReason reason) {
        return Counter.builder("portal.messaging.dead.letters")
                .description("Records that became dead letters")
                .tag("topic", topic)
                .tag("reason", reason.name())
                .register(meters);
    }

    /** Lets all that can be counted of a topic begin at 0. */
    static void counters(MeterRegistry meters, String topic) {
        parked(meters, topic);
        for (DeadLetterReason reason : DeadLetterReason.values()) {
            buried(meters, topic, reason);
        }
    }

    static @Nullable String blockOf(String consumer, ConsumerRecord<byte[], byte[]> record) {
        String key = EnvelopeReader.key(record);
        return key == null ? null : consumer + "|" + record.topic() + "|" + key;
    }

    /**
     * Lets the record wait behind the dead letter of its key.
     *
     * @return false when that key is free again
     */
    boolean park(String block, ConsumerRecord<byte[], byte[]> record) {
        UpdateResult result =
                documents()
                        .updateOne(
                                new Document("blocks", block)
                                        .append(
                                                "records." + settings.maxParked(),
                                                new Document("$exists", false)),
                                new Document(
                                        "$addToSet",
                                        new Document("records", StoredRecord.write(record))));
        if (result.getMatchedCount() == 1) {
            parked(meters, record.topic()).increment();
            return true;
        }
        if (documents().find(new Document("blocks", block)).first() != null) {
            throw new IllegalStateException(
                    "More than "
                            + settings.maxParked()
                            + " records wait behind "
                            + block
                            + "; replay or discard its dead letter");
        }
        return false;
    }

    /** Keeps the record aside for good, in the store and on the dead-letter topic. */
    void bury(
            String consumer,
            ConsumerRecord<byte[], byte[]> record,
            DeadLetterReason reason,
            String cause) {
        String detail = shortened(cause);
        String id =
                Ids.derived(
                        "dlt",
                        consumer,
                        record.topic(),
                        Integer.toString(record.partition()),
                        Long.toString(record.offset()));
        var document =
                new Document("_id", id)
                        .append("consumer", consumer)
                        .append("topic", record.topic())
                        .append("partition", record.partition())
                        .append("offset", record.offset())
                        .append("key", EnvelopeReader.key(record))
                        .append(
                                "type",
                                CloudEventHeaders.read(record.headers(), CloudEventHeaders.TYPE))
                        .append("reason", reason.name())
                        .append("detail", detail)
                        .append("state", "OPEN")
                        .append("attempts", 1)
                        .append("at", Date.from(clock.instant()))
                        .append("records", List.of(StoredRecord.write(record)));
        String block = blockOf(consumer, record);
        if (block != null && reason.blocksItsKey()) {
            document.append("blocks", block);
        }
        if (!keep(document, record)) {
            return;
        }
        publish(consumer, record, reason, detail);
        buried(meters, record.topic(), reason).increment();
        log.error(
                "Dead letter {}: {} could not handle {}-{}@{}: {} {}",
                id,
                consumer,
                record.topic(),
                record.partition(),
                record.offset(),
                reason,
                detail);
    }

    /**
     * Opens the letter, again where it was closed before a rebuild read its record once more. Where
     * another record of the key is stuck already, this one waits behind it.
     *
     * @return false when it only waits
     */
    private boolean keep(Document document, ConsumerRecord<byte[], byte[]> record) {
        String block = document.getString("blocks");
        var id = new Document("_id", document.getString("_id"));
        while (true) {
            try {
                documents()
                        .replaceOne(
                                new Document(id).append("state", new Document("$ne", "OPEN")),
                                document,
                                new ReplaceOptions().upsert(true));
                return true;
            } catch (MongoWriteException e) {
                if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                    throw e;
                }
                // Open already: a crash came between here and the topic.
                if (documents().find(new Document(id).append("state", "OPEN")).first() != null) {
                    return true;
                }
                if (block != null && park(block, record)) {
                    return false;
                }
                // That key was stuck a moment ago and is free now.
            }
        }
    }

    private void publish(
            String consumer,
            ConsumerRecord<byte[], byte[]> record,
            DeadLetterReason reason,
            String detail) {
        var dead =
                new ProducerRecord<>(
                        record.topic() + settings.deadLetterSuffix(),
                        null,
                        record.key(),
                        record.value(),
                        record.headers());
        CloudEventHeaders.put(dead.headers(), "dlt_reason", reason.name());
        CloudEventHeaders.put(dead.headers(), "dlt_detail", detail);
        CloudEventHeaders.put(dead.headers(), "dlt_consumer", consumer);
        CloudEventHeaders.put(dead.headers(), "dlt_topic", record.topic());
        CloudEventHeaders.put(
                dead.headers(), "dlt_partition", Integer.toString(record.partition()));
        CloudEventHeaders.put(dead.headers(), "dlt_offset", Long.toString(record.offset()));
        try {
            send(dead);
        } catch (RecordTooLargeException e) {
            // With the reason it is more than the topic takes; the store has it whole. A record of
            // its own, because the headers of one that was sent are closed.
            var marker =
                    new ProducerRecord<>(dead.topic(), null, dead.key(), NO_VALUE, dead.headers());
            CloudEventHeaders.put(marker.headers(), "dlt_value", "left out, too large");
            send(marker);
        }
    }

    private void send(ProducerRecord<byte[], byte[]> dead) {
        try {
            producer.send(dead).get(15, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException tooLarge) {
                throw tooLarge;
            }
            throw new IllegalStateException("The broker did not take the dead letter", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("The broker did not take the dead letter", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while handing over the dead letter", e);
        }
    }

    /** Dead letters in the given state, by id, from after {@code afterId}. */
    public List<DeadLetter> list(String state, @Nullable String afterId, int limit) {
        var filter = new Document("state", state);
        if (afterId != null) {
            filter.append("_id", new Document("$gt", afterId));
        }
        return documents()
                .find(filter)
                .sort(new Document("_id", 1))
                .limit(limit)
                .into(new ArrayList<>())
                .stream()
                .map(DeadLetters::toLetter)
                .toList();
    }

    public DeadLetter get(String id) {
        return toLetter(load(id));
    }

    /**
     * The first record of an open dead letter; nothing when all are handled and its key is free
     * again.
     */
    @Nullable ConsumerRecord<byte[], byte[]> next(String id) {
        Document document = load(id);
        if (!"OPEN".equals(document.getString("state"))) {
            return null;
        }
        List<Document> records = document.getList("records", Document.class, List.of());
        if (!records.isEmpty()) {
            return StoredRecord.read(records.getFirst());
        }
        boolean closed =
                close(id, document.getBoolean("discarded", false) ? "DISCARDED" : "REPLAYED");
        return closed ? null : next(id);
    }

    /**
     * Takes the letter for one replay. Whoever took it and died holds it up for a minute.
     *
     * @param replay names the replay, so that one that lost the letter cannot release it
     * @return false when another has it
     */
    boolean take(String id, String replay) {
        Instant now = clock.instant();
        return documents()
                        .updateOne(
                                new Document("_id", id)
                                        .append(
                                                "$or",
                                                List.of(
                                                        new Document(
                                                                "replayUntil",
                                                                new Document("$exists", false)),
                                                        new Document(
                                                                "replayUntil",
                                                                new Document(
                                                                        "$lte", Date.from(now))))),
                                new Document(
                                        "$set",
                                        new Document("replayUntil", Date.from(now.plus(REPLAY)))
                                                .append("replayBy", replay)))
                        .getModifiedCount()
                == 1;
    }

    void release(String id, String replay) {
        documents()
                .updateOne(
                        new Document("_id", id).append("replayBy", replay),
                        new Document(
                                "$unset", new Document("replayUntil", "").append("replayBy", "")));
    }

    String consumerOf(String id) {
        return load(id).getString("consumer");
    }

    /**
     * Takes the first record out and holds the letter for the next one.
     *
     * @return false when the replay took so long that another has the letter now
     */
    boolean handled(String id, String replay, ConsumerRecord<byte[], byte[]> record) {
        return documents()
                        .updateOne(
                                new Document("_id", id)
                                        .append("replayBy", replay)
                                        .append("records.0.offset", record.offset()),
                                new Document("$pop", new Document("records", -1))
                                        .append(
                                                "$set",
                                                new Document(
                                                        "replayUntil",
                                                        Date.from(clock.instant().plus(REPLAY)))))
                        .getModifiedCount()
                == 1;
    }

    void failedAgain(String id, DeadLetterReason reason, String detail) {
        documents()
                .updateOne(
                        new Document("_id", id),
                        new Document("$inc", new Document("attempts", 1))
                                .append(
                                        "$set",
                                        new Document("reason", reason.name())
                                                .append("detail", shortened(detail))));
    }

    /**
     * Gives up the dead record itself; those that wait behind it are handled by the replay that
     * follows.
     */
    void discardFirst(String id, String replay) {
        Document document = load(id);
        if (!"OPEN".equals(document.getString("state"))) {
            throw DeadLetterRefusal.NOT_OPEN.because(id);
        }
        documents()
                .updateOne(
                        new Document("_id", id).append("replayBy", replay),
                        new Document("$pop", new Document("records", -1))
                                .append("$set", new Document("discarded", true)));
        log.info("Dead letter {} was discarded", id);
    }

    boolean close(String id, String state) {
        return documents()
                        .updateOne(
                                new Document("_id", id).append("records", new Document("$size", 0)),
                                new Document("$set", new Document("state", state))
                                        .append("$unset", new Document("blocks", "")))
                        .getModifiedCount()
                == 1;
    }

    /** How many of a consumer's are open, and how long the oldest of them has been. */
    record Open(long letters, Duration oldest) {

        static final Open NONE = new Open(0, Duration.ZERO);
    }

    /** By the consumer that could not handle them; a consumer without any is left out. */
    Map<String, Open> open() {
        Instant now = clock.instant();
        return documents()
                .aggregate(
                        List.of(
                                Aggregates.match(new Document("state", "OPEN")),
                                Aggregates.group(
                                        "$consumer",
                                        Accumulators.sum("letters", 1),
                                        Accumulators.min("oldest", "$at"))))
                .into(new ArrayList<>())
                .stream()
                .collect(
                        Collectors.toMap(
                                group -> group.getString("_id"),
                                group ->
                                        new Open(
                                                group.get("letters", Number.class).longValue(),
                                                Duration.between(
                                                        group.getDate("oldest").toInstant(),
                                                        now))));
    }

    private Document load(String id) {
        Document document = documents().find(new Document("_id", id)).first();
        if (document == null) {
            throw CommonRefusal.NOT_FOUND.because(id);
        }
        return document;
    }

    private static DeadLetter toLetter(Document document) {
        return new DeadLetter(
                document.getString("_id"),
                document.getString("consumer"),
                document.getString("topic"),
                document.getInteger("partition"),
                document.getLong("offset"),
                document.getString("key"),
                document.getString("type"),
                document.getString("reason"),
                document.getString("detail"),
                Math.max(0, document.getList("records", Document.class, List.of()).size() - 1),
                document.getString("state"),
                document.getInteger("attempts"),
                document.getDate("at").toInstant());
    }

    static String describe(Throwable failure) {
        return shortened(failure.toString());
    }

    /** It also travels in a header, which a hostile value must not make too large for the topic. */
    private static String shortened(String text) {
        return text.length() > LONGEST_DETAIL ? text.substring(0, LONGEST_DETAIL) + "..." : text;
    }
}
