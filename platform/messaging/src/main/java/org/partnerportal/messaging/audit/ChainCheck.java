package org.partnerportal.messaging.audit;

import java.util.Iterator;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.partnerportal.messaging.audit.AuditVerification.BrokenEntry;
import org.partnerportal.messaging.audit.AuditVerification.Kind;

/** Follows a part of the chain, in order, and names the first entry that is not as written. */
final class ChainCheck {

    private final ChainHead from;
    private final ChainHead head;
    private final int limit;

    /**
     * @param from proven before, or the start
     * @param head where the chain must end
     * @param limit how many entries to prove; one more may be given as a witness of the last
     */
    ChainCheck(ChainHead from, ChainHead head, int limit) {
        this.from = from;
        this.head = head;
        this.limit = limit;
    }

    AuditVerification check(Iterator<Document> entries) {
        ChainHead proven = from;
        Document entry = entries.hasNext() ? entries.next() : null;
        for (int looked = 0; looked < limit && proven.sequence() < head.sequence(); looked++) {
            Document successor = entries.hasNext() ? entries.next() : null;
            BrokenEntry broken = broken(proven, entry, successor);
            if (broken != null) {
                return new AuditVerification(from.sequence(), proven, head, false, broken);
            }
            proven = new ChainHead(proven.sequence() + 1, hash(entry));
            entry = successor;
        }
        return new AuditVerification(
                from.sequence(), proven, head, proven.sequence() >= head.sequence(), null);
    }

    private @Nullable BrokenEntry broken(
            ChainHead proven, @Nullable Document entry, @Nullable Document successor) {
        long sequence = proven.sequence() + 1;
        if (entry == null) {
            return new BrokenEntry(sequence, null, Kind.REMOVED);
        }
        if (!isAt(entry, sequence)) {
            return isWhole(entry.get("_id"))
                    ? new BrokenEntry(sequence, null, Kind.REMOVED)
                    : new BrokenEntry(sequence, idOf(entry), Kind.INSERTED);
        }
        String hash = ChainedEntry.hashOf(entry);
        if (!hash.equals(entry.get("hash")) || !proven.hash().equals(entry.get("previous"))) {
            return new BrokenEntry(sequence, idOf(entry), Kind.CHANGED);
        }
        // It fits itself and what is before it. Whether it is the one that was written, only what
        // came after it knows, provided that this is untouched.
        boolean known =
                sequence == head.sequence()
                        ? hash.equals(head.hash())
                        : successor == null
                                || hash.equals(successor.get("previous"))
                                || !isWitness(successor, sequence + 1);
        return known ? null : new BrokenEntry(sequence, idOf(entry), Kind.REPLACED);
    }

    private static boolean isWitness(Document successor, long sequence) {
        return isAt(successor, sequence)
                && ChainedEntry.hashOf(successor).equals(successor.get("hash"));
    }

    private static boolean isAt(Document entry, long sequence) {
        return isWhole(entry.get("_id"))
                && entry.get("_id") instanceof Number id
                && id.longValue() == sequence;
    }

    private static boolean isWhole(@Nullable Object id) {
        return id instanceof Long || id instanceof Integer;
    }

    private static String hash(@Nullable Document entry) {
        return entry == null ? "" : String.valueOf(entry.get("hash"));
    }

    static @Nullable String idOf(Document stored) {
        return stored.get("entry") instanceof Document entry && entry.get("id") instanceof String id
                ? id
                : null;
    }
}
