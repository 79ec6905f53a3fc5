package org.partnerportal.stack.store;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts documents in order no further than they are asked for: the first page of a long list costs
 * one look at each document. The library's own order sorts all of them, and finds its way to the
 * fields anew in each comparison.
 */
final class LazyOrder {

    private final List<Field> fields;

    private record Field(
            String path, List<String> steps, boolean isDescending, ValueComparator order) {

        static Field of(String path, Number direction) {
            boolean descending = direction.intValue() <= 0;
            return new Field(
                    path,
                    List.of(path.split("\\.", -1)),
                    descending,
                    descending ? ValueComparator.desc() : ValueComparator.asc());
        }

        /** A way that leads through an array is left to the library. */
        @Nullable Object of(Document document) {
            Object value = document;
            for (String step : steps) {
                if (!(value instanceof Document inner)) {
                    return Utils.getSubdocumentValueCollectionAware(document, path);
                }
                value = inner.getOrMissing(step);
            }
            return value;
        }
    }

    /**
     * @param arrival decides between equals, so that they stay as they came
     */
    private record Ranked(Document document, List<@Nullable Object> values, int arrival) {}

    private LazyOrder(List<Field> fields) {
        this.fields = fields;
    }

    /** The order that a query asks for; null when it asks for none, or not by fields alone. */
    static @Nullable LazyOrder by(@Nullable Document orderBy) {
        if (orderBy == null || orderBy.isEmpty()) {
            return null;
        }
        var fields = new ArrayList<Field>();
        for (Map.Entry<String, Object> each : orderBy.entrySet()) {
            if (each.getKey().startsWith("$") || !(each.getValue() instanceof Number direction)) {
                return null;
            }
            fields.add(Field.of(each.getKey(), direction));
        }
        return new LazyOrder(fields);
    }

    /** The field that counts most. */
    String first() {
        return fields.getFirst().path();
    }

    /** Whether the largest value of that field comes first. */
    boolean isDescending() {
        return fields.getFirst().isDescending();
    }

    Stream<Document> of(Stream<Document> documents) {
        var ranked = new ArrayList<Ranked>();
        for (Iterator<Document> each = documents.iterator(); each.hasNext(); ) {
            Document document = each.next();
            ranked.add(new Ranked(document, values(document), ranked.size()));
        }
        var heap = new PriorityQueue<>(Math.max(1, ranked.size()), this::compare);
        heap.addAll(ranked);
        return Stream.generate(heap::remove).limit(ranked.size()).map(Ranked::document);
    }

    private List<@Nullable Object> values(Document document) {
        var values = new ArrayList<@Nullable Object>(fields.size());
        fields.forEach(field -> values.add(field.of(document)));
        return values;
    }

    private int compare(Ranked one, Ranked other) {
        for (int i = 0; i < fields.size(); i++) {
            int order = fields.get(i).order().compare(one.values().get(i), other.values().get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.arrival(), other.arrival());
    }
}
