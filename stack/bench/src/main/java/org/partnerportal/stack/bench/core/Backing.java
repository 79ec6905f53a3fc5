package org.partnerportal.stack.bench.core;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.partnerportal.stack.bench.measure.Plan;

/**
 * The store and the broker behind the services: what the environment names, else processes of our
 * own with empty folders, started when they are first needed.
 */
final class Backing implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private @Nullable Child store;
    private @Nullable Child broker;
    private @Nullable MongoClient client;
    private String storeUri = givenStore();
    private String bootstrap = System.getenv().getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "");
    private String storeName = storeUri.isEmpty() ? "" : "MongoDB of MONGODB_URI";

    /** Whether the local store is under the figures and not one that the caller names. */
    static boolean ownsStore() {
        return givenStore().isEmpty();
    }

    private static String givenStore() {
        return System.getenv().getOrDefault("MONGODB_URI", "");
    }

    /**
     * Writes are acknowledged when they are on the disk, as in production, where the write concern
     * is a majority with its journal.
     */
    String mongo(Plan plan) throws IOException, InterruptedException {
        if (storeUri.isEmpty()) {
            Path folder = emptied(plan.work().resolve("store"));
            int port = Child.freePort();
            store =
                    Child.start(
                            List.of(
                                    "-XX:TieredStopAtLevel=4",
                                    "-Xmx" + System.getProperty("bench.store.heap", "12g"),
                                    "-cp",
                                    Child.classPath(plan.root(), "stack/local-store"),
                                    "org.partnerportal.stack.store.LocalStore",
                                    "--port",
                                    Integer.toString(port),
                                    "--data",
                                    folder.toString(),
                                    "--fsync"),
                            log(plan, "store"),
                            Map.of());
            store.await("the store", () -> Child.listens(port), PATIENCE);
            storeUri = "mongodb://127.0.0.1:" + port;
            storeName = "local store, journal synced before each answer";
        }
        return storeUri;
    }

    String broker(Plan plan) throws IOException, InterruptedException {
        if (bootstrap.isEmpty()) {
            Path folder = emptied(plan.work().resolve("broker"));
            Path ready = plan.work().resolve("broker.ready");
            Files.deleteIfExists(ready);
            int port = Child.freePort();
            broker =
                    Child.start(
                            List.of(
                                    "-Xmx256m",
                                    "-cp",
                                    Child.classPath(plan.root(), "stack/broker"),
                                    "org.partnerportal.stack.broker.LocalBroker",
                                    "--port",
                                    Integer.toString(port),
                                    "--controller-port",
                                    Integer.toString(Child.freePort()),
                                    "--data",
                                    folder.toString(),
                                    "--ready-file",
                                    ready.toString()),
                            log(plan, "broker"),
                            Map.of());
            broker.await("the broker", () -> Files.exists(ready), PATIENCE);
            bootstrap = "127.0.0.1:" + port;
        }
        return bootstrap;
    }

    /** A client of its own, for floors and for preparing data. */
    MongoClient client(Plan plan) throws IOException, InterruptedException {
        MongoClient open = client;
        if (open == null) {
            open = MongoClients.create(mongo(plan));
            client = open;
        }
        return open;
    }

    String storeName() {
        return storeName;
    }

    static Path log(Plan plan, String name) throws IOException {
        return Files.createDirectories(plan.work().resolve("logs")).resolve(name + ".log");
    }

    private static Path emptied(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return folder;
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
        if (broker != null) {
            broker.close();
        }
        if (store != null) {
            store.close();
        }
    }
}
