package org.partnerportal.stack.bench.core;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.DealServiceApplication;
import org.partnerportal.deal.customer.candidates.FindCandidates;
import org.partnerportal.deal.customer.matching.Described;
import org.partnerportal.deal.customer.matching.OrganisationMatcher;
import org.partnerportal.stack.bench.measure.Goal;
import org.partnerportal.stack.bench.measure.Plan;
import org.partnerportal.stack.bench.measure.Row;
import org.partnerportal.stack.bench.measure.Side;
import org.partnerportal.stack.bench.measure.Sides;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Which of many sales may be to one customer: found by its keys, scored and put in order. */
final class Candidates implements AutoCloseable {

    private static final String PRODUCT = "GTX Pro";
    private static final int FEW = 10_000;
    private static final int BATCH = 2_000;
    private static final int LOOKS = 500;
    private static final int SHOWN = 20;

    private final Backing backing;
    private final Random random = new Random(InvoiceLines.SEED);
    private @Nullable Service few;
    private @Nullable Service many;

    Candidates(Backing backing) {
        this.backing = backing;
    }

    List<Row> rows() {
        return List.of(
                new Row(
                        "core-candidates",
                        "candidates for a customer among %,d open registrations"
                                .formatted(Sizes.registrations()),
                        "find by unique key in the same collection",
                        List.of(Goal.atMost(Clocked.HIGHEST, 10, 10)),
                        this::find),
                new Row(
                        "core-candidates-growth",
                        "the same among %,d".formatted(Sizes.registrations()),
                        "among %,d".formatted(FEW),
                        List.of(Goal.atMost(Clocked.MEDIAN, 2, 2)),
                        this::growth));
    }

    private Sides find(Plan plan) throws IOException, InterruptedException {
        Service service = many(plan);
        warm(service);
        return Sides.of(
                new Side("candidates", () -> Clocked.times(LOOKS, _ -> look(service, sales()))),
                new Side("find by key", () -> Clocked.times(LOOKS, _ -> byKey(service, sales()))),
                backing.storeName());
    }

    private Sides growth(Plan plan) throws IOException, InterruptedException {
        Service large = many(plan);
        Service small = few(plan);
        warm(large);
        for (int i = 0; i < LOOKS; i++) {
            look(small, FEW);
        }
        return Sides.of(
                        new Side("many", () -> Clocked.times(LOOKS, _ -> look(large, sales()))),
                        new Side("few", () -> Clocked.times(LOOKS, _ -> look(small, FEW))),
                        backing.storeName())
                .then(this::close);
    }

    private static int sales() {
        return Sizes.registrations();
    }

    private void warm(Service service) {
        for (int i = 0; i < 2 * LOOKS; i++) {
            look(service, sales());
            byKey(service, sales());
        }
    }

    private void look(Service service, int rows) {
        int number = random.nextInt(rows);
        var found =
                service.bean(FindCandidates.class)
                        .handle(
                                new FindCandidates.Query(
                                        "deal_asking",
                                        Described.named(Organisations.name(number)),
                                        List.of(PRODUCT),
                                        0.5,
                                        false,
                                        false,
                                        SHOWN));
        if (found.isEmpty()) {
            throw new IllegalStateException(
                    Organisations.name(number) + " is in the index and was not found");
        }
    }

    private void byKey(Service service, int rows) {
        index(service).find(new Document("_id", id(random.nextInt(rows)))).first();
    }

    private Service few(Plan plan) throws IOException, InterruptedException {
        Service running = few;
        if (running == null) {
            running = start(plan, "bench-candidates-few", FEW);
            few = running;
        }
        return running;
    }

    private Service many(Plan plan) throws IOException, InterruptedException {
        Service running = many;
        if (running == null) {
            running = start(plan, "bench-candidates-many", sales());
            many = running;
        }
        return running;
    }

    private Service start(Plan plan, String database, int rows)
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
        fill(index(service), service.bean(OrganisationMatcher.class), rows);
        System.out.printf(
                "%,d customers read and written in %d s%n",
                rows, (System.nanoTime() - begin) / 1_000_000_000);
        return service;
    }

    private static MongoCollection<Document> index(Service service) {
        return service.bean(MongoTemplate.class).getCollection("candidateIndex");
    }

    private static void fill(
            MongoCollection<Document> collection, OrganisationMatcher matcher, int rows) {
        var batch = new ArrayList<Document>();
        Instant now = Instant.now();
        for (int number = 0; number < rows; number++) {
            batch.add(sale(matcher, number, now));
            if (batch.size() == BATCH || number == rows - 1) {
                collection.insertMany(batch, new InsertManyOptions().ordered(false));
                batch.clear();
            }
        }
    }

    /** As the index keeps it. */
    private static Document sale(OrganisationMatcher matcher, int number, Instant now) {
        String name = Organisations.name(number);
        return new Document("_id", id(number))
                .append("version", 1L)
                .append(
                        "state",
                        new Document("kind", "REGISTRATION")
                                .append("partnerId", "ptr_" + number % 1_000)
                                .append("name", name)
                                .append("productCodes", List.of(PRODUCT))
                                .append("state", "SUBMITTED")
                                .append("open", true)
                                .append("since", Date.from(now))
                                .append(
                                        "keys",
                                        List.copyOf(
                                                matcher.read(Described.named(name)).keys().all())));
    }

    private static String id(int number) {
        return Registrations.id(number).value();
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
