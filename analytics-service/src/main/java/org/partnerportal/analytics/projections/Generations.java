package org.partnerportal.analytics.projections;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.partnerportal.analytics.AnalyticsSettings;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * Which generation of the projections answers questions. One document names it, so changing over is
 * one atomic write; an instance may go on with the old one for {@link
 * AnalyticsSettings#generationAge}.
 */
@Component
public class Generations {

    private static final Document THE_ONE = new Document("_id", "live");

    private final MongoTemplate mongo;
    private final long ageNanos;
    private volatile @Nullable Known known;

    private record Known(int generation, long at) {}

    Generations(MongoTemplate mongo, AnalyticsSettings settings) {
        this.mongo = mongo;
        this.ageNanos = settings.generationAge().toNanos();
    }

    public int live() {
        Known last = known;
        // Taken before the read: what is known is never newer than it says.
        long now = System.nanoTime();
        if (last != null && now - last.at() < ageNanos) {
            return last.generation();
        }
        int generation = read();
        known = new Known(generation, now);
        return generation;
    }

    /** Straight from the store, for whoever is about to change it. */
    public int read() {
        Document document = documents().find(THE_ONE).first();
        return Objects.requireNonNullElseGet(document, this::first).getInteger("generation");
    }

    private Document first() {
        Document first = new Document(THE_ONE).append("generation", 1).append("allocated", 1);
        try {
            documents().insertOne(first);
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            // Another instance was first, with the same.
        }
        return Objects.requireNonNull(documents().find(THE_ONE).first());
    }

    /** A number that no generation has had. */
    public int allocate() {
        read();
        return Objects.requireNonNull(
                        documents()
                                .findOneAndUpdate(
                                        THE_ONE,
                                        new Document("$inc", new Document("allocated", 1)),
                                        new FindOneAndUpdateOptions()
                                                .returnDocument(ReturnDocument.AFTER)))
                .getInteger("allocated");
    }

    /** Lets {@code next} answer from now on, if {@code previous} still did until now. */
    public void swap(int previous, int next) {
        documents()
                .updateOne(
                        new Document(THE_ONE).append("generation", previous),
                        new Document("$set", new Document("generation", next)));
        known = null;
    }

    private MongoCollection<Document> documents() {
        return mongo.getCollection("generations");
    }
}
