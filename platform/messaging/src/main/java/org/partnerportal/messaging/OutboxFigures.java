package org.partnerportal.messaging;

import com.mongodb.MongoException;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.Ids;
import org.springframework.dao.DataAccessException;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Since when events lie in the outboxes, and whether the store that they lie in answers. */
final class OutboxFigures {

    private static final Document WAITING =
            new Document("outbox.leaseUntil", new Document("$gt", Date.from(Instant.EPOCH)));

    private final MongoTemplate mongo;
    private final OutboxRelay relay;
    private final Clock clock;

    OutboxFigures(MongoTemplate mongo, OutboxRelay relay, Clock clock) {
        this.mongo = mongo;
        this.relay = relay;
        this.clock = clock;
    }

    /** Whether the store answers a question that costs it nothing. */
    boolean answers() {
        try {
            mongo.executeCommand(new Document("ping", 1));
            return true;
        } catch (DataAccessException | MongoException e) {
            return false;
        }
    }

    /** Seconds since the oldest event was written that the broker does not have; 0 for none. */
    double oldestAge() {
        return relay.collections().stream()
                .map(this::oldest)
                .filter(each -> each != null)
                .mapToDouble(at -> Duration.between(at, clock.instant()).toMillis() / 1000.0)
                .filter(age -> age > 0)
                .max()
                .orElse(0);
    }

    /** By the event's id, which sorts by the time of the write; its own time is the business's. */
    private @Nullable Instant oldest(String collection) {
        Document first =
                mongo.getCollection(collection)
                        .aggregate(
                                List.of(
                                        Aggregates.match(WAITING),
                                        Aggregates.project(
                                                new Document(
                                                        "id",
                                                        new Document(
                                                                "$arrayElemAt",
                                                                List.of("$outbox.events.id", 0)))),
                                        Aggregates.group(null, Accumulators.min("id", "$id"))))
                        .first();
        String id = first == null ? null : first.getString("id");
        return id == null ? null : Ids.time(id);
    }
}
