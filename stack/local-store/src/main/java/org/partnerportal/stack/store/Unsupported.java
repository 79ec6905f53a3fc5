package org.partnerportal.stack.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses loudly what this store would answer wrongly, so that a green run here means something on
 * MongoDB.
 */
final class Unsupported {

    private static final int NOT_SUPPORTED = 303;

    /** Sums and products of decimals are exact here; these two turn them into doubles. */
    private static final Set<String> WRONG_OPERATORS = Set.of("$avg", "$divide");

    private Unsupported() {}

    static void check(String command, Document query) {
        if (query.get("collation") != null) {
            refuse("collation");
        }
        switch (command) {
            case "createindexes" -> indexes((Collection<?>) query.get("indexes"));
            case "create" -> creation(query);
            case "find" -> {
                if (query.get("projection") instanceof Document projection) {
                    projection.values().forEach(Unsupported::projected);
                }
                if (query.get("hint") != null) {
                    refuse("hint");
                }
            }
            case "aggregate" -> pipeline(query.get("pipeline"));
            case "update" -> updates((Collection<?>) query.get("updates"));
            case "findandmodify" -> pipelineUpdate(query.get("update"));
            default -> {
                // Nothing that this store is known to do differently.
            }
        }
        if (query.get("writeConcern") instanceof Document concern
                && concern.get("w") instanceof Number nodes
                && (nodes.intValue() > 1 || nodes.intValue() == 0)) {
            refuse("write concern w:" + nodes);
        }
    }

    private static void indexes(@Nullable Collection<?> indexes) {
        for (Object each : indexes == null ? List.of() : indexes) {
            Document index = (Document) each;
            if (index.get("partialFilterExpression") != null) {
                refuse("partial index");
            }
            if (index.get("collation") != null) {
                refuse("index collation");
            }
            Document key = (Document) index.get("key");
            for (Object kind : key == null ? List.of() : key.values()) {
                if (!(kind instanceof Number)) {
                    refuse("index of kind " + kind);
                }
            }
        }
    }

    private static void creation(Document query) {
        for (String option : List.of("validator", "viewOn", "capped", "timeseries", "collation")) {
            Object value = query.get(option);
            if (value != null && !Boolean.FALSE.equals(value)) {
                refuse("collections with " + option);
            }
        }
    }

    private static void projected(Object value) {
        if (value instanceof Document expression
                && !expression.containsKey("$slice")
                && !expression.containsKey("$elemMatch")
                && !expression.containsKey("$meta")) {
            refuse("expressions in a projection");
        }
    }

    private static void pipeline(@Nullable Object pipeline) {
        if (pipeline instanceof Collection<?> stages) {
            for (Object stage : stages) {
                if (stage instanceof Document document
                        && (document.containsKey("$out") || document.containsKey("$merge"))) {
                    refuse("aggregations that write");
                }
                operators(stage);
            }
        }
    }

    private static void operators(@Nullable Object value) {
        if (value instanceof Document document) {
            document.forEach((name, inner) -> {
                if (WRONG_OPERATORS.contains(name)) {
                    refuse(name);
                }
                operators(inner);
            });
        } else if (value instanceof Collection<?> many) {
            many.forEach(Unsupported::operators);
        }
    }

    private static void updates(@Nullable Collection<?> updates) {
        for (Object each : updates == null ? List.of() : updates) {
            Document update = (Document) each;
            pipelineUpdate(update.get("u"));
            if (update.get("collation") != null) {
                refuse("collation");
            }
        }
    }

    private static void pipelineUpdate(@Nullable Object update) {
        if (update instanceof Collection<?>) {
            refuse("updates by pipeline");
        }
    }

    private static void refuse(String what) {
        throw new MongoServerError(
                NOT_SUPPORTED,
                "NotSupportedLocally",
                "The local store does not do this right: " + what);
    }
}
