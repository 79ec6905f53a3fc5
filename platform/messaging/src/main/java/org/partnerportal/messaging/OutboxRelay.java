package org.partnerportal.messaging;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * Publishes the events that lie in the documents, in the order of each aggregate, then takes them
 * out.
 *
 * <p>Right after a write its own writer publishes; a sweep finds what a crash or a broker outage
 * left behind. Whoever publishes holds a lease on the document. A lease that runs out may publish
 * an event twice and never loses one: it is taken out of the document only after the broker has
 * acknowledged it.
 */
public final class OutboxRelay implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int SWEEP_BATCH = 500;

    private final MongoTemplate mongo;
    private final EventPublisher publisher;
    private final Clock clock;
    private final MessagingSettings.Outbox settings;
    private final Set<String> watched = ConcurrentHashMap.newKeySet();
    private final ExecutorService publishers;

    OutboxRelay(
            MongoTemplate mongo,
            EventPublisher publisher,
            Clock clock,
            MessagingSettings settings) {
        this(mongo, publisher, clock, settings, pool(settings.outbox().publishers()));
    }

    /**
     * @param publishers where events are published beside their writers; closed with the relay
     */
    OutboxRelay(
            MongoTemplate mongo,
            EventPublisher publisher,
            Clock clock,
            MessagingSettings settings,
            ExecutorService publishers) {
        this.mongo = mongo;
        this.publisher = publisher;
        this.clock = clock;
        this.settings = settings.outbox();
        this.publishers = publishers;
    }

    /**
     * A full queue makes the writer publish itself: a slow broker slows its producers down instead
     * of filling memory.
     */
    private static ExecutorService pool(int threads) {
        var pool =
                new ThreadPoolExecutor(
                        threads,
                        threads,
                        30,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(2_000),
                        Thread.ofPlatform().name("outbox-", 0).daemon().factory(),
                        new ThreadPoolExecutor.CallerRunsPolicy());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Looks after the outboxes of this collection from now on. */
    void watch(String collection) {
        if (watched.add(collection)) {
            mongo.getCollection(collection)
                    .createIndex(
                            Indexes.ascending("outbox.leaseUntil"),
                            new IndexOptions().name("outbox").sparse(true));
        }
    }

    /**
     * Publishes in the background what its writer has just stored or the sweep has found. Work that
     * was queued for longer than its lease is dropped: a later sweep does it, and while the broker
     * is away the queue does not fill with the same documents again and again.
     */
    void publish(String collection, String id, List<PendingEvent> events, Instant leaseUntil) {
        if (settings.enabled()) {
            enqueue(collection, id, events, leaseUntil);
        }
    }

    /** The same for documents that were stored together: they also go together. */
    void publish(
            String collection, Map<String, List<PendingEvent>> eventsById, Instant leaseUntil) {
        if (settings.enabled()) {
            publishers.execute(() -> {
                if (clock.instant().isBefore(leaseUntil)) {
                    publishNow(collection, eventsById);
                }
            });
        }
    }

    private void enqueue(
            String collection, String id, List<PendingEvent> events, Instant leaseUntil) {
        publishers.execute(() -> {
            if (clock.instant().isBefore(leaseUntil)) {
                publishNow(collection, id, events);
            }
        });
    }

    /**
     * Finds and publishes events that no one is publishing.
     *
     * @return how many documents were taken on
     */
    public int sweep() {
        int found = 0;
        for (String collection : watched) {
            for (int i = 0; i < SWEEP_BATCH; i++) {
                Document document = leaseOne(collection);
                if (document == null) {
                    break;
                }
                found++;
                String id = document.getString("_id");
                enqueue(collection, id, events(document), leaseUntil(document));
            }
        }
        return found;
    }

    /** How many documents hold events that are not yet published, for metrics. */
    public long pendingDocuments() {
        return watched.stream()
                .mapToLong(collection ->
                        mongo.getCollection(collection)
                                .countDocuments(
                                        new Document(
                                                "outbox.leaseUntil",
                                                new Document("$gt", Date.from(Instant.EPOCH)))))
                .sum();
    }

    /** Those that it looks after. */
    Set<String> collections() {
        return Set.copyOf(watched);
    }

    private @Nullable Document leaseOne(String collection) {
        Instant now = clock.instant();
        return mongo.getCollection(collection)
                .findOneAndUpdate(
                        new Document("outbox.leaseUntil", new Document("$lte", Date.from(now))),
                        new Document(
                                "$set",
                                new Document(
                                        "outbox.leaseUntil",
                                        Date.from(now.plus(settings.lease())))),
                        new FindOneAndUpdateOptions()
                                .sort(new Document("outbox.leaseUntil", 1))
                                .returnDocument(ReturnDocument.AFTER));
    }

    private void publishNow(String collection, String id, List<PendingEvent> events) {
        MongoCollection<Document> documents = mongo.getCollection(collection);
        try {
            List<PendingEvent> left = events;
            while (!left.isEmpty()) {
                for (PendingEvent event : left) {
                    publisher.publish(id, event);
                }
                left = takeOut(documents, id, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn("Events of {} {} stay in the outbox: {}", collection, id, e.toString());
            rest(documents, id);
        }
    }

    private void publishNow(String collection, Map<String, List<PendingEvent>> eventsById) {
        MongoCollection<Document> documents = mongo.getCollection(collection);
        try {
            // Of one aggregate never two at once: the second must not arrive where the first fails.
            int most = eventsById.values().stream().mapToInt(List::size).max().orElse(0);
            for (int wave = 0; wave < most; wave++) {
                publisher.publishAll(wave(eventsById, wave));
            }
            takeOut(collection, documents, eventsById);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn(
                    "Events of {} documents of {} stay in the outbox: {}",
                    eventsById.size(),
                    collection,
                    e.toString());
            eventsById.keySet().forEach(id -> rest(documents, id));
        }
    }

    private static List<EventPublisher.Keyed> wave(
            Map<String, List<PendingEvent>> eventsById, int wave) {
        return eventsById.entrySet().stream()
                .filter(entry -> entry.getValue().size() > wave)
                .map(entry -> new EventPublisher.Keyed(entry.getKey(), entry.getValue().get(wave)))
                .toList();
    }

    /** Documents to which nothing was appended meanwhile are emptied in one write. */
    private void takeOut(
            String collection,
            MongoCollection<Document> documents,
            Map<String, List<PendingEvent>> eventsById) {
        List<String> last =
                eventsById.values().stream().map(events -> events.getLast().id()).toList();
        long emptied =
                documents
                        .updateMany(
                                new Document(
                                                "_id",
                                                new Document(
                                                        "$in", List.copyOf(eventsById.keySet())))
                                        .append("outbox.last", new Document("$in", last)),
                                new Document("$unset", new Document("outbox", "")))
                        .getModifiedCount();
        if (emptied < eventsById.size()) {
            eventsById.forEach((id, events) -> {
                List<PendingEvent> left = takeOut(documents, id, events);
                if (!left.isEmpty()) {
                    publishNow(collection, id, left);
                }
            });
        }
    }

    /**
     * Removes what was published; answers what was appended meanwhile, under a lease that runs on.
     */
    private List<PendingEvent> takeOut(
            MongoCollection<Document> documents, String id, List<PendingEvent> published) {
        long emptied =
                documents
                        .updateOne(
                                new Document("_id", id)
                                        .append("outbox.last", published.getLast().id()),
                                new Document("$unset", new Document("outbox", "")))
                        .getModifiedCount();
        if (emptied == 1) {
            return List.of();
        }
        List<String> ids = published.stream().map(PendingEvent::id).toList();
        Document after =
                documents.findOneAndUpdate(
                        new Document("_id", id)
                                .append("outbox.events.id", new Document("$in", ids)),
                        new Document(
                                        "$pull",
                                        new Document(
                                                "outbox.events",
                                                new Document("id", new Document("$in", ids))))
                                .append("$inc", new Document("outbox.bytes", -bytes(published)))
                                .append(
                                        "$set",
                                        new Document(
                                                "outbox.leaseUntil",
                                                Date.from(clock.instant().plus(settings.lease())))),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
        return after == null ? List.of() : events(after);
    }

    private void rest(MongoCollection<Document> documents, String id) {
        try {
            documents.updateOne(
                    new Document("_id", id)
                            .append("outbox.leaseUntil", new Document("$exists", true)),
                    new Document(
                            "$set",
                            new Document(
                                    "outbox.leaseUntil",
                                    Date.from(clock.instant().plus(settings.retryAfter())))));
        } catch (RuntimeException e) {
            log.warn(
                    "The store is away too; the lease of {} runs out by itself: {}",
                    id,
                    e.toString());
        }
    }

    static Document newOutbox(List<PendingEvent> events, Instant leaseUntil) {
        return new Document("events", events.stream().map(PendingEvent::toDocument).toList())
                .append("last", events.getLast().id())
                .append("bytes", bytes(events))
                .append("leaseUntil", Date.from(leaseUntil));
    }

    static int bytes(List<PendingEvent> events) {
        return events.stream()
                .mapToInt(event -> event.data().getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    static @Nullable String firstEventId(Document document) {
        Document outbox = document.get("outbox", Document.class);
        List<Document> events =
                outbox == null ? List.of() : outbox.getList("events", Document.class, List.of());
        return events.isEmpty() ? null : events.getFirst().getString("id");
    }

    private static Instant leaseUntil(Document document) {
        return Objects.requireNonNull(document.get("outbox", Document.class), "outbox")
                .getDate("leaseUntil")
                .toInstant();
    }

    private static List<PendingEvent> events(Document document) {
        Document outbox = document.get("outbox", Document.class);
        return outbox == null
                ? List.of()
                : outbox.getList("events", Document.class, List.of()).stream()
                        .map(PendingEvent::from)
                        .toList();
    }

    @Override
    public void close() {
        publishers.shutdown();
        try {
            if (!publishers.awaitTermination(settings.lease().toMillis(), TimeUnit.MILLISECONDS)) {
                publishers.shutdownNow();
            }
        } catch (InterruptedException e) {
            publishers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
