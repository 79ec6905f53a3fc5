package org.partnerportal.web.imports;

import java.util.Map;
import java.util.Set;

/** What a service makes of the rows of one kind of file. */
public interface ImportKind {

    /** Also the last part of its path, {@code partner-imports} for instance. */
    String name();

    Set<String> requiredColumns();

    Set<String> optionalColumns();

    /**
     * Checks one row and, unless this is a dry run, brings it about. Must be idempotent by business
     * key: the same row again, after a crash too, ends in the same state. A row that must not be
     * imported is refused by {@link ImportRow#refuse} or by any refusal of the domain; the other
     * rows go on.
     */
    RowOutcome apply(ImportRow row, ImportBatch batch);

    /**
     * Takes back what this batch created, if nobody has worked on it since.
     *
     * @param reference as {@link #apply} answered it
     * @return whether it was taken back
     */
    boolean undo(String reference, ImportBatch batch);

    /**
     * The batch that rows belong to.
     *
     * @param id the job's id; what it creates carries it
     * @param dryRun check only
     * @param options the request's further parameters
     */
    record ImportBatch(String id, boolean dryRun, Map<String, String> options) {}
}
