package org.partnerportal.stack.store;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledStoreTest {

    private static final int ROUNDS = 3;

    @TempDir Path folder = Path.of("unset");

    @Test
    void losesNothingThatItAcknowledged() throws Exception {
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        var counted = new AtomicLong();
        for (int round = 0; round < ROUNDS; round++) {
            int port = freePort();
            Process store = start(port);
            try (MongoClient client = MongoClients.create("mongodb://127.0.0.1:" + port)) {
                MongoCollection<Document> things = client.getDatabase("db").getCollection("things");
                things.createIndex(
                        Indexes.ascending("key"), new IndexOptions().name("key").unique(true));
                assertHolds(things, acknowledged, counted.get());
                var writers =
                        List.of(
                                inserter(things, acknowledged, "a" + round),
                                inserter(things, acknowledged, "b" + round),
                                counter(things, counted));
                // Killed in the middle of the load, as soon as there is enough to lose.
                int enough = acknowledged.size() + 300;
                while (acknowledged.size() < enough) {
                    Thread.onSpinWait();
                }
                store.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
                for (Thread writer : writers) {
                    writer.join();
                }
            }
        }
        int port = freePort();
        Process store = start(port);
        try (MongoClient client = MongoClients.create("mongodb://127.0.0.1:" + port)) {
            assertHolds(
                    client.getDatabase("db").getCollection("things"), acknowledged, counted.get());
        } finally {
            store.destroyForcibly();
        }
    }

    private static void assertHolds(
            MongoCollection<Document> things, Set<String> acknowledged, long counted) {
        for (String id : acknowledged) {
            Document byId = things.find(eq("_id", id)).first();
            assertThat(byId).as(id).isNotNull();
            assertThat(things.find(eq("key", id)).first())
                    .as("by its unique key: %s", id)
                    .isEqualTo(byId);
        }
        Document counter = things.find(eq("_id", "counter")).first();
        if (counted > 0) {
            // One more may have been carried out without its answer having come.
            assertThat(Objects.requireNonNull(counter).getLong("n"))
                    .isBetween(counted, counted + ROUNDS);
        }
    }

    private static Thread inserter(
            MongoCollection<Document> things, Set<String> acknowledged, String prefix) {
        return Thread.ofPlatform()
                .start(() -> {
                    try {
                        for (int i = 0; ; i++) {
                            String id = prefix + "-" + i;
                            things.insertOne(new Document("_id", id).append("key", id));
                            acknowledged.add(id);
                        }
                    } catch (MongoException e) {
                        // The store is gone.
                    }
                });
    }

    private static Thread counter(MongoCollection<Document> things, AtomicLong counted) {
        return Thread.ofPlatform()
                .start(() -> {
                    try {
                        if (things.find(eq("_id", "counter")).first() == null) {
                            things.insertOne(
                                    new Document("_id", "counter")
                                            .append("key", "counter")
                                            .append("n", 0L));
                        }
                        while (true) {
                            things.updateOne(eq("_id", "counter"), Updates.inc("n", 1L));
                            counted.incrementAndGet();
                        }
                    } catch (MongoException e) {
                        // The store is gone.
                    }
                });
    }

    private Process start(int port) throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty(
                                                "surefire.test.class.path",
                                                System.getProperty("java.class.path"))
                                        .replace(
                                                File.pathSeparator + File.pathSeparator,
                                                File.pathSeparator),
                                LocalStore.class.getName(),
                                "--port",
                                Integer.toString(port),
                                "--data",
                                folder.toString())
                        .redirectErrorStream(true)
                        .start();
        var out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var said = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.append(line).append('\n');
            if (line.startsWith("READY")) {
                return process;
            }
        }
        throw new IllegalStateException("The store did not start: " + said);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
