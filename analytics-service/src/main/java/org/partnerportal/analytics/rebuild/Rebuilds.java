package org.partnerportal.analytics.rebuild;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.partnerportal.analytics.AnalyticsRefusal;
import org.partnerportal.analytics.AnalyticsSettings;
import org.partnerportal.analytics.figures.Row;
import org.partnerportal.kernel.CommonRefusal;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** The stored rebuilds; a worker writes to the one that it holds the lease of. */
@Component
class Rebuilds {

    private static final String COLLECTION = "rebuilds";

    private final MongoTemplate mongo;
    private final Clock clock;
    private final Duration lease;

    Rebuilds(MongoTemplate mongo, Clock clock, AnalyticsSettings settings) {
        this.mongo = mongo;
        this.clock = clock;
        this.lease = settings.rebuild().lease();
        mongo.getCollection(COLLECTION)
                .createIndex(
                        Indexes.ascending("open"),
                        new IndexOptions().name("open").unique(true).sparse(true));
    }

    /** Begins it; the same id again is the same rebuild, another one is refused while one runs. */
    Rebuild begin(Rebuild rebuild) {
        Optional<Rebuild> before = find(rebuild.id());
        if (before.isPresent()) {
            return before.get();
        }
        try {
            return mongo.insert(rebuild, COLLECTION);
        } catch (DuplicateKeyException e) {
            Optional<Rebuild> open = open();
            if (open.isPresent() && !open.get().id().equals(rebuild.id())) {
                throw AnalyticsRefusal.REBUILD_RUNNING.because(open.get().id());
            }
            // It was begun at the same moment, or the one that stood in the way has just finished.
            return find(rebuild.id()).orElseThrow(CommonRefusal.BUSY::because);
        }
    }

    Rebuild get(String id) {
        return find(id).orElseThrow(() -> CommonRefusal.NOT_FOUND.because(id));
    }

    private Optional<Rebuild> find(String id) {
        return Optional.ofNullable(mongo.findById(id, Rebuild.class, COLLECTION));
    }

    private Optional<Rebuild> open() {
        return Optional.ofNullable(
                mongo.findOne(
                        Query.query(Criteria.where("open").is(true)), Rebuild.class, COLLECTION));
    }

    /** The open rebuild, if nobody works on it; from now on the owner does. */
    Optional<Rebuild> take(String owner) {
        Instant now = clock.instant();
        return Optional.ofNullable(
                mongo.findAndModify(
                        Query.query(Criteria.where("open").is(true).and("leaseUntil").lte(now)),
                        new Update()
                                .set("owner", owner)
                                .set("leaseUntil", now.plus(lease))
                                .inc("attempts", 1),
                        FindAndModifyOptions.options().returnNew(true),
                        Rebuild.class,
                        COLLECTION));
    }

    /** Says how far it is, and that its worker is alive. */
    void progress(
            String id, String owner, List<Rebuild.Reading> readings, long records, long skipped) {
        write(
                id,
                owner,
                new Update()
                        .set("readings", readings)
                        .set("records", records)
                        .set("skipped", skipped)
                        .set("leaseUntil", clock.instant().plus(lease)));
    }

    void compared(
            String id, String owner, List<Row> before, List<Row> after, Comparison comparison) {
        write(
                id,
                owner,
                new Update()
                        .set("before", before)
                        .set("after", after)
                        .set("comparison", comparison));
    }

    void switched(String id, String owner) {
        write(id, owner, new Update().set("state", Rebuild.State.SWITCHED));
    }

    void succeeded(String id, String owner) {
        write(id, owner, finished().set("state", Rebuild.State.SUCCEEDED));
    }

    void failed(String id, String owner, Rebuild.Failure failure) {
        write(id, owner, finished().set("state", Rebuild.State.FAILED).set("failure", failure));
    }

    private Update finished() {
        return new Update().set("finishedAt", clock.instant()).unset("open").unset("owner");
    }

    /** Lets another worker go on at once. */
    void release(String id, String owner) {
        mongo.updateFirst(
                owned(id, owner), new Update().set("leaseUntil", Instant.EPOCH), COLLECTION);
    }

    private void write(String id, String owner, Update update) {
        if (mongo.updateFirst(owned(id, owner), update, COLLECTION).getMatchedCount() == 0) {
            throw new LeaseLost(id);
        }
    }

    private static Query owned(String id, String owner) {
        return Query.query(Criteria.where("_id").is(id).and("owner").is(owner));
    }

    /** Another worker has taken over. */
    static final class LeaseLost extends RuntimeException {
        LeaseLost(String id) {
            super("Another worker has taken over rebuild " + id, null, false, false);
        }
    }
}
