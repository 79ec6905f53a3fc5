package org.partnerportal.stack.bench.core;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.DealServiceApplication;
import org.partnerportal.deal.claims.Claims;
import org.partnerportal.stack.bench.measure.Goal;
import org.partnerportal.stack.bench.measure.Plan;
import org.partnerportal.stack.bench.measure.Row;
import org.partnerportal.stack.bench.measure.Side;
import org.partnerportal.stack.bench.measure.Sides;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * Whether a scope is free: a customer's three identities with two products, which is six keys,
 * among the claims of many registrations.
 */
final class Conflicts implements AutoCloseable {

    private static final int FEW = 10_000;
    private static final int BATCH = 2_000;
    private static final int LOOKS = 1_000;

    private final Backing backing;
    private final Random random = new Random(InvoiceLines.SEED);
    private @Nullable Service few;
    private @Nullable Service many;

    Conflicts(Backing backing) {
        this.backing = backing;
    }

    List<Row> rows() {
        return List.of(
                new Row(
                        "core-conflict",
                        "exact-scope conflict check, six keys, %,d claims".formatted(Sizes.rows()),
                        "find by unique key in the same collection",
                        List.of(Goal.atMost(Clocked.MEDIAN, 3, 3)),
                        this::check),
                new Row(
                        "core-conflict-growth",
                        "the same check with %,d claims".formatted(Sizes.rows()),
                        "with %,d".formatted(FEW),
                        List.of(Goal.atMost(Clocked.MEDIAN, 1.5, 1.5)),
                        this::growth));
    }

    private Sides check(Plan plan) throws IOException, InterruptedException {
        Service service = many(plan);
        warm(service);
        return Sides.of(
                new Side("conflict check", () -> Clocked.times(LOOKS, _ -> look(service))),
                new Side(
                        "find by key",
                        () ->
                                Clocked.times(
                                        LOOKS,
                                        _ ->
                                                claims(service)
                                                        .find(new Document("_id", freeKey()))
                                                        .first())),
                backing.storeName());
    }

    private Sides growth(Plan plan) throws IOException, InterruptedException {
        Service large = many(plan);
        Service small = few(plan);
        warm(large);
        warm(small);
        return Sides.of(
                        new Side("many", () -> Clocked.times(LOOKS, _ -> look(large))),
                        new Side("few", () -> Clocked.times(LOOKS, _ -> look(small))),
                        backing.storeName())
                .then(this::close);
    }

    private void warm(Service service) throws IOException, InterruptedException {
        Clocked.times(
                2 * LOOKS,
                _ -> {
                    look(service);
                    claims(service).find(new Document("_id", freeKey())).first();
                });
    }

    private void look(Service service) {
        service.bean(Claims.class)
                .mustBeFreeFor(
                        Registrations.submitted(
                                1_000_000_000 + random.nextInt(1_000_000), Instant.now()));
    }

    private String freeKey() {
        return Registrations.details(1_000_000_000 + random.nextInt(1_000_000))
                .scope()
                .iterator()
                .next();
    }

    private Service few(Plan plan) throws IOException, InterruptedException {
        Service running = few;
        if (running == null) {
            running = start(plan, "bench-few", FEW);
            few = running;
        }
        return running;
    }

    private Service many(Plan plan) throws IOException, InterruptedException {
        Service running = many;
        if (running == null) {
            running = start(plan, "bench-many", Sizes.rows());
            many = running;
        }
        return running;
    }

    private Service start(Plan plan, String database, int claims)
            throws IOException, InterruptedException {
        Service service =
                Service.start(
                        plan,
                        backing,
                        DealServiceApplication.class,
                        "deal-service",
                        database,
                        Map.of("portal.messaging.consumer.enabled", "false"));
        long begin = System.nanoTime();
        fill(claims(service), claims);
        System.out.printf(
                "%,d claims written in %d s%n",
                claims, (System.nanoTime() - begin) / 1_000_000_000);
        return service;
    }

    private static MongoCollection<Document> claims(Service service) {
        return service.bean(MongoTemplate.class).getCollection("claims");
    }

    private static void fill(MongoCollection<Document> collection, int claims) {
        var batch = new ArrayList<Document>();
        Instant now = Instant.now();
        int written = 0;
        for (int number = 0; written < claims; number++) {
            for (String key : Registrations.details(number).scope()) {
                batch.add(Registrations.claim(key, number, now));
                written++;
            }
            if (batch.size() >= BATCH || written >= claims) {
                collection.insertMany(batch, new InsertManyOptions().ordered(false));
                batch.clear();
            }
        }
    }

    @Override
    public void close() {
        if (few != null) {
            few.close();
            few = null;
        }
        if (many != null) {
            many.close();
            many = null;
        }
    }
}
