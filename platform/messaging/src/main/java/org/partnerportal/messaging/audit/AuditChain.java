package org.partnerportal.messaging.audit;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * The chain in the store: one document per entry, {@code _id} is its sequence, and one document
 * that is the head.
 *
 * <p>Only the head decides: whoever moves it from the hash that he has read to the hash of his last
 * entry has won, and the entries that he adds lie in the head's document until they are in the
 * chain. So any number of instances may append at once, and after a crash the next one finishes
 * what is there. An entry that the chain has already is left out, and because that is looked up
 * under the very head that is moved, it cannot be added twice.
 */
final class AuditChain {

    static final String ENTRIES = "auditEntries";
    static final String HEAD = "auditHead";

    private static final Logger log = LoggerFactory.getLogger(AuditChain.class);
    private static final Document HEAD_ID = new Document("_id", "head");
    private static final int MAX_RACES = 50;
    private static final int PURGE_BATCH = 10_000;

    /** Entries in memory at once; without a number the store sends 16 MB of them. */
    private static final int AT_ONCE = 1_000;

    private final MongoTemplate mongo;

    /** The last head whose entries this instance knows to be in the chain. */
    private volatile @Nullable String settled;

    AuditChain(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    void createIndexes() {
        index("entry", Indexes.ascending("entry.id"));
        index("at", Indexes.ascending("entry.at"));
        index("actor", Indexes.ascending("entry.who.actor", "_id"));
        index("partner", Indexes.ascending("entry.who.partnerId", "_id"));
        index("about", Indexes.ascending("entry.about", "_id"));
        entries()
                .createIndex(
                        Indexes.ascending("entry.purge.through"),
                        new IndexOptions().name("purge").sparse(true));
    }

    private void index(String name, org.bson.conversions.Bson keys) {
        entries().createIndex(keys, new IndexOptions().name(name));
    }

    MongoCollection<Document> entries() {
        return mongo.getCollection(ENTRIES);
    }

    private MongoCollection<Document> heads() {
        return mongo.getCollection(HEAD);
    }

    /**
     * Appends those of the entries that the chain does not have yet, in this order.
     *
     * @return how many were new
     */
    int append(List<AuditEntry> entries) {
        return appendDocuments(entries.stream().map(AuditEntry::toDocument).toList());
    }

    int appendDocuments(List<Document> entries) {
        for (int race = 0; race < MAX_RACES; race++) {
            Document stored = heads().find(HEAD_ID).first();
            ChainHead head = settle(stored);
            List<Document> fresh = unknown(entries);
            if (fresh.isEmpty()) {
                return 0;
            }
            List<Document> block = linked(head, fresh);
            if (move(stored, head, block)) {
                write(block);
                settled = block.getLast().getString("hash");
                return block.size();
            }
        }
        throw new IllegalStateException("The head of the audit chain does not stand still");
    }

    /** The head, with every entry up to it in the chain. */
    ChainHead head() {
        return settle(heads().find(HEAD_ID).first());
    }

    /** Up to where old entries were deleted. */
    ChainHead purged() {
        Document stored = heads().find(HEAD_ID).first();
        return ChainHead.from(stored == null ? null : stored.get("purged", Document.class));
    }

    private ChainHead settle(@Nullable Document stored) {
        if (stored == null) {
            return found();
        }
        ChainHead head = ChainHead.from(stored);
        if (!head.hash().equals(settled)) {
            List<Document> block = stored.getList("block", Document.class, List.of());
            if (!block.isEmpty()
                    && entries().find(new Document("_id", head.sequence())).first() == null) {
                write(block);
            }
            settled = head.hash();
        }
        return head;
    }

    /** Without a head the chain is empty, or somebody has removed it. */
    private ChainHead found() {
        Document last = entries().find().sort(new Document("_id", -1)).limit(1).first();
        if (last == null) {
            return ChainHead.START;
        }
        log.error(
                "The head of the audit chain is gone; it goes on after entry {}, and what was cut off before cannot be seen here",
                last.get("_id"));
        return new ChainHead(last.get("_id", Number.class).longValue(), last.getString("hash"));
    }

    private List<Document> unknown(List<Document> entries) {
        Set<String> known = new HashSet<>();
        entries()
                .find(
                        new Document(
                                "entry.id",
                                new Document(
                                        "$in",
                                        entries.stream()
                                                .map(entry -> entry.getString("id"))
                                                .toList())))
                .projection(Projections.include("entry.id"))
                .forEach(found -> known.add(found.getEmbedded(List.of("entry", "id"), "")));
        // Also tells apart what is twice in the list.
        return entries.stream().filter(entry -> known.add(entry.getString("id"))).toList();
    }

    private static List<Document> linked(ChainHead head, List<Document> entries) {
        var block = new ArrayList<Document>(entries.size());
        long sequence = head.sequence();
        String previous = head.hash();
        for (Document entry : entries) {
            Document linked = ChainedEntry.link(++sequence, previous, entry);
            previous = linked.getString("hash");
            block.add(linked);
        }
        return block;
    }

    private boolean move(@Nullable Document stored, ChainHead from, List<Document> block) {
        Document last = block.getLast();
        Document next =
                new ChainHead(last.get("_id", Number.class).longValue(), last.getString("hash"))
                        .toDocument()
                        .append("block", block);
        if (stored != null) {
            return heads().updateOne(
                                    new Document(HEAD_ID)
                                            .append("sequence", from.sequence())
                                            .append("hash", from.hash()),
                                    new Document("$set", next))
                            .getModifiedCount()
                    == 1;
        }
        try {
            heads().insertOne(
                            new Document(HEAD_ID)
                                    .append("purged", ChainHead.START.toDocument())
                                    .append("sequence", next.get("sequence"))
                                    .append("hash", next.get("hash"))
                                    .append("block", block));
            return true;
        } catch (MongoWriteException e) {
            if (isDuplicate(e.getError().getCode())) {
                return false;
            }
            throw e;
        }
    }

    /** Whoever comes first writes them; the others write the same. */
    private void write(List<Document> block) {
        try {
            entries().insertMany(block);
        } catch (MongoBulkWriteException e) {
            if (!e.getWriteErrors().stream().allMatch(error -> isDuplicate(error.getCode()))) {
                throw e;
            }
            block.forEach(this::writeOne);
        }
    }

    private void writeOne(Document entry) {
        var place = new Document("_id", entry.get("_id"));
        try {
            entries().insertOne(entry);
        } catch (MongoWriteException e) {
            if (!isDuplicate(e.getError().getCode())) {
                throw e;
            }
            Document there = entries().find(place).first();
            if (there != null && !Objects.equals(entry.get("hash"), there.get("hash"))) {
                log.error(
                        "At place {} of the audit chain lay an entry that was never appended, hash {}; it is replaced by the right one",
                        entry.get("_id"),
                        there.get("hash"));
                entries().replaceOne(place, entry);
            }
        }
    }

    private static boolean isDuplicate(int code) {
        return ErrorCategory.fromErrorCode(code) == ErrorCategory.DUPLICATE_KEY;
    }

    /**
     * Looks whether the chain is what it was when it was written.
     *
     * @param known an entry that is known from elsewhere, from which to go on; none starts with the
     *     first that is kept
     * @param limit how many entries to look at
     */
    AuditVerification verify(@Nullable ChainHead known, int limit) {
        ChainHead head = head();
        ChainHead purged = purged();
        ChainHead from = known != null && known.sequence() > purged.sequence() ? known : purged;
        if (from.sequence() > 0) {
            AuditVerification.BrokenEntry start =
                    from.equals(purged) ? notPurged(purged) : notThere(from);
            if (start != null) {
                return AuditVerification.broken(from, head, start);
            }
        }
        try (var stored =
                entries()
                        .find(
                                new Document(
                                        "_id",
                                        new Document("$gt", from.sequence())
                                                .append("$lte", head.sequence())))
                        .sort(new Document("_id", 1))
                        // One more shows whether the last one is what its successor says.
                        .limit(limit + 1)
                        .batchSize(AT_ONCE)
                        .iterator()) {
            AuditVerification verification = new ChainCheck(from, head, limit).check(stored);
            return verification.complete() && verification.broken() == null
                    ? withNothingBeyond(verification)
                    : verification;
        }
    }

    private AuditVerification.@Nullable BrokenEntry notThere(ChainHead known) {
        Document stored = entries().find(new Document("_id", known.sequence())).first();
        if (stored == null) {
            return new AuditVerification.BrokenEntry(
                    known.sequence(), null, AuditVerification.Kind.REMOVED);
        }
        boolean same =
                known.hash().equals(stored.getString("hash"))
                        && known.hash().equals(ChainedEntry.hashOf(stored));
        return same
                ? null
                : new AuditVerification.BrokenEntry(
                        known.sequence(), ChainCheck.idOf(stored), AuditVerification.Kind.CHANGED);
    }

    /** Entries may be missing at the start only where an entry of the chain says so. */
    private AuditVerification.@Nullable BrokenEntry notPurged(ChainHead purged) {
        Document anchor =
                entries()
                        .find(
                                new Document("entry.purge.through", purged.sequence())
                                        .append("entry.purge.hash", purged.hash()))
                        .first();
        return anchor != null
                ? null
                : new AuditVerification.BrokenEntry(1, null, AuditVerification.Kind.REMOVED);
    }

    /** The head moves before entries are written, so nothing can honestly lie beyond it. */
    private AuditVerification withNothingBeyond(AuditVerification verification) {
        Document last =
                entries()
                        .find(
                                new Document(
                                        "_id", new Document("$gt", verification.head().sequence())))
                        .sort(new Document("_id", -1))
                        .limit(1)
                        .first();
        ChainHead now = head();
        if (last == null || last.get("_id", Number.class).doubleValue() <= now.sequence()) {
            return verification;
        }
        return AuditVerification.broken(
                verification.through(),
                now,
                new AuditVerification.BrokenEntry(
                        now.sequence() + 1,
                        ChainCheck.idOf(last),
                        AuditVerification.Kind.INSERTED));
    }

    /**
     * Deletes entries from before the instant and leaves an entry that says up to where, so that
     * the rest stays verifiable. A crash in between is finished by the next purge.
     *
     * @return how many were deleted
     */
    long purge(Instant before, Instant now) {
        Document kept =
                entries()
                        .find(new Document("entry.at", new Document("$gte", Date.from(before))))
                        .sort(new Document("_id", 1))
                        .limit(1)
                        .first();
        ChainHead head = head();
        ChainHead purged = purged();
        long through =
                Math.min(
                                head.sequence(),
                                kept == null
                                        ? Long.MAX_VALUE
                                        : kept.get("_id", Number.class).longValue())
                        - 1;
        Document last =
                through > purged.sequence()
                        ? entries().find(new Document("_id", through)).first()
                        : null;
        if (last != null) {
            purged = new ChainHead(through, Objects.requireNonNull(last.getString("hash")));
            append(List.of(AuditTrail.purged(purged, now)));
            heads().updateOne(
                            HEAD_ID,
                            new Document("$set", new Document("purged", purged.toDocument())));
        }
        return delete(purged.sequence());
    }

    private long delete(long through) {
        long deleted = 0;
        while (true) {
            List<Object> ids =
                    entries()
                            .find(new Document("_id", new Document("$lte", through)))
                            .projection(Projections.include("_id"))
                            .sort(new Document("_id", 1))
                            .limit(PURGE_BATCH)
                            .map(document -> document.get("_id"))
                            .into(new ArrayList<>());
            if (ids.isEmpty()) {
                return deleted;
            }
            deleted +=
                    entries()
                            .deleteMany(new Document("_id", new Document("$in", ids)))
                            .getDeletedCount();
        }
    }
}
