package org.partnerportal.messaging.audit;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.CommandContext;
import org.partnerportal.kernel.Ids;
import org.partnerportal.messaging.audit.AuditEntry.AuditedCaller;
import org.partnerportal.messaging.audit.AuditEntry.AuditedChange;
import org.partnerportal.messaging.audit.AuditEntry.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * What was changed and refused in this service.
 *
 * <p>A change and its entry are one write: the entry lies in the changed document, beside its
 * events, until it is taken over into the chain. The writer's instance does that in the background,
 * many at once; a sweep finds what a crash has left. Taking over twice is the same as once.
 */
public final class AuditTrail {

    /** The field of a document in which entries wait. */
    public static final String FIELD = "audit";

    private static final Logger log = LoggerFactory.getLogger(AuditTrail.class);
    private static final int QUEUE = 20_000;
    private static final int UNWRITTEN = 20_000;
    private static final String JOB = "job";
    private static final String EVENT = "event";

    private final MongoTemplate mongo;
    private final Clock clock;
    private final AuditSettings settings;
    private final AuditChain chain;
    private final Refusals refusals;
    private final Set<String> watched = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Deque<AuditEntry> unwritten = new ArrayDeque<>();

    /** An entry in its document. */
    private record Waiting(String collection, String documentId, Document entry) {

        String id() {
            return entry.getString("id");
        }
    }

    public AuditTrail(MongoTemplate mongo, Clock clock, AuditSettings settings) {
        this.mongo = mongo;
        this.clock = clock;
        this.settings = settings;
        this.chain = new AuditChain(mongo);
        this.refusals = new Refusals(settings);
        if (settings.enabled()) {
            chain.createIndexes();
        }
    }

    public boolean isEnabled() {
        return settings.enabled();
    }

    /** How many entries may wait in one document. */
    public int maxPending() {
        return settings.maxPending();
    }

    /** Looks after the entries in this collection's documents from now on. */
    public void watch(String collection) {
        if (settings.enabled() && watched.add(collection)) {
            mongo.getCollection(collection)
                    .createIndex(
                            Indexes.ascending(FIELD + ".since"),
                            new IndexOptions().name(FIELD).sparse(true));
        }
    }

    /**
     * The entry of a change, to be stored in the same write.
     *
     * @param before the stored state; none for a new document
     * @param version after the change
     * @param partnerId the organisation that the events name, if any
     */
    public static AuditEntry changed(
            CommandContext context,
            Instant at,
            String collection,
            String id,
            @Nullable Document before,
            Document after,
            long version,
            List<String> events,
            @Nullable String partnerId,
            @Nullable String reason) {
        return new AuditEntry(
                Ids.derived("aud", collection, id, Long.toString(version)),
                at,
                Outcome.CHANGED,
                AuditedCaller.of(context, partnerId),
                action(context),
                List.of(id),
                new AuditedChange(
                        collection,
                        before == null ? null : version - 1,
                        version,
                        before == null ? null : CanonicalForm.digest(before),
                        CanonicalForm.digest(after),
                        events),
                null,
                null,
                reason,
                context.correlationId(),
                context.causationId());
    }

    private static String action(CommandContext context) {
        CommandContext.Origin origin = context.origin();
        if (origin != null) {
            return origin.action().get();
        }
        return context.causationId() == null ? JOB : EVENT;
    }

    static AuditEntry purged(ChainHead through, Instant now) {
        return new AuditEntry(
                Ids.derived("aud", "purge", Long.toString(through.sequence()), through.hash()),
                now,
                Outcome.PURGED,
                AuditedCaller.of(CommandContext.SYSTEM, null),
                JOB,
                List.of(),
                null,
                null,
                new AuditEntry.AuditedPurge(through.sequence(), through.hash()),
                null,
                CommandContext.SYSTEM.correlationId(),
                null);
    }

    /** The field of a new document. */
    public static Document waiting(AuditEntry entry) {
        return new Document("entries", List.of(entry.toDocument()))
                .append("last", entry.id())
                .append("since", Date.from(entry.at()));
    }

    /** Adds the entry to an update, and to its filter that there is room for it. */
    public void append(
            AuditEntry entry, Document filter, Document set, Document push, Document min) {
        filter.append(
                FIELD + ".entries." + (settings.maxPending() - 1), new Document("$exists", false));
        push.append(FIELD + ".entries", new Document("$each", List.of(entry.toDocument())));
        set.append(FIELD + ".last", entry.id());
        min.append(FIELD + ".since", Date.from(entry.at()));
    }

    /** Takes the entry over in the background; it is stored in its document already. */
    public void takeOver(String collection, String documentId, AuditEntry entry) {
        // Where the queue is full, the sweep will come to it.
        var _ = queue.offer(new Waiting(collection, documentId, entry.toDocument()));
    }

    /**
     * Records work that is ordered and is not the change of one document; to be called before the
     * work begins.
     *
     * @param about ids of the things concerned
     */
    public void ordered(String... about) {
        if (settings.enabled()) {
            CommandContext context = CommandContext.current();
            Instant now = clock.instant();
            chain.append(
                    List.of(
                            new AuditEntry(
                                    Ids.next("aud", now),
                                    now,
                                    Outcome.ORDERED,
                                    AuditedCaller.of(context, null),
                                    action(context),
                                    List.of(about),
                                    null,
                                    null,
                                    null,
                                    null,
                                    context.correlationId(),
                                    context.causationId())));
        }
    }

