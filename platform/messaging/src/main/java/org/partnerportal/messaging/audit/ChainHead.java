package org.partnerportal.messaging.audit;

import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Where the chain ends.
 *
 * @param sequence of the last entry; 0 while there is none
 * @param hash of the last entry
 */
public record ChainHead(long sequence, String hash) {

    /** What the first entry follows. */
    static final ChainHead START = new ChainHead(0, "0".repeat(64));

    Document toDocument() {
        return new Document("sequence", sequence).append("hash", hash);
    }

    static ChainHead from(@Nullable Document document) {
        return document == null
                ? START
                : new ChainHead(
                        document.get("sequence", Number.class).longValue(),
                        document.getString("hash"));
    }
}
