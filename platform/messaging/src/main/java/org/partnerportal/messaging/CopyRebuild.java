package org.partnerportal.messaging;

import java.time.Instant;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * How a rebuild of a service's copies stands or ended.
 *
 * @param id {@code job_...}
 * @param records how many records of the topics were read
 * @param skipped how many of them are dead letters, to the live side as well
 * @param same documents that were right
 * @param repaired documents that were wrong or missing and are right now
 * @param removed documents that no event explains, gone now
 * @param unexplained documents that no event explains any more, as the topics no longer go back to
 *     their beginning; they were left as they are
 * @param failure in English, for engineers
 */
public record CopyRebuild(
        String id,
        State state,
        Instant startedAt,
        @Nullable Instant endedAt,
        long records,
        long skipped,
        long same,
        long repaired,
        long removed,
        long unexplained,
        @Nullable String failure) {

    /** Where it is. */
    public enum State {
        RUNNING,
        SUCCEEDED,
        FAILED
    }

    static CopyRebuild begun(String id, Instant at) {
        return new CopyRebuild(id, State.RUNNING, at, null, 0, 0, 0, 0, 0, 0, null);
    }

    CopyRebuild ended(State how, Instant at, @Nullable String why) {
        return new CopyRebuild(
                id,
                how,
                startedAt,
                at,
                records,
                skipped,
                same,
                repaired,
                removed,
                unexplained,
                why);
    }

    static CopyRebuild from(Document document) {
        return new CopyRebuild(
                document.getString("_id"),
                State.valueOf(document.getString("state")),
                document.getDate("startedAt").toInstant(),
                document.getDate("endedAt") == null
                        ? null
                        : document.getDate("endedAt").toInstant(),
                number(document, "records"),
                number(document, "skipped"),
                number(document, "same"),
                number(document, "repaired"),
                number(document, "removed"),
                number(document, "unexplained"),
                document.getString("failure"));
    }

    private static long number(Document document, String field) {
        return document.get(field, Number.class).longValue();
    }
}
