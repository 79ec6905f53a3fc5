package org.partnerportal.messaging;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.BulkAggregates;
import org.partnerportal.kernel.CommandContext;
import org.partnerportal.kernel.CommandContext.CommandKey;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Ids;
import org.partnerportal.messaging.audit.AuditEntry;
import org.partnerportal.messaging.audit.AuditTrail;
import org.springframework.dao.DuplicateKeyException;

/**
 * Aggregates in one MongoDB collection, one document each:
 *
 * <pre>
 * {_id, version, updatedAt, state: {...}, outbox: {events, last, leaseUntil, bytes},
 *  audit: {entries, last, since}, createdBy: {key, ...}, keys: [{key, ...}, ...]}
 * </pre>
 *
 * A save is one update of one document: it sets the state, counts the version, appends the events
 * and the audit entry and remembers the command. None can exist without the others, on a standalone
 * server, a replica set and a sharded cluster alike. The whole document is never replaced, so a
 * save cannot write back events that were published meanwhile.
 *
 * @param <I> the id
 * @param <A> the aggregate
 * @param <E> its events
 * @param <S> the stored shape of its state: a flat record
 */
public abstract class MongoAggregates<I, A, E, S> implements BulkAggregates<I, A, E> {

    /** Enough for any honest race; more means that something hammers one document. */
    private static final int MAX_RACES = 20;

    /** So many new documents go in one message. */
    private static final int BULK = 1_000;

    private final AggregateStores stores;
    private final String collectionName;
    private final Class<S> stateType;

    protected MongoAggregates(AggregateStores stores, String collectionName, Class<S> stateType) {
        this.stores = stores;
        this.collectionName = collectionName;
        this.stateType = stateType;
        stores.relay().watch(collectionName);
        stores.audit().watch(collectionName);
    }

    /** The text under which the aggregate is stored and published. */
    protected abstract String text(I id);

    protected abstract I idOf(A aggregate);

    protected abstract S toState(A aggregate);

    protected abstract A toAggregate(String id, long version, S state);

    /**
     * What others may read of this event; {@code next} is the state after it, {@code version}
     * included.
     */
    protected abstract WireEvent toWire(A next, E event);

    /**
     * The reason code that the command gave, for the audit trail: a word of a closed list and never
     * what somebody has typed.
     *
     * @param next the state after the event
     */
    protected @Nullable String reasonOf(A next, E event) {
        return null;
    }

    protected final MongoCollection<Document> collection() {
        return stores.mongo().getCollection(collectionName);
    }

    @Override
    public Optional<A> find(I id) {
        return Optional.ofNullable(load(text(id))).map(this::read);
    }

    /** Turns a document of the collection, from a query of the subclass, into its aggregate. */
    protected final A read(Document document) {
        S state =
                stores.mongo()
                        .getConverter()
                        .read(
                                stateType,
                                Objects.requireNonNull(
                                        document.get("state", Document.class), "state"));
        return toAggregate(
                Objects.requireNonNull(document.getString("_id")), version(document), state);
    }

    @Override
    public A add(Decided<A, E> decided) {
        CommandContext context = CommandContext.current();
        Instant now = stores.clock().instant();
        New<A> fresh = fresh(decided, context, now);
        String id = fresh.id();
        try {
            collection().insertOne(fresh.document());
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            Document existing = load(id);
            if (existing != null && alreadyDone(existing, context)) {
                return read(existing);
            }
            throw new DuplicateKeyException(
                    "There is a " + collectionName + " document with the same key: " + id, e);
        }
        if (!fresh.events().isEmpty()) {
            stores.relay().publish(collectionName, id, fresh.events(), now.plus(lease()));
        }
        if (fresh.entry() != null) {
            stores.audit().takeOver(collectionName, id, fresh.entry());
        }
        return fresh.aggregate();
    }

    @Override
    public List<A> addAll(List<Addition<A, E>> additions) {
        var added = new ArrayList<A>();
        for (int from = 0; from < additions.size(); from += BULK) {
            List<Addition<A, E>> some =
                    additions.subList(from, Math.min(from + BULK, additions.size()));
            List<A> stored = addSome(some);
            added.addAll(stored);
            if (stored.size() < some.size()) {
                break;
            }
        }
        return added;
    }

