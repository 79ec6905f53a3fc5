package org.partnerportal.stack.bench.core;

import com.mongodb.MongoClientSettings;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;
import org.partnerportal.analytics.AnalyticsServiceApplication;
import org.partnerportal.deal.DealServiceApplication;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.DealEvent;
import org.partnerportal.deal.registration.domain.Deals;
import org.partnerportal.kernel.Decided;
import org.partnerportal.stack.bench.load.Arrivals;
import org.partnerportal.stack.bench.load.Latencies;
import org.partnerportal.stack.bench.measure.Goal;
import org.partnerportal.stack.bench.measure.Plan;
import org.partnerportal.stack.bench.measure.Row;
import org.partnerportal.stack.bench.measure.Sample;
import org.partnerportal.stack.bench.measure.Side;
import org.partnerportal.stack.bench.measure.Sides;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;

/**
 * From a command's commit in deal-service to the moment at which analytics-service's projection
 * shows it, 200 commands a second on a fixed schedule.
 */
final class Visible implements AutoCloseable {

    private static final int PER_SECOND = 200;
    private static final String TOPIC = "bench.floor";
    private static final int PARTITIONS = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration WARM_UP = Duration.ofSeconds(90);

    private final Backing backing;
    private final Seen seen = new Seen();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private @Nullable Service deals;
    private @Nullable Service analytics;
    private @Nullable Floor floor;
    private int next = 1_000_000;

    Visible(Backing backing) {
        this.backing = backing;
    }

    Row row() {
        return new Row(
                "core-visible",
                "commit in deal-service to visible in the projection of analytics-service, 200/s",
                "produce (acks all) to consume of the same bytes, 200/s",
                List.of(Goal.atMost("median ms", 3, 2), Goal.atMost("p99 ms", 5, 3)),
                this::open);
    }

    private Sides open(Plan plan) throws IOException, InterruptedException {
        Service producer =
                Service.start(
                        plan,
                        backing,
                        DealServiceApplication.class,
                        "deal-service",
                        "bench-visible",
                        Map.of());
        deals = producer;
        analytics =
                Service.start(
                        plan,
                        backing,
                        AnalyticsServiceApplication.class,
                        "analytics-service",
                        "bench-visible-analytics",
                        Map.of(),
                        seen);
        var raw = new Floor(backing.broker(plan));
        floor = raw;
        Deals repository = producer.bean(Deals.class);
        // Other rows may have left much on the topics, and 200 a second are more than a fresh
        // process
        // can do while it still compiles.
        load(WARM_UP, number -> commit(repository, number));
        load(plan.warmup(), raw::send);
        return new Sides(
                new Side("event", () -> load(plan.sample(), number -> commit(repository, number))),
                new Side("plain record", () -> load(plan.sample(), raw::send)),
                List.of(),
                backing.storeName(),
                this::close);
    }

    /** Does what should later be seen, and says when it was done. */
    private interface Action {
        long take(int number);
    }

    private long commit(Deals repository, int number) {
        Instant now = Instant.now();
        Deal deal = Registrations.submitted(number, now);
        repository.add(Decided.<Deal, DealEvent>of(deal, new DealEvent.DealSubmitted(now)));
        return System.nanoTime();
    }

