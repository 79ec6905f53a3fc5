package org.partnerportal.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted. A page starts after a position in a total order (a field, then
 * the id), so that it costs the same wherever it is and nothing is skipped or shown twice while the
 * list grows.
 *
 * @param limit 1 to the service's maximum
 * @param sort the caller's wish, a field with an optional leading {@code -}; the endpoint says
 *     which it allows
 * @param after where the last page ended; none for the first
 */
public record PageRequest(
        int limit, @Nullable String sort, @Nullable Position after, Cursors cursors, String scope) {

    /**
     * @param value of the sort field, as text: an ISO instant or the text itself
     * @param id breaks ties
     */
    public record Position(String value, String id) {}

    /** How a list is ordered. */
    public record Order(String field, boolean descending, boolean instant) {

        public static Order of(String field) {
            return new Order(field, false, false);
        }

        public static Order ofInstant(String field) {
            return new Order(field, false, true);
        }

        public Order reversed() {
            return new Order(field, !descending, instant);
        }

        public Document toSort() {
            int direction = descending ? -1 : 1;
            return "_id".equals(field)
                    ? new Document("_id", direction)
                    : new Document(field, direction).append("_id", direction);
        }
    }

    /** The filter with "after the last page" added, in an order that ends with the id. */
    public Document restrict(Document filter, Order order) {
        if (after == null) {
            return filter;
        }
        String beyond = order.descending() ? "$lt" : "$gt";
        if ("_id".equals(order.field())) {
            return and(filter, new Document("_id", new Document(beyond, after.id())));
        }
        Object value = order.instant() ? Date.from(Instant.parse(after.value())) : after.value();
        return and(
                filter,
                new Document(
                        "$or",
                        List.of(
                                new Document(order.field(), new Document(beyond, value)),
                                new Document(order.field(), value)
                                        .append("_id", new Document(beyond, after.id())))));
    }

    private static Document and(Document filter, Document more) {
        return filter.isEmpty() ? more : new Document("$and", List.of(filter, more));
    }

    /**
     * Makes the page of what was found, which must be one more than the limit where there is more.
     *
     * @param position of an item in the order
     */
    public <T> Page<T> page(List<T> found, Function<T, Position> position) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        var items = new ArrayList<>(found.subList(0, limit));
        return new Page<>(items, cursors.write(scope, position.apply(items.getLast())));
    }

    /** How many to fetch: one more than asked for tells whether there is a next page. */
    public int fetch() {
        return limit + 1;
    }
}
