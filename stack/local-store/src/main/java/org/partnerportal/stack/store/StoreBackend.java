package org.partnerportal.stack.store;

import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One command at a time writes, is journalled before it is answered, and every answer is a copy
 * made under the lock: what was acknowledged survives, and no reader sees half an update.
 */
final class StoreBackend extends AbstractMongoBackend {

    private static final Set<String> WRITES =
            Set.of(
                    "insert",
                    "update",
                    "delete",
                    "findandmodify",
                    "create",
                    "createindexes",
                    "drop",
                    "dropindexes",
                    "dropdatabase",
                    "renamecollection");

    private static final int ILLEGAL_OPERATION = 20;
    private static final int NOT_WRITABLE = 10107;

    /** The journal is rewritten when it has grown by this much over what a fresh one would be. */
    private static final long GROWTH = 256L << 20;

    private final Map<String, IndexedDatabase> opened = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Document>> indexes = new TreeMap<>();
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);

    /** Stands in for a client where the store itself gives the command. */
    private final Channel own = new EmbeddedChannel();

    /** Used under the lock of writes alone. */
    private final SharedStrings strings = new SharedStrings();

    private final @Nullable Journal journal;
    private long freshSize;

    /** How many backups want the store to keep still. */
    private int locks;

    StoreBackend(@Nullable Journal journal) {
        this.journal = journal;
        if (journal != null) {
            long start = System.nanoTime();
            long count = journal.replay(record -> repeat(record));
            System.out.println(
                    "Local store: "
                            + count
                            + " commands replayed in "
                            + (System.nanoTime() - start) / 1_000_000
                            + " ms, "
                            + (journal.size() >> 20)
                            + " MB");
            if (journal.size() > GROWTH / 8) {
                snapshot();
            }
            freshSize = journal.size();
        }
    }

    /** The base class opens a database anew to list it; the one that holds the data must stay. */
    @Override
    protected IndexedDatabase openOrCreateDatabase(String name) {
        return opened.computeIfAbsent(name, it -> new IndexedDatabase(it, getCursorRegistry()));
    }

    private void repeat(Document record) {
        try {
            carryOut(
                    own,
                    field(record, "db", String.class),
                    field(record, "command", String.class),
                    strings.shared(field(record, "query", Document.class)));
        } catch (MongoServerError e) {
            // It failed then as it fails now, with the same part done.
        }
    }

    @Override
    public @Nullable Document handleCommand(
            Channel channel, String database, String command, Document query) {
        String name = command.toLowerCase(Locale.ROOT);
        if (name.equals("hello")) {
            Document answer = super.handleCommand(channel, database, "ismaster", query);
            answer.put("isWritablePrimary", true);
            return answer;
        }
        Unsupported.check(name, query);
        if (name.equals("fsync") || name.equals("fsyncunlock")) {
            return new Document("lockCount", still(name, query)).append("ok", 1.0);
        }
        if (!WRITES.contains(name)) {
            lock.readLock().lock();
            try {
                return copy(super.handleCommand(channel, database, command, query));
            } finally {
                lock.readLock().unlock();
            }
        }
        long ticket = 0;
        lock.writeLock().lock();
        try {
            refuseWhileStill();
            // The command is taken down as it came: carrying it out may change what is carried out.
            Document record =
                    new Document("db", database).append("command", command).append("query", query);
            try {
                return copy(carryOut(channel, database, command, strings.shared(query)));
            } finally {
                if (journal != null) {
                    ticket = journal.append(record);
                }
            }
        } finally {
            lock.writeLock().unlock();
            if (journal != null) {
                journal.await(ticket);
                growth();
            }
        }
    }

    /**
     * Writes are refused between {@code fsync} with {@code lock} and {@code fsyncUnlock}, so that a
     * backup sees one moment. MongoDB lets them wait instead; both are over when the backup is.
     */
    private int still(String name, Document query) {
        lock.writeLock().lock();
        try {
            if (name.equals("fsyncunlock")) {
                if (locks == 0) {
                    throw new MongoServerError(ILLEGAL_OPERATION, "fsyncUnlock without a lock");
                }
                locks--;
            } else if (query.get("lock") instanceof Boolean wanted
                    ? wanted
                    : number(query, "lock") != 0) {
                locks++;
            }
            return locks;
        } finally {
            lock.writeLock().unlock();
        }
    }

    private boolean keepsStill() {
        lock.readLock().lock();
        try {
            return locks > 0;
        } finally {
            lock.readLock().unlock();
        }
    }

    private void refuseWhileStill() {
        if (locks > 0) {
            throw new MongoServerError(
                    NOT_WRITABLE, "NotWritablePrimary", "not primary: writes rest for a backup");
        }
    }

    private void growth() {
        if (journal != null && journal.size() > 3 * freshSize + GROWTH) {
            snapshot();
        }
    }

    private Document carryOut(Channel channel, String database, String command, Document query) {
        String name = command.toLowerCase(Locale.ROOT);
        remember(name, database, query);
        if (name.equals("update") && !Boolean.FALSE.equals(query.get("ordered"))) {
            Collection<?> updates = (Collection<?>) query.get("updates");
            if (updates != null && updates.size() > 1) {
                return inOrder(channel, database, command, query, updates);
            }
        }
        Document answer = super.handleCommand(channel, database, command, query);
        if (name.equals("insert")) {
            countInserted(query, answer);
        }
        return answer;
    }

    /** Ordered updates stop at the first that fails. */
    private Document inOrder(
            Channel channel,
            String database,
            String command,
            Document query,
            Collection<?> updates) {
        int matched = 0;
        int modified = 0;
        int position = 0;
        var upserted = new ArrayList<Document>();
        var errors = new ArrayList<Document>();
        for (Object update : updates) {
            Document one = query.clone();
            one.put("updates", new ArrayList<>(List.of(update)));
            Document answer = super.handleCommand(channel, database, command, one);
            matched += number(answer, "n");
            modified += number(answer, "nModified");
            renumber(answer.get("upserted"), position, upserted);
            renumber(answer.get("writeErrors"), position, errors);
            if (!errors.isEmpty()) {
                break;
            }
            position++;
        }
        var answer = new Document("n", matched).append("nModified", modified);
        if (!upserted.isEmpty()) {
            answer.append("upserted", upserted);
        }
        if (!errors.isEmpty()) {
            answer.append("writeErrors", errors);
        }
        return answer.append("ok", 1.0);
    }

    private static int number(Document answer, String field) {
        return answer.get(field) instanceof Number number ? number.intValue() : 0;
    }

    private static void renumber(@Nullable Object entries, int position, List<Document> into) {
        if (entries instanceof Collection<?> many) {
            for (Object entry : many) {
                Document copy = ((Document) entry).clone();
                copy.put("index", position);
                into.add(copy);
            }
        }
    }

    /** A failed insert is not counted as inserted. */
    private static void countInserted(Document query, Document answer) {
        if (answer.get("writeErrors") instanceof Collection<?> errors
                && !errors.isEmpty()
                && query.get("documents") instanceof Collection<?> documents) {
            boolean ordered = !Boolean.FALSE.equals(query.get("ordered"));
            int first = number((Document) errors.iterator().next(), "index");
            answer.put("n", ordered ? first : documents.size() - errors.size());
        }
    }

    /** Keeps the definitions of indexes, which a snapshot must carry. */
    private void remember(String name, String database, Document query) {
        if (name.equals("createindexes")) {
            String key = database + "\n" + query.get("createIndexes");
            for (Object index : field(query, "indexes", Collection.class)) {
                Document definition = (Document) index;
                indexes.computeIfAbsent(key, any -> new TreeMap<>())
                        .put((String) definition.get("name"), definition.cloneDeeply());
            }
        } else if (name.equals("drop")) {
            indexes.remove(database + "\n" + query.get("drop"));
        } else if (name.equals("dropdatabase")) {
            indexes.keySet().removeIf(key -> key.startsWith(database + "\n"));
            opened.remove(database);
        } else if (name.equals("dropindexes")) {
            Map<String, Document> definitions =
                    indexes.get(database + "\n" + query.get("dropIndexes"));
            if (definitions != null) {
                Object index = query.get("index");
                definitions.keySet().removeIf(each -> "*".equals(index) || each.equals(index));
            }
        }
    }

    /** Writes the journal anew: what there is, instead of how it came about. */
    void snapshot() {
        if (journal == null) {
            return;
        }
        lock.writeLock().lock();
        try {
            Stream<Document> definitions =
                    indexes.entrySet().stream()
                            .filter(entry -> !entry.getValue().isEmpty())
                            .map(entry -> {
                                String[] names = entry.getKey().split("\n", 2);
                                return command(
                                        names[0],
                                        "createIndexes",
                                        new Document("createIndexes", names[1])
                                                .append(
                                                        "indexes",
                                                        List.copyOf(entry.getValue().values())));
                            });
            Stream<Document> documents =
                    opened.entrySet().stream()
                            .flatMap(database ->
                                    database.getValue().collections().entrySet().stream()
                                            .filter(collection -> !isInternal(collection.getKey()))
                                            .flatMap(collection ->
                                                    collection
                                                            .getValue()
                                                            .all()
                                                            .map(document ->
                                                                    command(
                                                                            database.getKey(),
                                                                            "insert",
                                                                            new Document(
                                                                                            "insert",
                                                                                            collection
                                                                                                    .getKey())
                                                                                    .append(
                                                                                            "documents",
                                                                                            List.of(
                                                                                                    document))))));
            journal.rewrite(Stream.concat(definitions, documents));
            freshSize = journal.size();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private static boolean isInternal(String collection) {
        return collection.startsWith("system.") || collection.startsWith("_");
    }

    private static Document command(String database, String command, Document query) {
        return new Document("db", database).append("command", command).append("query", query);
    }

    /**
     * Deletes what its index says has had its time; as ordinary commands, so that a replay does the
     * same.
     */
    void purge(Instant now) {
        record Expiry(String database, String collection, String field, Duration after) {}
        var due = new ArrayList<Expiry>();
        lock.readLock().lock();
        try {
            indexes.forEach((key, definitions) ->
                    definitions
                            .values()
                            .forEach(definition -> {
                                if (definition.get("expireAfterSeconds")
                                        instanceof Number seconds) {
                                    String[] names = key.split("\n", 2);
                                    String field =
                                            field(definition, "key", Document.class)
                                                    .keySet()
                                                    .iterator()
                                                    .next();
                                    due.add(
                                            new Expiry(
                                                    names[0],
                                                    names[1],
                                                    field,
                                                    Duration.ofSeconds(seconds.longValue())));
                                }
                            }));
        } finally {
            lock.readLock().unlock();
        }
        if (keepsStill()) {
            return;
        }
        for (Expiry expiry : due) {
            var filter =
                    new Document(expiry.field(), new Document("$lt", now.minus(expiry.after())));
            handleCommand(
                    own,
                    expiry.database(),
                    "delete",
                    new Document("delete", expiry.collection())
                            .append(
                                    "deletes",
                                    List.of(new Document("q", filter).append("limit", 0))));
        }
    }

    private static <T> T field(Document document, String name, Class<T> type) {
        return type.cast(Objects.requireNonNull(document.get(name), name));
    }

    private static @Nullable Document copy(@Nullable Document answer) {
        return answer == null ? null : answer.cloneDeeply();
    }

    @Override
    public void close() {
        super.close();
        if (journal != null) {
            snapshot();
            journal.close();
        }
    }
}