    private Sample load(Duration length, Action action) throws InterruptedException {
        var arrivals = new Arrivals(System.nanoTime(), PER_SECOND, length);
        var committed = new ConcurrentHashMap<String, Long>();
        var failure = new AtomicReference<@Nullable Throwable>();
        int first = next;
        while (!arrivals.done()) {
            if (arrivals.take(System.nanoTime()) == Arrivals.NOTHING) {
                LockSupport.parkNanos(arrivals.next() - System.nanoTime());
                continue;
            }
            int number = next++;
            callers.execute(() -> {
                try {
                    committed.put(Registrations.id(number).value(), action.take(number));
                } catch (RuntimeException e) {
                    failure.set(e);
                }
            });
        }
        var latencies = new Latencies();
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int number = first; number < next; number++) {
            String id = Registrations.id(number).value();
            while (!(committed.containsKey(id) && seen.at.containsKey(id))) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException(
                            (committed.containsKey(id) ? "never seen: " : "never committed: ") + id,
                            failure.get());
                }
                Thread.sleep(5);
            }
            latencies.add(
                    Objects.requireNonNull(committed.get(id)),
                    Objects.requireNonNull(seen.at.remove(id)));
        }
        return latencies.into(Sample.of("events", (double) latencies.count()));
    }

    /**
     * Hears from the driver when a write about an id was acknowledged: from then on everyone reads
     * it.
     */
    private static final class Seen
            implements CommandListener, MongoClientSettingsBuilderCustomizer {

        /** What the projection puts before a registration's id. */
        private static final String FACT = "deal|";

        final Map<String, Long> at = new ConcurrentHashMap<>();
        private final Map<Integer, List<String>> running = new ConcurrentHashMap<>();

        @Override
        public void customize(MongoClientSettings.Builder settings) {
            settings.addCommandListener(this);
        }

        @Override
        public void commandStarted(CommandStartedEvent event) {
            if (event.getCommandName().equals("update")) {
                var ids = new ArrayList<String>();
                for (BsonValue update : event.getCommand().getArray("updates")) {
                    BsonValue id =
                            update.asDocument().getDocument("q", new BsonDocument()).get("_id");
                    if (id != null && id.isString() && id.asString().getValue().startsWith(FACT)) {
                        ids.add(id.asString().getValue().substring(FACT.length()));
                    }
                }
                running.put(event.getRequestId(), ids);
            }
        }

        @Override
        public void commandSucceeded(CommandSucceededEvent event) {
            List<String> ids = running.remove(event.getRequestId());
            if (ids != null) {
                long now = System.nanoTime();
                ids.forEach(id -> at.putIfAbsent(id, now));
            }
        }
    }

    /** The broker alone: as many partitions, the same size, no store, no contract. */
    private final class Floor implements AutoCloseable {

        private final KafkaProducer<byte[], byte[]> producer;
        private final byte[] bytes = "x".repeat(900).getBytes(StandardCharsets.UTF_8);
        private final Thread reader;
        private volatile boolean closing;

        Floor(String bootstrap) throws InterruptedException {
            var properties = new Properties();
            properties.put("bootstrap.servers", bootstrap);
            try (var admin = AdminClient.create(properties)) {
                admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1))).all().get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
            properties.put("acks", "all");
            properties.put("linger.ms", "0");
            producer =
                    new KafkaProducer<>(
                            properties, new ByteArraySerializer(), new ByteArraySerializer());
            properties.put("group.id", "bench-floor");
            properties.put("auto.offset.reset", "earliest");
            reader = Thread.ofPlatform().name("floor-reader").start(() -> read(properties));
        }

        private void read(Properties properties) {
            try (var consumer =
                    new KafkaConsumer<>(
                            properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                consumer.subscribe(List.of(TOPIC));
                while (!closing) {
                    consumer.poll(Duration.ofMillis(100))
                            .forEach(record ->
                                    seen.at.put(
                                            new String(record.key(), StandardCharsets.UTF_8),
                                            System.nanoTime()));
                }
            }
        }

        long send(int number) {
            long begin = System.nanoTime();
            var _ =
                    producer.send(
                            new ProducerRecord<>(
                                    TOPIC,
                                    Registrations.id(number)
                                            .value()
                                            .getBytes(StandardCharsets.UTF_8),
                                    bytes));
            return begin;
        }

        @Override
        public void close() {
            closing = true;
            producer.close();
            try {
                reader.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        callers.close();
        if (floor != null) {
            floor.close();
        }
        if (analytics != null) {
            analytics.close();
        }
        if (deals != null) {
            deals.close();
        }
    }
}
