package org.partnerportal.web.imports;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An import as its caller sees it.
 *
 * @param id the batch id too
 * @param state QUEUED, RUNNING, SUCCEEDED, FAILED, UNDOING or UNDONE; a job with refused rows has
 *     succeeded
 * @param dryRun nothing was changed; the counts say what would have been
 * @param processed rows looked at so far, of {@code total}
 * @param created things that this batch made; what an undo would take back
 * @param unchanged rows that said what was already so
 * @param refused rows with errors; the error file names them
 * @param kept after an undo: things of this batch that stay, because they were worked on
 * @param failure why a FAILED job ended
 * @param allowedActions what can be asked next: ERRORS, UNDO
 */
public record ImportJob(
        String id,
        String kind,
        String state,
        boolean dryRun,
        String fileName,
        int total,
        int processed,
        int created,
        int updated,
        int unchanged,
        int refused,
        int undone,
        int kept,
        String submittedBy,
        Instant submittedAt,
        @Nullable Instant finishedAt,
        @Nullable String failure,
        List<String> allowedActions) {}