    /** Counts a refusal; it is written when its window is over or the service stops. */
    public void refused(CommandContext context, String code, int status, List<String> about) {
        if (settings.enabled()) {
            refusals.add(
                    clock.instant(),
                    AuditedCaller.of(context, null),
                    action(context),
                    code,
                    status,
                    about,
                    context.correlationId());
        }
    }

    /** Writes refusals whose window is over; what the store does not take now is tried again. */
    void writeRefusals() {
        write(refusals.over(clock.instant()));
    }

    /** Takes over what waits in this instance, refusals included. */
    public void flush() {
        write(refusals.all());
        takeOverAll();
    }

    private synchronized void write(List<AuditEntry> entries) {
        unwritten.addAll(entries);
        while (unwritten.size() > UNWRITTEN) {
            unwritten.removeFirst();
        }
        while (!unwritten.isEmpty()) {
            List<AuditEntry> batch = unwritten.stream().limit(settings.batch()).toList();
            chain.append(batch);
            batch.forEach(_ -> unwritten.removeFirst());
        }
    }

    /** Takes over what this instance has written. */
    void takeOverAll() {
        var batch = new ArrayList<Waiting>();
        while (queue.drainTo(batch, settings.batch()) > 0) {
            takeOver(batch);
            batch.clear();
        }
    }

    /**
     * Takes over what lies in documents and was forgotten by its writer.
     *
     * @return how many entries were new to the chain
     */
    public int sweep() {
        return sweepUpTo(clock.instant().minus(settings.sweep()));
    }

    /** The same, for entries that were written at this instant or before. */
    public int sweepUpTo(Instant olderThan) {
        int found = 0;
        for (String collection : watched) {
            List<Waiting> batch;
            do {
                batch = waiting(collection, olderThan);
                found += takeOver(batch);
            } while (batch.size() >= settings.batch());
        }
        if (found > 0) {
            log.info("The sweep took {} audit entries over into the chain", found);
        }
        return found;
    }

    private List<Waiting> waiting(String collection, Instant olderThan) {
        var batch = new ArrayList<Waiting>();
        mongo.getCollection(collection)
                .find(new Document(FIELD + ".since", new Document("$lte", Date.from(olderThan))))
                .sort(new Document(FIELD + ".since", 1))
                .limit(settings.batch())
                .projection(new Document(FIELD, 1))
                .forEach(document -> {
                    Document field =
                            Objects.requireNonNull(document.get(FIELD, Document.class), FIELD);
                    for (Document entry : field.getList("entries", Document.class, List.of())) {
                        batch.add(
                                new Waiting(
                                        collection,
                                        Objects.requireNonNull(document.getString("_id")),
                                        entry));
                    }
                });
        return batch;
    }

    private int takeOver(List<Waiting> batch) {
        if (batch.isEmpty()) {
            return 0;
        }
        int added = chain.appendDocuments(batch.stream().map(Waiting::entry).toList());
        takeOut(batch);
        return added;
    }

    /** Out of the documents only what is in the chain; later entries stay where they are. */
    private void takeOut(List<Waiting> batch) {
        for (String collection : batch.stream().map(Waiting::collection).distinct().toList()) {
            var writes = new ArrayList<WriteModel<Document>>();
            for (Waiting waiting : batch) {
                if (waiting.collection().equals(collection)) {
                    var id = new Document("_id", waiting.documentId());
                    writes.add(
                            new UpdateOneModel<>(
                                    new Document(id).append(FIELD + ".last", waiting.id()),
                                    new Document("$unset", new Document(FIELD, ""))));
                    writes.add(
                            new UpdateOneModel<>(
                                    new Document(id).append(FIELD + ".entries.id", waiting.id()),
                                    new Document(
                                            "$pull",
                                            new Document(
                                                    FIELD + ".entries",
                                                    new Document("id", waiting.id())))));
                }
            }
            mongo.getCollection(collection).bulkWrite(writes);
        }
    }

    /** Where the chain ends now. */
    public ChainHead head() {
        return chain.head();
    }

    /**
     * Looks whether the chain is what it was when it was written.
     *
     * @param known an entry that is known from elsewhere or was proven before, from which to go on;
     *     none starts with the first that is kept
     */
    public AuditVerification verify(@Nullable ChainHead known) {
        return chain.verify(known, settings.verifyAtOnce());
    }

    /** Deletes what is older than the retention. */
    long purge() {
        return purge(clock.instant().minus(settings.retention()));
    }

    /** Deletes what is older than the instant; the chain says up to where, and stays verifiable. */
    public long purge(Instant before) {
        return chain.purge(before, clock.instant());
    }

    /**
     * Entries, newest first.
     *
     * @param before only those with a smaller sequence
     */
    public List<ChainedEntry> find(AuditQuery query, @Nullable Long before, int limit) {
        return chain.entries()
                .find(query.toMongo(before))
                .sort(new Document("_id", -1))
                .limit(limit)
                .map(ChainedEntry::from)
                .into(new ArrayList<>());
    }
}
