package org.partnerportal.messaging.audit;

import org.jspecify.annotations.Nullable;

/**
 * What a look at the chain has shown.
 *
 * @param from the entry after which it began
 * @param through the last entry that is proven, with its hash: where the next look goes on
 * @param head where the chain ends
 * @param complete whether it came to the end
 * @param broken the first entry that is not what was written; none while all is well
 */
public record AuditVerification(
        long from,
        ChainHead through,
        ChainHead head,
        boolean complete,
        @Nullable BrokenEntry broken) {

    /** What was done to an entry. */
    public enum Kind {
        /** Its content does not fit its hash. */
        CHANGED,
        /** It was replaced together with its hash, which its successor does not know. */
        REPLACED,
        /** There is no entry at its place. */
        REMOVED,
        /** It lies where no entry belongs. */
        INSERTED
    }

    /**
     * @param sequence its place in the chain
     * @param entryId none where it is gone
     */
    public record BrokenEntry(long sequence, @Nullable String entryId, Kind kind) {}

    static AuditVerification broken(ChainHead from, ChainHead head, BrokenEntry broken) {
        return new AuditVerification(from.sequence(), from, head, false, broken);
    }
}