    private List<A> addSome(List<Addition<A, E>> additions) {
        Instant now = stores.clock().instant();
        List<New<A>> fresh =
                additions.stream()
                        .map(addition -> fresh(addition.decided(), addition.context(), now))
                        .toList();
        List<New<A>> stored = fresh.subList(0, insert(fresh));
        var events = new LinkedHashMap<String, List<PendingEvent>>();
        stored.stream()
                .filter(each -> !each.events().isEmpty())
                .forEach(each -> events.put(each.id(), each.events()));
        if (!events.isEmpty()) {
            stores.relay().publish(collectionName, events, now.plus(lease()));
        }
        for (New<A> each : stored) {
            if (each.entry() != null) {
                stores.audit().takeOver(collectionName, each.id(), each.entry());
            }
        }
        return stored.stream().map(New::aggregate).toList();
    }

    /**
     * @return how many were stored before one was refused as a duplicate
     */
    private int insert(List<New<A>> fresh) {
        try {
            collection()
                    .insertMany(
                            fresh.stream().map(New::document).toList(),
                            new InsertManyOptions().ordered(true));
            return fresh.size();
        } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null
                    || e.getWriteErrors().isEmpty()
                    || e.getWriteErrors().getFirst().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return e.getWriteErrors().getFirst().getIndex();
        }
    }

    /** What a new aggregate is about to be stored as. */
    private record New<A>(
            String id,
            A aggregate,
            Document document,
            List<PendingEvent> events,
            @Nullable AuditEntry entry) {}

    private New<A> fresh(Decided<A, E> decided, CommandContext context, Instant now) {
        String id = text(idOf(decided.next()));
        Document state = state(decided.next());
        A added = toAggregate(id, 1, readState(state));
        List<PendingEvent> events = pending(added, decided.events(), 1, context);
        var document =
                new Document("_id", id)
                        .append("version", 1L)
                        .append("updatedAt", Date.from(now))
                        .append("state", state);
        // Apart from the keys of later changes, so that no number of them can push it out.
        context.commandKey()
                .ifPresent(key -> document.append("createdBy", remembered(key, 1, now)));
        if (!events.isEmpty()) {
            document.append("outbox", OutboxRelay.newOutbox(events, now.plus(lease())));
        }
        AuditEntry entry = entry(context, now, id, null, state, 1, decided, events);
        if (entry != null) {
            document.append(AuditTrail.FIELD, AuditTrail.waiting(entry));
        }
        return new New<>(id, added, document, events, entry);
    }

    @Override
    public A change(I id, Expected expected, Function<A, Decided<A, E>> decision) {
        CommandContext context = CommandContext.current();
        String key = text(id);
        long before = -1;
        for (int race = 0; race < MAX_RACES; race++) {
            Document document = load(key);
            if (document == null) {
                throw CommonRefusal.NOT_FOUND.because(key);
            }
            A current = read(document);
            if (alreadyDone(document, context)) {
                return current;
            }
            expected.check(version(document));
            if (version(document) == before) {
                throw CommonRefusal.TOO_MANY_PENDING_EVENTS.because(key);
            }
            before = version(document);
            Decided<A, E> decided = decision.apply(current);
            if (decided.events().isEmpty() && decided.next().equals(current)) {
                return current;
            }
            A saved = save(document, decided, context);
            if (saved != null) {
                return saved;
            }
        }
        throw CommonRefusal.BUSY.because(key);
    }

    private @Nullable A save(Document current, Decided<A, E> decided, CommandContext context) {
        String id = Objects.requireNonNull(current.getString("_id"));
        long version = version(current);
        Document state = state(decided.next());
        A saved = toAggregate(id, version + 1, readState(state));
        List<PendingEvent> events = pending(saved, decided.events(), version + 1, context);
        Instant now = stores.clock().instant();
        Instant lease = now.plus(lease());

        var filter = new Document("_id", id).append("version", version);
        var set = new Document("state", state).append("updatedAt", Date.from(now));
        var inc = new Document("version", 1L);
        var push = new Document();
        var min = new Document();
        var update = new Document("$set", set).append("$inc", inc);
        context.commandKey()
                .ifPresent(key ->
                        push.append(
                                "keys",
                                new Document("$each", List.of(remembered(key, version + 1, now)))
                                        .append(
                                                "$slice",
                                                -stores.settings().outbox().rememberedCommands())));
        if (!events.isEmpty()) {
            MessagingSettings.Outbox limits = stores.settings().outbox();
            filter.append(
                            "outbox.events." + (limits.maxPendingEvents() - 1),
                            new Document("$exists", false))
                    .append(
                            "outbox.bytes",
                            new Document("$not", new Document("$gte", limits.maxPendingBytes())));
            push.append(
                    "outbox.events",
                    new Document("$each", events.stream().map(PendingEvent::toDocument).toList()));
            set.append("outbox.last", events.getLast().id());
            inc.append("outbox.bytes", OutboxRelay.bytes(events));
            // Sets the lease where there is none and never moves a running one: a busy aggregate
            // must not starve its sweep.
            min.append("outbox.leaseUntil", Date.from(lease));
        }
        AuditEntry entry =
                entry(
                        context,
                        now,
                        id,
                        current.get("state", Document.class),
                        state,
                        version + 1,
                        decided,
                        events);
        if (entry != null) {
            stores.audit().append(entry, filter, set, push, min);
        }
        if (!push.isEmpty()) {
            update.append("$push", push);
        }
        if (!min.isEmpty()) {
            update.append("$min", min);
        }
        Document after =
                collection()
                        .findOneAndUpdate(
                                filter,
                                update,
                                new FindOneAndUpdateOptions()
                                        .returnDocument(ReturnDocument.AFTER)
                                        .projection(Projections.include("outbox.events.id")));
        if (after == null) {
            return null;
        }
        // Whoever finds its own event first in line holds the lease; else an earlier writer or the
        // sweep will come to it.
        if (!events.isEmpty() && events.getFirst().id().equals(OutboxRelay.firstEventId(after))) {
            stores.relay().publish(collectionName, id, events, lease);
        }
        if (entry != null) {
            stores.audit().takeOver(collectionName, id, entry);
        }
        return saved;
    }

    private @Nullable AuditEntry entry(
            CommandContext context,
            Instant now,
            String id,
            @Nullable Document before,
            Document after,
            long version,
            Decided<A, E> decided,
            List<PendingEvent> events) {
        if (!stores.audit().isEnabled()) {
            return null;
        }
        return AuditTrail.changed(
                context,
                now,
                collectionName,
                id,
                before,
                after,
                version,
                events.stream().map(PendingEvent::type).toList(),
                events.stream()
                        .map(PendingEvent::partnerId)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                decided.events().stream()
                        .map(event -> reasonOf(decided.next(), event))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null));
    }

    private Duration lease() {
        return stores.settings().outbox().lease();
    }

    private @Nullable Document load(String id) {
        return collection().find(new Document("_id", id)).first();
    }

    private static long version(Document document) {
        return ((Number) Objects.requireNonNull(document.get("version"))).longValue();
    }

    private Document state(A aggregate) {
        var state = new Document();
        stores.mongo().getConverter().write(toState(aggregate), state);
        return state;
    }

    private S readState(Document state) {
        return stores.mongo().getConverter().read(stateType, state);
    }

    private List<PendingEvent> pending(
            A next, List<E> events, long version, CommandContext context) {
        var pending = new ArrayList<PendingEvent>();
        for (E event : events) {
            WireEvent wire = toWire(next, event);
            String data = stores.json().writeValueAsString(wire.data());
            int limit = stores.settings().outbox().maxPendingBytes();
            if (data.getBytes(StandardCharsets.UTF_8).length > limit) {
                // No broker would take it, and all later events of the aggregate would wait for it.
                throw new IllegalStateException(
                        "Event " + wire.type() + " is larger than " + limit + " bytes");
            }
            pending.add(
                    new PendingEvent(
                            Ids.next("evt", stores.clock().instant()),
                            wire.type(),
                            wire.schemaVersion(),
                            // As the store keeps it: published at once or by the sweep, it is the
                            // same event.
                            wire.time().truncatedTo(ChronoUnit.MILLIS),
                            wire.partnerId(),
                            context.actor(),
                            context.correlationId(),
                            context.causationId(),
                            version,
                            data,
                            stores.traces().current()));
        }
        return pending;
    }

    private static Document remembered(CommandKey key, long version, Instant now) {
        return new Document("key", key.key())
                .append("digest", key.digest())
                .append("version", version)
                .append("at", Date.from(now));
    }

    /**
     * Whether this very command was carried out on this document before; the same key with another
     * body is refused.
     */
    private static boolean alreadyDone(Document document, CommandContext context) {
        CommandKey key = context.command();
        if (key == null) {
            return false;
        }
        var commands = new ArrayList<Document>();
        Document creation = document.get("createdBy", Document.class);
        if (creation != null) {
            commands.add(creation);
        }
        commands.addAll(document.getList("keys", Document.class, List.of()));
        for (Document done : commands) {
            if (key.key().equals(done.getString("key"))) {
                if (!key.digest().equals(done.getString("digest"))) {
                    throw CommonRefusal.IDEMPOTENCY_KEY_REUSED.because();
                }
                return true;
            }
        }
        return false;
    }
}
