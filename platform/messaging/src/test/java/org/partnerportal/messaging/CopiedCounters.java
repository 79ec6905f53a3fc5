package org.partnerportal.messaging;

import com.mongodb.client.MongoCollection;
import java.util.List;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Keeps the newest value of every counter, as another service would. */
final class CopiedCounters implements CopyFeed {

    static final String COLLECTION = "copied";

    private final MongoTemplate mongo;
    private final LatestState<Copied> copies;

    record Copied(int value) {}

    CopiedCounters(MongoTemplate mongo) {
        this.mongo = mongo;
        this.copies = new LatestState<>(mongo, COLLECTION, Copied.class);
    }

    @Override
    public String name() {
        return "copied";
    }

    @Override
    public List<String> topics() {
        return List.of("sample.events.v1");
    }

    @Override
    public List<String> collections() {
        return List.of(COLLECTION);
    }

    @Override
    public void write(Envelope event, Edition edition) {
        copies.in(edition)
                .put(
                        event.subject(),
                        event.aggregateVersion(),
                        new Copied(event.data().path("value").asInt()));
    }

    MongoCollection<Document> documents() {
        return mongo.getCollection(COLLECTION);
    }
}
