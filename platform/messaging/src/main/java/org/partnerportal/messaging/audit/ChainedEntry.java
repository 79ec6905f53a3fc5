package org.partnerportal.messaging.audit;

import java.util.Objects;
import org.bson.Document;

/**
 * An entry at its place in the chain.
 *
 * @param sequence its place, without gaps, from 1
 * @param previous the hash of the entry before it
 * @param hash SHA-256 over sequence, previous hash and content
 */
public record ChainedEntry(long sequence, String previous, String hash, AuditEntry entry) {

    /** Puts the content in its place, as it is stored. */
    static Document link(long sequence, String previous, Document entry) {
        var linked =
                new Document("_id", sequence).append("previous", previous).append("entry", entry);
        return linked.append("hash", hashOf(linked));
    }

    /** What the hash of a stored entry must be. */
    static String hashOf(Document stored) {
        var hashed = new Document(stored);
        hashed.remove("hash");
        return CanonicalForm.digest(hashed);
    }

    static ChainedEntry from(Document stored) {
        return new ChainedEntry(
                ((Number) Objects.requireNonNull(stored.get("_id"))).longValue(),
                Objects.requireNonNull(stored.getString("previous"), "previous"),
                Objects.requireNonNull(stored.getString("hash"), "hash"),
                AuditEntry.from(
                        Objects.requireNonNull(stored.get("entry", Document.class), "entry")));
    }
}
