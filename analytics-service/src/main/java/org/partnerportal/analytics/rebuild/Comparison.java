package org.partnerportal.analytics.rebuild;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCursor;
import java.util.Objects;
import java.util.function.ObjLongConsumer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Two generations, document by document.
 *
 * @param same equal in both
 * @param newer in both, and newer in the new one: the live side was overtaken
 * @param different the same version in both with different contents: the rules have changed
 * @param missing in the old one, or newer there
 * @param added in the new one alone
 */
record Comparison(long same, long newer, long different, long missing, long added) {

    /**
     * So many documents of each side are in memory at once. Without a number the store sends 16 MB,
     * which become eight times as much as objects.
     */
    private static final int AT_ONCE = 200;

    static final Comparison NOTHING = new Comparison(0, 0, 0, 0, 0);

    /** Whether both generations say the same. */
    boolean isSame() {
        return newer == 0 && different == 0 && missing == 0 && added == 0;
    }

    /** Whether nothing but the live side's progress could explain what is not the same. */
    boolean isOvertaken() {
        return different == 0 && (newer > 0 || added > 0 || missing > 0);
    }

    Comparison plus(Comparison other) {
        return new Comparison(
                same + other.same,
                newer + other.newer,
                different + other.different,
                missing + other.missing,
                added + other.added);
    }

    /** The same, with so many missing as turned out to be missing for good. */
    Comparison lacking(long reallyMissing) {
        return new Comparison(
                same, newer + missing - reallyMissing, different, reallyMissing, added);
    }

    /**
     * Walks through both, each sorted by id, side by side.
     *
     * @param missing told the id and version of each document that is missing
     */
    static Comparison of(
            FindIterable<Document> before,
            FindIterable<Document> after,
            ObjLongConsumer<String> missing) {
        var sort = new Document("_id", 1);
        try (MongoCursor<Document> olds = before.sort(sort).batchSize(AT_ONCE).iterator();
                MongoCursor<Document> news = after.sort(sort).batchSize(AT_ONCE).iterator()) {
            Comparison result = NOTHING;
            Document old = next(olds);
            Document fresh = next(news);
            while (old != null || fresh != null) {
                int order = order(old, fresh);
                boolean older =
                        order == 0
                                && version(Objects.requireNonNull(fresh))
                                        < version(Objects.requireNonNull(old));
                if (order < 0 || older) {
                    Document lacking = Objects.requireNonNull(old);
                    missing.accept(lacking.getString("_id"), version(lacking));
                    result = result.plus(new Comparison(0, 0, 0, 1, 0));
                } else if (order > 0) {
                    result = result.plus(new Comparison(0, 0, 0, 0, 1));
                } else {
                    result =
                            result.plus(
                                    pair(
                                            Objects.requireNonNull(old),
                                            Objects.requireNonNull(fresh)));
                }
                if (order <= 0) {
                    old = next(olds);
                }
                if (order >= 0) {
                    fresh = next(news);
                }
            }
            return result;
        }
    }

    private static @Nullable Document next(MongoCursor<Document> documents) {
        return documents.hasNext() ? documents.next() : null;
    }

    private static int order(@Nullable Document old, @Nullable Document fresh) {
        if (old == null) {
            return 1;
        }
        return fresh == null ? -1 : old.getString("_id").compareTo(fresh.getString("_id"));
    }

    private static Comparison pair(Document old, Document fresh) {
        if (version(fresh) > version(old)) {
            return new Comparison(0, 1, 0, 0, 0);
        }
        return Objects.equals(old.get("state"), fresh.get("state"))
                ? new Comparison(1, 0, 0, 0, 0)
                : new Comparison(0, 0, 1, 0, 0);
    }

    static long version(Document document) {
        return document.get("version", Number.class).longValue();
    }
}
