package org.partnerportal.messaging;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * Reads a feed's topics from their beginning into a second edition of its collections, then walks
 * through both and puts right what differs in the live one, document by document.
 *
 * <p>The live feed goes on meanwhile. A difference counts only if it is still there after
 * everything was read that had been published when the live document was looked at: then the second
 * edition is at least as new. It is put right only if the live document is still that one.
 */
final class CopyRebuildRun {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int PAGE = 1_000;
    private static final Duration TELL_EVERY = Duration.ofSeconds(1);

    private final MongoTemplate mongo;
    private final CopyFeed feed;
    private final EnvelopeReader reader;
    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> topics;
    private final List<TopicPartition> partitions = new ArrayList<>();
    private boolean complete = true;
    private long records;
    private long skipped;
    private long same;
    private long repaired;
    private long removed;
    private long unexplained;
    private long toldAt = System.nanoTime();

    CopyRebuildRun(
            MongoTemplate mongo,
            CopyFeed feed,
            EnvelopeReader reader,
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> topics) {
        this.mongo = mongo;
        this.feed = feed;
        this.reader = reader;
        this.topics = topics;
    }

    /**
     * @param before what came out of the feeds before this one
     * @param tell is told now and then how far it is
     */
    CopyRebuild run(CopyRebuild before, Consumer<CopyRebuild> tell) {
        dropRebuilt();
        for (String topic : feed.topics()) {
            topics.partitionsFor(topic)
                    .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        topics.assign(partitions);
        topics.seekToBeginning(partitions);
        complete = topics.beginningOffsets(partitions).values().stream().allMatch(at -> at == 0);
        readToTheEnd(() -> {
            if (System.nanoTime() - toldAt > TELL_EVERY.toNanos()) {
                toldAt = System.nanoTime();
                tell.accept(plus(before));
            }
        });
        for (String collection : feed.collections()) {
            compare(
                    mongo.getCollection(Edition.LIVE.of(collection)),
                    mongo.getCollection(Edition.REBUILT.of(collection)));
        }
        dropRebuilt();
        return plus(before);
    }

    private void dropRebuilt() {
        feed.collections()
                .forEach(collection -> mongo.dropCollection(Edition.REBUILT.of(collection)));
    }

    private CopyRebuild plus(CopyRebuild before) {
        return new CopyRebuild(
                before.id(),
                before.state(),
                before.startedAt(),
                before.endedAt(),
                before.records() + records,
                before.skipped() + skipped,
                before.same() + same,
                before.repaired() + repaired,
                before.removed() + removed,
                before.unexplained() + unexplained,
                before.failure());
    }

    /** To where the topics end now. */
    private void readToTheEnd(Runnable meanwhile) {
        Map<TopicPartition, Long> ends = topics.endOffsets(partitions);
        while (ends.entrySet().stream()
                .anyMatch(end -> topics.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : topics.poll(POLL)) {
                records++;
                try {
                    reader.read(record).ifPresent(event -> feed.write(event, Edition.REBUILT));
                } catch (UnreadableRecord e) {
                    skipped++;
                }
            }
            meanwhile.run();
        }
    }

    private void compare(MongoCollection<Document> live, MongoCollection<Document> rebuilt) {
        String after = "";
        while (true) {
            Map<String, Document> olds = page(live, after);
            Map<String, Document> news = page(rebuilt, after);
            var ids = new TreeSet<String>();
            ids.addAll(olds.keySet());
            ids.addAll(news.keySet());
            if (ids.isEmpty()) {
                return;
            }
            // Beyond the end of a full page nothing is known of that side yet.
            String until = ids.last();
            if (olds.size() == PAGE) {
                until = min(until, new TreeSet<>(olds.keySet()).last());
            }
            if (news.size() == PAGE) {
                until = min(until, new TreeSet<>(news.keySet()).last());
            }
            var differing = new ArrayList<String>();
            for (String id : ids.headSet(until, true)) {
                if (Objects.equals(olds.get(id), news.get(id))) {
                    same++;
                } else {
                    differing.add(id);
                }
            }
            if (!differing.isEmpty()) {
                putRight(live, rebuilt, differing);
            }
            after = until;
        }
    }

    private static String min(String one, String other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Map<String, Document> page(MongoCollection<Document> documents, String after) {
        var page = new HashMap<String, Document>();
        documents
                .find(new Document("_id", new Document("$gt", after)))
                .sort(new Document("_id", 1))
                .limit(PAGE)
                .forEach(document -> page.put(document.getString("_id"), document));
        return page;
    }

    private void putRight(
            MongoCollection<Document> live, MongoCollection<Document> rebuilt, List<String> ids) {
        Map<String, Document> olds = byId(live, ids);
        readToTheEnd(() -> {});
        Map<String, Document> news = byId(rebuilt, ids);
        for (String id : ids) {
            Document old = olds.get(id);
            Document fresh = news.get(id);
            if (Objects.equals(old, fresh)) {
                same++;
            } else if (fresh == null) {
                remove(live, Objects.requireNonNull(old));
            } else if (replace(live, old, fresh)) {
                repaired++;
            }
        }
    }

    private static Map<String, Document> byId(
            MongoCollection<Document> documents, List<String> ids) {
        var found = new HashMap<String, Document>();
        documents
                .find(new Document("_id", new Document("$in", ids)))
                .forEach(document -> found.put(document.getString("_id"), document));
        return found;
    }

    /** What no event explains is gone only where the topics still have every event. */
    private void remove(MongoCollection<Document> live, Document old) {
        if (!complete) {
            unexplained++;
        } else if (live.deleteOne(old).getDeletedCount() == 1) {
            removed++;
        }
    }

    /**
     * @return false where the live feed has written it meanwhile, and so put it right itself
     */
    private static boolean replace(
            MongoCollection<Document> live, @Nullable Document old, Document fresh) {
        if (old != null) {
            return live.replaceOne(old, fresh).getMatchedCount() == 1;
        }
        try {
            live.insertOne(fresh);
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return false;
        }
    }
}
