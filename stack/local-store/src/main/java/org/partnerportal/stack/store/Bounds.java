package org.partnerportal.stack.store;

import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * Between which values a field has to lie for a query, both ends included. Wider than the query is
 * harmless, narrower would lose documents.
 */
record Bounds(@Nullable Object from, @Nullable Object to) {

    static final Bounds OPEN = new Bounds(null, null);
    private static final Comparator<Object> ORDER = ValueComparator.ascWithoutListHandling();

    static Bounds of(Document query, String field) {
        Bounds bounds = OPEN;
        for (Map.Entry<String, Object> condition : query.entrySet()) {
            Object value = condition.getValue();
            if (condition.getKey().equals(field)) {
                bounds = bounds.and(of(value));
            } else if (condition.getKey().equals("$and") && value instanceof Collection<?> all) {
                for (Object part : all) {
                    bounds = bounds.and(part instanceof Document more ? of(more, field) : OPEN);
                }
            } else if (condition.getKey().equals("$or") && value instanceof Collection<?> any) {
                bounds = bounds.and(any(any, field));
            }
        }
        return bounds;
    }

    private static Bounds any(Collection<?> parts, String field) {
        Bounds widest = null;
        for (Object part : parts) {
            Bounds bounds = part instanceof Document query ? of(query, field) : OPEN;
            widest = widest == null ? bounds : widest.or(bounds);
        }
        return widest == null ? OPEN : widest;
    }

    private static Bounds of(@Nullable Object condition) {
        if (condition instanceof Document operators) {
            return new Bounds(
                    plain(first(operators, "$eq", "$gt", "$gte")),
                    plain(first(operators, "$eq", "$lt", "$lte")));
        }
        Object value = plain(condition);
        return new Bounds(value, value);
    }

    private static @Nullable Object first(Document operators, String... names) {
        for (String name : names) {
            if (operators.containsKey(name)) {
                return operators.get(name);
            }
        }
        return null;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return value != null && FieldIndex.isPlain(value) ? value : null;
    }

    /** Whether a document without the field could be meant. */
    boolean isOpen() {
        return from == null && to == null;
    }

    private Bounds and(Bounds other) {
        return new Bounds(
                from == null || other.from == null
                        ? (from == null ? other.from : from)
                        : later(from, other.from),
                to == null || other.to == null
                        ? (to == null ? other.to : to)
                        : earlier(to, other.to));
    }

    private Bounds or(Bounds other) {
        return new Bounds(
                from == null || other.from == null ? null : earlier(from, other.from),
                to == null || other.to == null ? null : later(to, other.to));
    }

    private static Object later(Object one, Object other) {
        return ORDER.compare(one, other) >= 0 ? one : other;
    }

    private static Object earlier(Object one, Object other) {
        return ORDER.compare(one, other) <= 0 ? one : other;
    }

    <V> NavigableMap<Object, V> of(NavigableMap<Object, V> map) {
        if (from != null && to != null && ORDER.compare(from, to) > 0) {
            return Collections.emptyNavigableMap();
        }
        NavigableMap<Object, V> part = from == null ? map : map.tailMap(from, true);
        return to == null ? part : part.headMap(to, true);
    }
}
