package org.partnerportal.stack.store;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts documents in order no further than they are asked for: the first page of a long list costs
 * one look at each document. The library's own order sorts all of them, and finds its way to the
 * fields anew in each comparison.
 */
final class LazyOrder {

    private final List<Field> fields = new ArrayList<>();

    private record Field(String path, List<String> steps, ValueComparator order) {

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

    LazyOrder(Document orderBy) {
        orderBy.forEach((path, direction) ->
                fields.add(
                        new Field(
                                path,
                                List.of(path.split("\\.", -1)),
                                ((Number) direction).intValue() > 0
                                        ? ValueComparator.asc()
                                        : ValueComparator.desc())));
    }

    /** Whether the order is by fields alone. */
    static boolean canSay(Document orderBy) {
        return orderBy.entrySet().stream()
                .allMatch(entry ->
                        !entry.getKey().startsWith("$") && entry.getValue() instanceof Number);
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
