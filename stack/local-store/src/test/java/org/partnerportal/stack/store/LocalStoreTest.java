package org.partnerportal.stack.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Collation;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs against a real MongoDB too, where MONGODB_URI names one; the checks that only concern the
 * stand-in then rest.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalStoreTest {

    private final boolean real = System.getenv("MONGODB_URI") != null;
    private final MongoClient client =
            MongoClients.create(real ? System.getenv("MONGODB_URI") : LocalStore.inMemory().uri());
    private MongoCollection<Document> things = fresh();

    private MongoCollection<Document> fresh() {
        return client.getDatabase("local-store-test").getCollection(UUID.randomUUID().toString());
    }

    @BeforeEach
    void freshCollection() {
        things = fresh();
    }

    @AfterAll
    void close() {
        client.close();
    }

    private static List<String> ids(Iterable<Document> found) {
        var ids = new ArrayList<String>();
        found.forEach(document -> ids.add(document.getString("_id")));
        return ids;
    }

    /**
     * Every query answers the same with and without an index, over values of every kind that the
     * suite stores.
     */
    @Test
    void answersTheSameWithAndWithoutAnIndex() {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        MongoCollection<Document> plain = fresh();
        things.createIndex(Indexes.ascending("state.a", "_id"), new IndexOptions().name("a"));
        things.createIndex(Indexes.ascending("state.many"), new IndexOptions().name("many"));
        things.createIndex(Indexes.ascending("due"), new IndexOptions().name("due").sparse(true));
        for (int i = 0; i < 400; i++) {
            var state = new Document("a", "v" + random.nextInt(20));
            if (random.nextBoolean()) {
                state.append("many", List.of("m" + random.nextInt(9), "m" + random.nextInt(9)));
            }
            var document = new Document("_id", "%04d".formatted(i)).append("state", state);
            if (random.nextInt(3) == 0) {
                document.append("due", Date.from(Instant.ofEpochSecond(random.nextInt(100))));
            }
            things.insertOne(document);
            plain.insertOne(document);
        }
        for (int i = 0; i < 100; i++) {
            String id = "%04d".formatted(random.nextInt(400));
            Bson change =
                    random.nextBoolean()
                            ? Updates.set("state.a", "v" + random.nextInt(20))
                            : Updates.unset("due");
            things.updateOne(eq("_id", id), change);
            plain.updateOne(eq("_id", id), change);
            if (random.nextInt(4) == 0) {
                things.deleteOne(eq("_id", id));
                plain.deleteOne(eq("_id", id));
            }
        }
        Date middle = Date.from(Instant.ofEpochSecond(50));
        for (Bson query :
                List.of(
                        eq("state.a", "v3"),
                        in("state.a", "v3", "v4", "none"),
                        and(gte("state.a", "v3"), Filters.lt("state.a", "v5")),
                        eq("state.many", "m3"),
                        in("state.many", "m3", "m4"),
                        and(gt("state.many", "m5"), Filters.lt("state.many", "m4")),
                        lte("due", middle),
                        gt("due", middle),
                        eq("due", null),
                        Filters.exists("due", false),
                        Filters.ne("state.a", "v3"),
                        Filters.regex("state.a", "^v1"),
                        and(eq("state.a", "v3"), lte("due", middle)),
                        or(eq("state.a", "v3"), eq("state.many", "m1")),
                        and(
                                eq("state.many", "m2"),
                                or(
                                        gt("state.a", "v5"),
                                        and(eq("state.a", "v5"), gt("_id", "0100")))),
                        and(eq("_id", "0007"), eq("state.a", "v3")),
                        Filters.not(eq("state.a", "v3")))) {
            Bson order = Indexes.ascending("state.a", "_id");
            assertThat(ids(things.find(query).sort(order)))
                    .as("%s", query)
                    .isEqualTo(ids(plain.find(query).sort(order)));
            assertThat(things.countDocuments(query)).isEqualTo(plain.countDocuments(query));
            answersPagesOf(query, plain);
        }
    }

    /** A page is what the whole answer begins with, whichever way it was found. */
    private void answersPagesOf(Bson query, MongoCollection<Document> plain) {
        for (Bson order :
                List.of(
                        Indexes.ascending("_id"),
                        Indexes.descending("_id"),
                        Indexes.ascending("state.a", "_id"),
                        Indexes.descending("state.a", "_id"),
                        Indexes.ascending("due", "_id"),
                        Indexes.descending("due", "_id"),
                        Indexes.ascending("state.many", "_id"),
                        Indexes.compoundIndex(
                                Indexes.ascending("state.a"),
                                Indexes.descending("due"),
                                Indexes.ascending("_id")))) {
            List<String> all = ids(plain.find(query).sort(order));
            for (int limit : new int[] {1, 7, 1_000}) {
                assertThat(ids(things.find(query).sort(order).limit(limit)))
                        .as("%s in order of %s", query, order)
                        .isEqualTo(all.subList(0, Math.min(limit, all.size())));
            }
            assertThat(ids(things.find(query).sort(order).skip(3).limit(5)))
                    .isEqualTo(all.subList(Math.min(3, all.size()), Math.min(8, all.size())));
        }
    }

    @Test
    void changesOneDocumentAtomicallyHoweverManyTry() throws InterruptedException {
        things.insertOne(new Document("_id", "one").append("version", 0L));
        var threads = new ArrayList<Thread>();
        for (int t = 0; t < 8; t++) {
            threads.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int i = 0; i < 50; i++) {
                                    things.updateOne(eq("_id", "one"), Updates.inc("version", 1L));
                                }
                            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(things.find().first()).containsEntry("version", 400L);
    }

    @Test
    void guardsASaveByItsVersion() {
        things.insertOne(new Document("_id", "one").append("version", 1L));
        var options = new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);
        Bson first =
                and(
                        eq("_id", "one"),
                        eq("version", 1L),
                        Filters.exists("outbox.events.199", false));
        Bson update =
                Updates.combine(
                        Updates.inc("version", 1L),
                        Updates.push("outbox.events", new Document("id", "e1")));

        assertThat(things.findOneAndUpdate(first, update, options)).containsEntry("version", 2L);
        assertThat(things.findOneAndUpdate(first, update, options)).isNull();
    }

    @Test
    void keepsUniqueKeysAndLetsThemBeAbsent() {
        things.createIndex(
                Indexes.ascending("key"), new IndexOptions().name("key").unique(true).sparse(true));
        things.insertOne(new Document("_id", "1").append("key", "k"));
        things.insertOne(new Document("_id", "2"));
        things.insertOne(new Document("_id", "3"));

        assertThatExceptionOfType(MongoException.class)
                .isThrownBy(() -> things.insertOne(new Document("_id", "4").append("key", "k")))
                .satisfies(failure -> assertThat(failure.getCode()).isEqualTo(11000));
    }

    @Test
    void sumsDecimalsExactly() {
        things.insertOne(new Document("amount", Decimal128.parse("0.10")));
        things.insertOne(new Document("amount", Decimal128.parse("0.20")));

        Document sum =
                things.aggregate(
                                List.of(
                                        Aggregates.group(
                                                null, Accumulators.sum("total", "$amount"))))
                        .first();
        assertThat(sum).containsEntry("total", Decimal128.parse("0.30"));
    }

    @Nested
    class Refuses {

        private void assertRefused(Runnable command) {
            assumeThat(real).isFalse();
            assertThatExceptionOfType(MongoCommandException.class)
                    .isThrownBy(command::run)
                    .satisfies(failure -> assertThat(failure.getErrorCode()).isEqualTo(303));
        }

        @Test
        void collation() {
            assertRefused(() ->
                    things.find().collation(Collation.builder().locale("hu").build()).first());
        }

        @Test
        void partialIndexes() {
            assertRefused(() ->
                    things.createIndex(
                            Indexes.ascending("a"),
                            new IndexOptions()
                                    .unique(true)
                                    .partialFilterExpression(new Document("open", true))));
        }

        @Test
        void averagesOfDecimals() {
            assertRefused(() ->
                    things.aggregate(
                                    List.of(
                                            Aggregates.group(
                                                    null, Accumulators.avg("a", "$amount"))))
                            .first());
        }

        @Test
        void updatesByPipeline() {
            assertRefused(
                    () -> things.findOneAndUpdate(eq("_id", "1"), List.of(Updates.set("a", 1))));
        }
    }

    @Nested
    class AfterAStop {

        @TempDir Path folder = Path.of("unset");

        private <T> T withStore(Function<MongoCollection<Document>, T> work) {
            try (LocalStore store = LocalStore.durable(folder, 0, false);
                    MongoClient own = MongoClients.create(store.uri())) {
                return work.apply(own.getDatabase("db").getCollection("things"));
            }
        }

        @Test
        void hasEverythingThoughSomebodyListedTheDatabases() {
            try (LocalStore store = LocalStore.durable(folder, 0, false);
                    MongoClient own = MongoClients.create(store.uri())) {
                own.getDatabase("db").getCollection("things").insertOne(new Document("_id", "d1"));
                assertThat(own.listDatabaseNames()).contains("db");
            }
            long kept = withStore(MongoCollection::countDocuments);
            assertThat(kept).isEqualTo(1);
        }

        @Test
        void hasEverythingThoughItsJournalCouldNotBeRewritten() throws Exception {
            withStore(things -> things.insertOne(new Document("_id", "d1")));
            Path inTheWay = Files.createDirectories(folder.resolve("next.tmp").resolve("full"));
            withStore(things -> things.insertOne(new Document("_id", "d2")));
            assertThat(inTheWay).exists();

            long kept = withStore(MongoCollection::countDocuments);
            assertThat(kept).isEqualTo(2);
        }

        @Test
        void hasEverythingAndItsIndexes() {
            withStore(collection -> {
                collection.createIndex(
                        Indexes.ascending("key"), new IndexOptions().name("key").unique(true));
                for (int i = 0; i < 100; i++) {
                    collection.insertOne(new Document("_id", "d" + i).append("key", i));
                }
                collection.updateOne(eq("_id", "d7"), Updates.set("key", 700));
                collection.deleteOne(eq("_id", "d8"));
                return true;
            });

            for (int restart = 0; restart < 2; restart++) {
                Predicate<MongoCollection<Document>> whole =
                        collection ->
                                collection.countDocuments() == 99
                                        && collection.find(eq("key", 700)).first() != null
                                        && collection.find(eq("key", 8)).first() == null;
                assertThat(withStore(whole::test)).isTrue();
                assertThatExceptionOfType(MongoException.class)
                        .isThrownBy(() ->
                                withStore(collection ->
                                        collection.insertOne(
                                                new Document("_id", "other" + 1)
                                                        .append("key", 700))));
            }
        }
    }

    @Nested
    class ABackup {

        private final MongoDatabase admin = client.getDatabase("admin");

        @Test
        void letsNobodyWriteUntilItIsOver() {
            assumeThat(real).isFalse();
            things.insertOne(new Document("_id", 1));
            admin.runCommand(new Document("fsync", 1).append("lock", true));
            try {
                assertThatExceptionOfType(MongoNotPrimaryException.class)
                        .isThrownBy(() -> things.insertOne(new Document("_id", 2)));
                assertThat(things.countDocuments()).isEqualTo(1);
            } finally {
                admin.runCommand(new Document("fsyncUnlock", 1));
            }
            things.insertOne(new Document("_id", 2));
            assertThat(things.countDocuments()).isEqualTo(2);
        }

        @Test
        void isOverWhenTheLastOfTwoIs() {
            assumeThat(real).isFalse();
            var lock = new Document("fsync", 1).append("lock", true);
            assertThat(admin.runCommand(lock).getInteger("lockCount")).isEqualTo(1);
            assertThat(admin.runCommand(lock).getInteger("lockCount")).isEqualTo(2);
            var unlock = new Document("fsyncUnlock", 1);
            assertThat(admin.runCommand(unlock).getInteger("lockCount")).isEqualTo(1);
            assertThatExceptionOfType(MongoNotPrimaryException.class)
                    .isThrownBy(() -> things.insertOne(new Document("_id", 1)));
            assertThat(admin.runCommand(unlock).getInteger("lockCount")).isZero();
            assertThatExceptionOfType(MongoCommandException.class)
                    .isThrownBy(() -> admin.runCommand(unlock));
        }
    }
}
