package org.partnerportal.messaging;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.apache.kafka.clients.consumer.Consumer;
import org.bson.Document;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.kernel.Ids;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * Makes the copies of all {@link CopyFeed}s of the service again from the topics, while the live
 * ones answer and are kept up to date. One at a time over all instances; one that dies half-way has
 * done no harm and is begun anew.
 */
public final class CopyRebuilds {

    private static final Logger log = LoggerFactory.getLogger(CopyRebuilds.class);
    private static final String LOCK = "copy-rebuild";

    /** How long a rebuild whose instance died holds up the next one. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final MongoTemplate mongo;
    private final List<CopyFeed> feeds;
    private final EnvelopeReader reader;
    private final TopicReaders readers;
    private final LockProvider locks;
    private final Clock clock;

    CopyRebuilds(
            MongoTemplate mongo,
            List<CopyFeed> feeds,
            EnvelopeReader reader,
            TopicReaders readers,
            LockProvider locks,
            Clock clock) {
        this.mongo = mongo;
        this.feeds = List.copyOf(feeds);
        this.reader = reader;
        this.readers = readers;
        this.locks = locks;
        this.clock = clock;
    }

    private MongoCollection<Document> documents() {
        return mongo.getCollection("copyRebuilds");
    }

    /** Begins one in the background; refused while one runs. */
    public CopyRebuild begin() {
        // The lock's own clock is the machine's: a clock that tests move must not hold it for ever.
        SimpleLock lock =
                locks.lock(new LockConfiguration(Instant.now(), LOCK, LONGEST, Duration.ZERO))
                        .orElseThrow(() -> CommonRefusal.BUSY.because(LOCK));
        CopyRebuild begun = CopyRebuild.begun(Ids.next("job", clock.instant()), clock.instant());
        keep(begun);
        Thread.ofPlatform()
                .name("copy-rebuild")
                .daemon()
                .start(() -> {
                    try {
                        keep(run(begun));
                    } finally {
                        lock.unlock();
                    }
                });
        return begun;
    }

    public CopyRebuild get(String id) {
        Document document = documents().find(new Document("_id", id)).first();
        if (document == null) {
            throw CommonRefusal.NOT_FOUND.because(id);
        }
        return CopyRebuild.from(document);
    }

    private CopyRebuild run(CopyRebuild begun) {
        CopyRebuild result = begun;
        try {
            for (CopyFeed feed : feeds) {
                try (Consumer<byte[], byte[]> consumer = readers.alone(Map.of())) {
                    result =
                            new CopyRebuildRun(mongo, feed, reader, consumer)
                                    .run(result, this::keep);
                }
            }
            result = result.ended(CopyRebuild.State.SUCCEEDED, clock.instant(), null);
            log.info("Copies were rebuilt: {}", result);
        } catch (RuntimeException e) {
            log.error("Rebuild {} failed; the live copies still answer", begun.id(), e);
            result =
                    result.ended(
                            CopyRebuild.State.FAILED, clock.instant(), DeadLetters.describe(e));
        }
        return result;
    }

    private void keep(CopyRebuild rebuild) {
        var set =
                new Document("state", rebuild.state().name())
                        .append("startedAt", Date.from(rebuild.startedAt()))
                        .append("records", rebuild.records())
                        .append("skipped", rebuild.skipped())
                        .append("same", rebuild.same())
                        .append("repaired", rebuild.repaired())
                        .append("removed", rebuild.removed())
                        .append("unexplained", rebuild.unexplained());
        if (rebuild.endedAt() != null) {
            set.append("endedAt", Date.from(rebuild.endedAt()));
        }
        if (rebuild.failure() != null) {
            set.append("failure", rebuild.failure());
        }
        documents()
                .updateOne(
                        new Document("_id", rebuild.id()),
                        new Document("$set", set),
                        new UpdateOptions().upsert(true));
    }
}
