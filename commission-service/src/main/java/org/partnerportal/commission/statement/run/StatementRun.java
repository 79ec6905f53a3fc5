package org.partnerportal.commission.statement.run;

import java.time.Instant;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * A job that closes or issues statements.
 *
 * @param state RUNNING, SUCCEEDED or FAILED
 * @param total accounts to close, or statements to issue, when it began
 * @param processed of them, so far
 * @param changed statements that it closed or issued; fewer, or none, where that was done before
 * @param failure what went wrong, in English, for engineers
 */
record StatementRun(
        String id,
        Action action,
        YearMonth throughPeriod,
        @Nullable String partnerId,
        @Nullable String currency,
        String state,
        long total,
        long processed,
        long changed,
        String requestedBy,
        Instant requestedAt,
        @Nullable Instant finishedAt,
        @Nullable String failure) {

    /** What a run does. */
    enum Action {
        /** Ends the months of all accounts up to a month. */
        CLOSE,
        /** Tells the partners of their closed months. */
        ISSUE
    }
}
