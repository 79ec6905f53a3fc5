package org.partnerportal.stack.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.memory.MemoryCollection;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A collection in memory that looks where an index says, also when a query has more fields than the
 * index.
 */
final class IndexedCollection extends MemoryCollection {

    /** So few documents are sooner looked at than an order is walked through. */
    private static final int FEW = 1_000;

    private final Map<String, FieldIndex> byField = new LinkedHashMap<>();

    IndexedCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            CursorRegistry cursors) {
        super(database, name, options, cursors);
        byField.put("_id", new FieldIndex("_id"));
    }

    /** Looks documents up by this field from now on. */
    synchronized void indexBy(String field) {
        if (!byField.containsKey(field)) {
            var index = new FieldIndex(field);
            streamAllDocumentsWithPosition()
                    .forEach(entry -> index.add(entry.getDocument(), entry.getPosition()));
            byField.put(field, index);
        }
    }

    /** Every document, for a snapshot; nobody writes meanwhile. */
    Stream<Document> all() {
        return streamAllDocumentsWithPosition().map(entry -> entry.getDocument());
    }

    @Override
    protected Integer addDocumentInternal(Document document) {
        Integer position = super.addDocumentInternal(document);
        byField.values().forEach(index -> index.add(document, position));
        return position;
    }

    @Override
    protected void removeDocument(Integer position) {
        Document document = getDocument(position);
        byField.values().forEach(index -> index.remove(document, position));
        super.removeDocument(position);
    }

    @Override
    protected void handleUpdate(Integer position, Document before, Document after) {
        byField.values()
                .forEach(index -> {
                    index.remove(before, position);
                    index.add(after, position);
                });
        super.handleUpdate(position, before, after);
    }

    @Override
    protected QueryResult matchDocuments(
            Document query,
            @Nullable Document orderBy,
            int numberToSkip,
            int limit,
            int batchSize,
            @Nullable Document fields) {
        LazyOrder order = LazyOrder.by(orderBy);
        Stream<Document> inOrder = limit > 0 && order != null ? inOrder(query, order) : null;
        if (inOrder != null) {
            return matchDocumentsFromStream(
                    inOrder, query, null, numberToSkip, limit, batchSize, fields);
        }
        Collection<Integer> candidates = candidates(query);
        if (candidates == null) {
            return super.matchDocuments(query, orderBy, numberToSkip, limit, batchSize, fields);
        }
        Stream<Document> documents = candidates.stream().map(this::getDocument);
        return order == null
                ? matchDocumentsFromStream(
                        documents, query, orderBy, numberToSkip, limit, batchSize, fields)
                : matchDocumentsFromStream(
                        order.of(documents), query, null, numberToSkip, limit, batchSize, fields);
    }

    /**
     * The documents in the order that is asked for, so that a page of a long list costs what the
     * page holds; null where an index cannot tell the order or finds few documents anyway.
     */
    private @Nullable Stream<Document> inOrder(Document query, LazyOrder order) {
        FieldIndex index = byField.get(order.first());
        if (index == null) {
            return null;
        }
        Collection<Integer> exact = exactly(query);
        if (exact != null && exact.size() <= FEW) {
            return null;
        }
        Stream<Set<Integer>> groups =
                index.inOrder(Bounds.of(query, order.first()), order.isDescending(), count());
        return groups == null
                ? null
                : groups.flatMap(group -> {
                    Stream<Document> documents = group.stream().map(this::getDocument);
                    return group.size() == 1 ? documents : order.of(documents);
                });
    }

    /** What the conditions that name a value leave, as far as an index knows it. */
    private @Nullable Collection<Integer> exactly(Document query) {
        Collection<Integer> best = null;
        for (Map.Entry<String, Object> condition : query.entrySet()) {
            Collection<Integer> found = null;
            FieldIndex index = byField.get(condition.getKey());
            if (condition.getKey().equals("$and")
                    && condition.getValue() instanceof Collection<?> all) {
                for (Object part : all) {
                    found = smaller(found, part instanceof Document more ? exactly(more) : null);
                }
            } else if (index != null && namesValues(condition.getValue())) {
                found = index.candidates(condition.getValue());
            }
            best = smaller(best, found);
        }
        return best;
    }

    private static boolean namesValues(@Nullable Object condition) {
        return condition instanceof Document operators
                ? operators.containsKey("$in")
                : condition != null && FieldIndex.isPlain(condition);
    }

    private static @Nullable Collection<Integer> smaller(
            @Nullable Collection<Integer> one, @Nullable Collection<Integer> other) {
        return one == null || (other != null && other.size() < one.size()) ? other : one;
    }

    /** The smallest set of documents that an index offers for the query; null when none helps. */
    private @Nullable Collection<Integer> candidates(Document query) {
        Collection<Integer> best = exactly(query);
        if (best == null || best.size() > FEW) {
            for (Map.Entry<String, Object> condition : query.entrySet()) {
                best = smaller(best, candidates(condition.getKey(), condition.getValue()));
            }
        }
        return best == null || best instanceof TreeSet<Integer> ? best : new TreeSet<>(best);
    }

    private @Nullable Collection<Integer> candidates(String field, @Nullable Object condition) {
        if ("$and".equals(field) && condition instanceof Collection<?> all) {
            Collection<Integer> best = null;
            for (Object part : all) {
                Collection<Integer> found =
                        part instanceof Document query ? candidates(query) : null;
                best = smaller(best, found);
            }
            return best;
        }
        if ("$or".equals(field) && condition instanceof Collection<?> any) {
            var union = new TreeSet<Integer>();
            for (Object part : any) {
                Collection<Integer> found =
                        part instanceof Document query ? candidates(query) : null;
                if (found == null) {
                    return null;
                }
                union.addAll(found);
            }
            return union;
        }
        FieldIndex index = byField.get(field);
        return index == null ? null : index.candidates(condition);
    }
}
