package org.partnerportal.stack.store;

import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The store as a process of its own, or inside a test. */
public final class LocalStore implements AutoCloseable {

    private static final long PURGE_SECONDS = 30;
    private static final double NEARLY_FULL = 0.9;

    private final MongoServer server;
    private final InetSocketAddress address;
    private final ScheduledExecutorService purge =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("store-purge").daemon().factory());

    private LocalStore(StoreBackend backend, int port) {
        server = new MongoServer(backend);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        address = server.getLocalAddress();
        var _ =
                purge.scheduleWithFixedDelay(
                        () -> purge(backend), PURGE_SECONDS, PURGE_SECONDS, TimeUnit.SECONDS);
    }

    /** One failure must not end all later rounds. */
    private static void purge(StoreBackend backend) {
        try {
            backend.purge(Instant.now());
        } catch (MongoServerError e) {
            System.err.println("Local store: the purge rests until the next round: " + e);
        }
        sayIfNearlyFull();
    }

    /**
     * A heap full of data shows in nothing but slowness: the process collects garbage all the time.
     */
    private static void sayIfNearlyFull() {
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage kept = pool.getCollectionUsage();
            if (kept != null
                    && pool.isUsageThresholdSupported()
                    && kept.getUsed() > NEARLY_FULL * kept.getMax()) {
                System.err.printf(
                        "Local store: %,d of %,d bytes of %s hold data; give it a larger heap (-Xmx)%n",
                        kept.getUsed(), kept.getMax(), pool.getName());
            }
        }
    }

    /** Keeps nothing over its end; for tests. */
    public static LocalStore inMemory() {
        return new LocalStore(new StoreBackend(null), 0);
    }

    /** The store alone, in memory and without a port, for whoever brings the transport. */
    public static MongoBackend backendInMemory() {
        return new StoreBackend(null);
    }

    /**
     * Keeps everything that it acknowledged.
     *
     * @param port 0 picks a free one
     * @param forced also survives a power cut, at the cost of one sync for each group of writes
     */
    public static LocalStore durable(Path folder, int port, boolean forced) {
        return new LocalStore(new StoreBackend(new Journal(folder, forced)), port);
    }

    public String uri() {
        return "mongodb://127.0.0.1:" + address.getPort();
    }

    @Override
    public void close() {
        purge.shutdownNow();
        server.shutdown();
    }

    static void main(String[] args) throws InterruptedException {
        int port = Integer.parseInt(option(args, "--port", "27017"));
        Path folder = Path.of(option(args, "--data", "local-store"));
        boolean forced = List.of(args).contains("--fsync");
        LocalStore store = durable(folder, port, forced);
        Runtime.getRuntime().addShutdownHook(new Thread(store::close, "store-stop"));
        System.out.println(
                "READY "
                        + store.uri()
                        + ": a stand-in for development, not MongoDB. One process, no users,"
                        + " no transactions, no change streams; holds its data in memory and journals every write to "
                        + folder);
        System.out.flush();
        new CountDownLatch(1).await();
    }

    private static String option(String[] args, String name, String otherwise) {
        for (int i = 0; i + 1 < args.length; i++) {
            if (args[i].equals(name)) {
                return args[i + 1];
            }
        }
        return otherwise;
    }
}
