package org.partnerportal.stack.store;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Which documents may have which values in one field, in order. It only narrows down where to look:
 * every candidate is matched against the whole query afterwards, so a candidate too many costs time
 * and is never an answer.
 */
final class FieldIndex {

    private final String field;
    private final NavigableMap<Object, Set<Integer>> positions =
            new TreeMap<>(ValueComparator.ascWithoutListHandling());
    private boolean hasArrays;
    private int documents;

    FieldIndex(String field) {
        this.field = field;
    }

    void add(Document document, Integer position) {
        Collection<Object> values = values(document);
        documents += values.isEmpty() ? 0 : 1;
        for (Object value : values) {
            positions.computeIfAbsent(value, key -> new TreeSet<>()).add(position);
        }
    }

    void remove(Document document, Integer position) {
        Collection<Object> values = values(document);
        documents -= values.isEmpty() ? 0 : 1;
        for (Object value : values) {
            Set<Integer> there = positions.get(value);
            if (there != null) {
                there.remove(position);
                if (there.isEmpty()) {
                    positions.remove(value);
                }
            }
        }
    }

    /**
     * What the document is found under: its value, or each element of an array; nothing where there
     * is no value.
     */
    private Collection<Object> values(Document document) {
        Object value = Utils.getSubdocumentValueCollectionAware(document, field);
        if (value == null || value instanceof Missing) {
            return List.of();
        }
        if (value instanceof Collection<?> many) {
            hasArrays = true;
            var values = new TreeSet<Object>(ValueComparator.ascWithoutListHandling());
            flatten(many, values);
            return values;
        }
        return List.of(value);
    }

    private static void flatten(Collection<?> many, Collection<Object> into) {
        for (Object one : many) {
            if (one instanceof Collection<?> inner) {
                flatten(inner, into);
            } else if (one != null && !(one instanceof Missing)) {
                into.add(one);
            }
        }
    }

    /**
     * The documents that can fulfil this condition on the field.
     *
     * @return null when the condition cannot be looked up here
     */
    @Nullable Collection<Integer> candidates(@Nullable Object condition) {
        if (condition == null || condition instanceof Collection<?>) {
            return null;
        }
        if (!(condition instanceof Document operators)) {
            return isPlain(condition) ? positions.getOrDefault(condition, Set.of()) : null;
        }
        if (operators.isEmpty() || !operators.keySet().iterator().next().startsWith("$")) {
            return null;
        }
        if (operators.containsKey("$eq")) {
            return candidates(operators.get("$eq"));
        }
        if (operators.get("$in") instanceof Collection<?> wanted) {
            return anyOf(wanted);
        }
        return range(operators);
    }

    private @Nullable Collection<Integer> anyOf(Collection<?> wanted) {
        var found = new TreeSet<Integer>();
        for (Object value : wanted) {
            if (value == null || !isPlain(value)) {
                return null;
            }
            found.addAll(positions.getOrDefault(value, Set.of()));
        }
        return found;
    }

    /**
     * The documents by their value, those of one value together; looked up as they are asked for.
     *
     * @param all how many documents the collection has
     * @return null when a document could be missing here that belongs into the order
     */
    @Nullable Stream<Set<Integer>> inOrder(Bounds bounds, boolean descending, int all) {
        if (hasArrays || (documents < all && bounds.isOpen())) {
            return null;
        }
        NavigableMap<Object, Set<Integer>> part = bounds.of(positions);
        Iterator<Set<Integer>> groups =
                (descending ? part.descendingMap() : part).values().iterator();
        // A part of a map does not know its size without counting.
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(groups, Spliterator.ORDERED), false);
    }

    private @Nullable Collection<Integer> range(Document operators) {
        Object from = first(operators, "$gt", "$gte");
        Object to = first(operators, "$lt", "$lte");
        if ((from == null && to == null)
                || (from != null && !isPlain(from))
                || (to != null && !isPlain(to))) {
            return null;
        }
        // An array may fulfil the two ends by two elements, so only one end may narrow it down.
        NavigableMap<Object, Set<Integer>> part = positions;
        if (from != null) {
            part = part.tailMap(from, true);
        }
        if (to != null && (from == null || !hasArrays)) {
            if (from != null && ValueComparator.ascWithoutListHandling().compare(from, to) > 0) {
                return List.of();
            }
            part = part.headMap(to, true);
        }
        var found = new ArrayList<Integer>();
        for (Map.Entry<Object, Set<Integer>> entry : part.entrySet()) {
            found.addAll(entry.getValue());
        }
        return hasArrays ? new HashSet<>(found) : found;
    }

    private static @Nullable Object first(Document operators, String one, String other) {
        return operators.containsKey(one) ? operators.get(one) : operators.get(other);
    }

    /** Values whose order and equality are the same here and in a query. */
    static boolean isPlain(Object value) {
        return value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Instant
                || value instanceof ObjectId
                || value instanceof Decimal128;
    }
}
