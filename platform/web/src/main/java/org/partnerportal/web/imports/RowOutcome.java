package org.partnerportal.web.imports;

/**
 * What became of a row.
 *
 * @param reference the id of the thing that the row is about
 */
public record RowOutcome(Kind kind, String reference) {

    /** Created means: by this very batch, in an interrupted run of it too. */
    public enum Kind {
        CREATED,
        UPDATED,
        UNCHANGED
    }

    public static RowOutcome created(String reference) {
        return new RowOutcome(Kind.CREATED, reference);
    }

    public static RowOutcome updated(String reference) {
        return new RowOutcome(Kind.UPDATED, reference);
    }

    public static RowOutcome unchanged(String reference) {
        return new RowOutcome(Kind.UNCHANGED, reference);
    }
}
