package org.partnerportal.commission.invoice.persistence;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.partnerportal.commission.CommissionSettings;
import org.partnerportal.commission.invoice.application.WaitingInvoices;
import org.partnerportal.commission.invoice.domain.InvoiceId;
import org.partnerportal.messaging.Measurements;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/** One document per thing that is waited for, so that its coming finds all who wait by one key. */
@Repository
class MongoWaitingInvoices implements WaitingInvoices {

    private static final Duration RAREST_LOOK = Duration.ofHours(1);

    private final MongoTemplate mongo;
    private final CommissionSettings settings;
    private final Clock clock;

    MongoWaitingInvoices(
            MongoTemplate mongo,
            CommissionSettings settings,
            Clock clock,
            Measurements measurements) {
        this.mongo = mongo;
        this.settings = settings;
        this.clock = clock;
        waiting().createIndex(Indexes.ascending("since", "_id"), new IndexOptions().name("since"));
        waiting()
                .createIndex(Indexes.ascending("lookAt", "_id"), new IndexOptions().name("lookAt"));
        measurements.gauge(
                "portal.commission.waiting",
                "Deals, orders and invoices that the ERP's facts wait for",
                () -> waiting().countDocuments());
    }

    private MongoCollection<Document> waiting() {
        return mongo.getCollection("waiting");
    }

    @Override
    public void park(String reference, InvoiceId invoice) {
        Instant now = clock.instant();
        waiting()
                .updateOne(
                        new Document("_id", reference),
                        new Document("$addToSet", new Document("invoices", invoice.value()))
                                .append(
                                        "$min",
                                        new Document("since", Date.from(now))
                                                .append(
                                                        "lookAt",
                                                        Date.from(
                                                                now.plus(settings.sweepAfter())))),
                        new UpdateOptions().upsert(true));
    }

    @Override
    public List<InvoiceId> waitingFor(String reference) {
        Document document = waiting().find(new Document("_id", reference)).first();
        return document == null ? List.of() : invoices(document);
    }

    @Override
    public void release(String reference, InvoiceId invoice) {
        Document left =
                waiting()
                        .findOneAndUpdate(
                                new Document("_id", reference),
                                new Document("$pull", new Document("invoices", invoice.value())),
                                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
        if (left != null && invoices(left).isEmpty()) {
            waiting()
                    .deleteOne(
                            new Document("_id", reference)
                                    .append("invoices", new Document("$size", 0)));
        }
    }

    @Override
    public List<Waiting> takeDue(int most) {
        Instant now = clock.instant();
        List<Waiting> due =
                waiting()
                        .find(new Document("lookAt", new Document("$lte", Date.from(now))))
                        .sort(new Document("lookAt", 1).append("_id", 1))
                        .limit(most)
                        .into(new ArrayList<>())
                        .stream()
                        .map(MongoWaitingInvoices::read)
                        .toList();
        due.forEach(entry -> lookAgain(entry, now));
        return due;
    }

    private void lookAgain(Waiting entry, Instant now) {
        Duration waited = Duration.between(entry.since(), now);
        Duration pause = waited.compareTo(RAREST_LOOK) < 0 ? waited : RAREST_LOOK;
        waiting()
                .updateOne(
                        new Document("_id", entry.reference()),
                        new Document("$set", new Document("lookAt", Date.from(now.plus(pause)))));
    }

    @Override
    public List<Waiting> newlyOverdue(Duration limit, int most) {
        var overdue = new ArrayList<Waiting>();
        var filter =
                new Document("since", new Document("$lt", Date.from(clock.instant().minus(limit))))
                        .append("alarmed", new Document("$exists", false));
        while (overdue.size() < most) {
            Document document =
                    waiting()
                            .findOneAndUpdate(
                                    filter,
                                    new Document("$set", new Document("alarmed", true)),
                                    new FindOneAndUpdateOptions().sort(new Document("since", 1)));
            if (document == null) {
                break;
            }
            overdue.add(read(document));
        }
        return overdue;
    }

    private static Waiting read(Document document) {
        return new Waiting(
                Objects.requireNonNull(document.getString("_id")),
                invoices(document),
                Objects.requireNonNull(document.getDate("since")).toInstant());
    }

    private static List<InvoiceId> invoices(Document document) {
        return document.getList("invoices", String.class, List.of()).stream()
                .map(InvoiceId::new)
                .toList();
    }
}
