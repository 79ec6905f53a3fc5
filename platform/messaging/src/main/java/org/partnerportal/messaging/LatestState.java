package org.partnerportal.messaging;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
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

    /**
     * Keeps the state unless a newer or the same version is known.
     *
     * @return whether it was news
     */
    public boolean put(String id, long version, T state) {
        var document = new Document();
        mongo.getConverter().write(state, document);
        try {
            mongo.getCollection(collection)
                    .updateOne(
                            new Document("_id", id).append("version", new Document("$lt", version)),
                            new Document(
                                    "$set",
                                    new Document("state", document).append("version", version)),
                            new UpdateOptions().upsert(true));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        } catch (MongoCommandException e) {
            if (ErrorCategory.fromErrorCode(e.getErrorCode()) == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
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
