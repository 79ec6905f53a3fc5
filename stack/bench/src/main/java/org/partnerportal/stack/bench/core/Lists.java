package org.partnerportal.stack.bench.core;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.DealServiceApplication;
import org.partnerportal.deal.registration.application.FindDeals;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.Deals;
import org.partnerportal.kernel.Decided;
import org.partnerportal.stack.bench.measure.Goal;
import org.partnerportal.stack.bench.measure.Plan;
import org.partnerportal.stack.bench.measure.Row;
import org.partnerportal.stack.bench.measure.Side;
import org.partnerportal.stack.bench.measure.Sides;
import org.partnerportal.web.Cursors;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Pages of a long list, by cursor. */
final class Lists implements AutoCloseable {

    private static final int LIMIT = 50;
    private static final int PAGE = 1_000;
    private static final int BATCH = 1_000;
    private static final int LOOKS = 200;

    /**
     * A page is fifty conversions; the compilers are at work for longer than a few hundred pages.
     */
    private static final int WARM_UP = 2_000;

    private final Backing backing;
    private @Nullable Service service;

    Lists(Backing backing) {
        this.backing = backing;
    }

    Row row() {
        return new Row(
                "core-list",
                "page 1,000 by cursor of a list of %,d registrations, newest first"
                        .formatted(Sizes.registrations()),
                "page 1 of the same list",
                List.of(Goal.atMost(Clocked.MEDIAN, 1.2, 1.2)),
                this::open);
    }

    private Sides open(Plan plan) throws IOException, InterruptedException {
        Service started =
                Service.start(
                        plan,
                        backing,
                        DealServiceApplication.class,
                        "deal-service",
                        "bench-list",
                        Map.of("portal.messaging.consumer.enabled", "false"));
        service = started;
        int rows = Sizes.registrations();
        long begin = System.nanoTime();
        fill(started, rows);
        System.out.printf(
                "%,d registrations written in %d s%n",
                rows, (System.nanoTime() - begin) / 1_000_000_000);
        var find = started.bean(FindDeals.class);
        var cursors = started.bean(Cursors.class);
        PageRequest first = new PageRequest(LIMIT, null, null, cursors, "bench");
        int last = rows - (PAGE - 1) * LIMIT;
        String id = Registrations.id(last).value();
        PageRequest far =
                new PageRequest(LIMIT, null, new PageRequest.Position(id, id), cursors, "bench");
        expect(find, first, rows - 1);
        expect(find, far, last - 1);
        Clocked.times(
                WARM_UP,
                _ -> {
                    find.find(all(), first);
                    find.find(all(), far);
                });
        return Sides.of(
                        new Side(
                                "page 1,000",
                                () -> Clocked.times(LOOKS, _ -> find.find(all(), far))),
                        new Side(
                                "page 1", () -> Clocked.times(LOOKS, _ -> find.find(all(), first))),
                        backing.storeName())
                .then(this::close);
    }

    private static FindDeals.Filter all() {
        return new FindDeals.Filter(null, null, null, null, null, null, Instant.now());
    }

    private static void expect(FindDeals find, PageRequest request, int newest) {
        Page<Deal> page = find.find(all(), request);
        if (page.items().size() != LIMIT
                || !page.items().getFirst().id().equals(Registrations.id(newest))) {
            throw new IllegalStateException(
                    "the page begins with "
                            + page.items().getFirst().id()
                            + ", expected "
                            + newest);
        }
    }

    /** One registration is stored by the service; the others are copies of its document. */
    private static void fill(Service service, int rows) {
        Instant now = Instant.now();
        service.bean(Deals.class).add(Decided.of(Registrations.submitted(0, now)));
        MongoCollection<Document> deals = service.bean(MongoTemplate.class).getCollection("deals");
        Document first =
                Objects.requireNonNull(
                        deals.find(new Document("_id", Registrations.id(0).value())).first());
        var batch = new ArrayList<Document>();
        for (int number = 1; number < rows; number++) {
            Document state =
                    new Document(first.get("state", Document.class))
                            .append("customerKey", "customer " + number);
            batch.add(
                    new Document(first)
                            .append("_id", Registrations.id(number).value())
                            .append("updatedAt", Date.from(now.plusMillis(number)))
                            .append("state", state));
            if (batch.size() == BATCH || number == rows - 1) {
                deals.insertMany(batch, new InsertManyOptions().ordered(false));
                batch.clear();
            }
        }
    }

    @Override
    public void close() {
        if (service != null) {
            service.close();
            service = null;
        }
    }
}
