package org.partnerportal.stack.simulation;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.partnerportal.stack.simulation.Broken.Invariant;

/**
 * What was really written and what callers were promised, kept apart from everything that is under
 * test: read off the commands that the store carried out, and off the answers that came out of the
 * services.
 */
final class Book {

    /** The version of a change that names none; it is taken for the next one. */
    private static final long UNKNOWN = -1;

    /** One change of one aggregate. */
    record Write(String aggregate, long version, List<Event> events, @Nullable String key) {}

    record Event(String id, String type, String topic) {}

    /** A command that was answered with success; nothing as its event where it causes none. */
    record Promise(String aggregate, String key, @Nullable String event) {}

    private final Map<String, List<Write>> byAggregate = new LinkedHashMap<>();
    private final Map<String, List<Write>> byKey = new HashMap<>();
    private final Map<String, Event> events = new HashMap<>();
    private final List<Promise> promises = new ArrayList<>();
    private final List<Promise> refusals = new ArrayList<>();
    private int dealWrites;

    /** A command was carried out. */
    void done(String database, Document command, Document answer) {
        String name = command.keySet().iterator().next();
        switch (name) {
            case "insert" -> inserted(database, command, answer);
            case "findAndModify", "findandmodify" -> changed(database, command, answer);
            default -> {
                // Aggregates are written in no other way.
            }
        }
    }

    private void inserted(String database, Document command, Document answer) {
        // Inserted together they are inserted in order, up to the first that is refused.
        for (Object document :
                collection(command.get("documents")).stream()
                        .limit(Math.max(0, number(answer.get("n"))))
                        .toList()) {
            if (document instanceof Document inserted
                    && inserted.containsKey("state")
                    && inserted.containsKey("version")) {
                wrote(
                        database,
                        String.valueOf(command.get("insert")),
                        String.valueOf(inserted.get("_id")),
                        number(inserted.get("version")),
                        collection(
                                inserted.get("outbox") instanceof Document outbox
                                        ? outbox.get("events")
                                        : null),
                        inserted.get("createdBy") instanceof Document creation
                                ? String.valueOf(creation.get("key"))
                                : null);
            }
        }
    }

    private void changed(String database, Document command, Document answer) {
        if (!(answer.get("value") instanceof Document)
                || !(command.get("update") instanceof Document update)
                || !(update.get("$set") instanceof Document set)
                || !set.containsKey("state")) {
            return;
        }
        Document push = update.get("$push") instanceof Document pushed ? pushed : new Document();
        Document query = (Document) Objects.requireNonNull(command.get("query"));
        String key = null;
        for (Object remembered : each(push.get("keys"))) {
            key = String.valueOf(((Document) remembered).get("key"));
        }
        wrote(
                database,
                String.valueOf(command.values().iterator().next()),
                String.valueOf(query.get("_id")),
                query.containsKey("version") ? number(query.get("version")) + 1 : UNKNOWN,
                each(push.get("outbox.events")),
                key);
    }

    private void wrote(
            String database,
            String collection,
            String id,
            long version,
            Collection<?> pending,
            @Nullable String key) {
        var written = new ArrayList<Event>();
        long counted = version;
        for (Object event : pending) {
            Document stored = (Document) event;
            counted = number(stored.get("aggregateVersion"));
            var known =
                    new Event(
                            String.valueOf(stored.get("id")),
                            String.valueOf(stored.get("type")),
                            database + ".events.v1");
            written.add(known);
            events.put(known.id(), known);
        }
        String aggregate = database + "." + collection + "/" + id;
        List<Write> writes = byAggregate.computeIfAbsent(aggregate, _ -> new ArrayList<>());
        if (counted == UNKNOWN) {
            counted = writes.isEmpty() ? 1 : writes.getLast().version() + 1;
        }
        var write = new Write(aggregate, counted, written, key);
        writes.add(write);
        if (key != null) {
            List<Write> same = byKey.computeIfAbsent(aggregate + " " + key, _ -> new ArrayList<>());
            same.add(write);
            if (same.size() > 1) {
                throw new Broken(Invariant.NOTHING_TWICE, "command " + key + " did " + same);
            }
        }
        if (database.equals("deal") && collection.equals("deals")) {
            dealWrites++;
        }
    }

    /** An event leaves a service. */
    void sent(ProducerRecord<byte[], byte[]> record) {
        String id = Trace.header(record.headers(), "ce_id");
        if (!record.topic().endsWith(".dlt") && !events.containsKey(id)) {
            throw new Broken(
                    Invariant.EVENTS, "published before it is stored: " + Trace.text(record));
        }
    }

    void promised(Promise promise) {
        promises.add(promise);
    }

    /** A command that was refused, and never answered otherwise. */
    void refused(Promise refusal) {
        refusals.add(refusal);
    }

    List<Promise> promises() {
        return promises;
    }

    List<Promise> refusals() {
        return refusals;
    }

    List<Write> writesOf(String aggregate, String key) {
        return byKey.getOrDefault(aggregate + " " + key, List.of());
    }

    /** The changes of each aggregate, in the order in which they were made. */
    Map<String, List<Write>> byAggregate() {
        return byAggregate;
    }

    int dealWrites() {
        return dealWrites;
    }

    private static Collection<?> each(@Nullable Object push) {
        return push instanceof Document document ? collection(document.get("$each")) : List.of();
    }

    private static Collection<?> collection(@Nullable Object value) {
        return value instanceof Collection<?> values ? values : List.of();
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : -1;
    }
}
