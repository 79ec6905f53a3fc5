package org.partnerportal.messaging;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.client.model.UpdateOptions;
import java.util.Optional;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * Local copies of what other contexts own: per id the newest state that was published, guarded by
 * the producer's {@code aggregateVersion}, so that late and repeated deliveries change nothing.
 *
 * @param <T> a flat record, stored as field {@code state}
 */
public final class LatestState<T> {

    private final MongoTemplate mongo;
    private final String collection;
    private final Class<T> type;

    public LatestState(MongoTemplate mongo, String collection, Class<T> type) {
        this.mongo = mongo;
        this.collection = collection;
        this.type = type;
    }

    /** The same of another edition. */
    public LatestState<T> in(Edition edition) {
        return edition == Edition.LIVE
                ? this
                : new LatestState<>(mongo, edition.of(collection), type);
    }

    /**
     * Keeps the state unless a newer or the same version is known.
     *
     * @return whether it was news
     */
    public boolean put(String id, long version, T state) {
        var document = new Document();
        mongo.getConverter().write(state, document);
        var older = new Document("_id", id).append("version", new Document("$lt", version));
        var update =
                new Document("$set", new Document("state", document).append("version", version));
        try {
            mongo.getCollection(collection)
                    .updateOne(older, update, new UpdateOptions().upsert(true));
            return true;
        } catch (MongoException e) {
            if (ErrorCategory.fromErrorCode(e.getCode()) != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            // It is there: as new as this one, or an older one that was written at this very
            // moment.
            return mongo.getCollection(collection).updateOne(older, update).getModifiedCount() == 1;
        }
    }

    public Optional<T> find(String id) {
        return Optional.ofNullable(
                        mongo.getCollection(collection).find(new Document("_id", id)).first())
                .map(this::read);
    }

    /** Reads the state out of a document of the collection, from a query of the caller's own. */
    public T read(Document document) {
        return mongo.getConverter().read(type, document.get("state", Document.class));
    }
}
