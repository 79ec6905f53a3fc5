package org.partnerportal.stack.bench.core;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertManyOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.CommissionServiceApplication;
import org.partnerportal.commission.invoice.domain.InvoiceLine;
import org.partnerportal.commission.invoice.domain.Issue;
import org.partnerportal.commission.plan.domain.Plans;
import org.partnerportal.kernel.Decided;
import org.partnerportal.messaging.OutboxRelay;
import org.partnerportal.stack.bench.measure.Goal;
import org.partnerportal.stack.bench.measure.Plan;
import org.partnerportal.stack.bench.measure.Row;
import org.partnerportal.stack.bench.measure.Sample;
import org.partnerportal.stack.bench.measure.Side;
import org.partnerportal.stack.bench.measure.Sides;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Invoices from the topic to the ledger, their events published: until the last line is stored and
 * no outbox holds anything.
 */
final class Intake implements AutoCloseable {

    private static final String TOPIC = "erp.events.v1";
    private static final int PARTNERS = 200;
    private static final int BATCH = 1_000;

    /** Hundredths of the first full run that are credited before anything is measured. */
    private static final int WARM_UP = 20;

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Backing backing;
    private final JsonMapper json = JsonMapper.builder().build();
    private final List<Document> invoiceDocuments = new ArrayList<>();
    private final List<Document> ledgerDocuments = new ArrayList<>();
    private @Nullable Service service;
    private @Nullable KafkaProducer<byte[], byte[]> producer;
    private List<InvoiceLines.Issued> last = List.of();
    private int run;
    private int copy;

    Intake(Backing backing) {
        this.backing = backing;
    }

    List<Row> rows() {
        return List.of(
                new Row(
                        "core-intake",
                        "invoices from the topic: stored, rated, entered, published",
                        "bulk insert of the same documents with the same indexes",
                        List.of(Goal.atMost("us/line", 2, 2)),
                        this::intake),
                new Row(
                        "core-rerun",
                        "run again after 1 % of the lines changed",
                        "full run",
                        List.of(Goal.atMost("s", 0.05, 0.05)),
                        this::again));
    }

    private Sides intake(Plan plan) throws IOException, InterruptedException {
        Service running = running(plan);
        if (ledgerDocuments.isEmpty()) {
            full();
            var mongo = running.bean(MongoTemplate.class);
            mongo.getCollection("invoices").find().into(invoiceDocuments);
            mongo.getCollection("ledger").find().into(ledgerDocuments);
        }
        return Sides.of(
                new Side("commission-service", this::full),
                new Side("bulk insert", () -> bulk(running)),
                backing.storeName());
    }

    private Sides again(Plan plan) throws IOException, InterruptedException {
        running(plan);
        full();
        for (int hundredth = 1; hundredth <= WARM_UP; hundredth++) {
            changed(hundredth);
        }
        return Sides.of(
                        new Side("1 % changed", () -> changed(0)),
                        new Side("full run", this::full),
                        backing.storeName())
                .then(this::close);
    }

    private Service running(Plan plan) throws IOException, InterruptedException {
        Service running = service;
        if (running != null) {
            return running;
        }
        running =
                Service.start(
                        plan,
                        backing,
                        CommissionServiceApplication.class,
                        "commission-service",
                        "bench-intake",
                        Map.of());
        service = running;
        running.bean(Plans.class).add(Decided.of(InvoiceLines.plan()));
        var orders = running.bean(MongoTemplate.class).getCollection("orders");
        for (int partner = 0; partner < PARTNERS; partner++) {
            var beneficiary = InvoiceLines.beneficiary(partner);
            orders.insertOne(
                    new Document("_id", "SO-" + partner)
                            .append(
                                    "deals",
                                    List.of(
                                            new Document("dealId", beneficiary.deal().value())
                                                    .append(
                                                            "partnerId",
                                                            beneficiary.partner().value()))));
        }
        var properties = new Properties();
        properties.put("bootstrap.servers", backing.broker(plan));
        properties.put("acks", "all");
        producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer());
        return running;
    }

    private Sample full() throws InterruptedException {
        List<InvoiceLines.Issued> invoices =
                InvoiceLines.generate("R" + run++, Sizes.persistedLines(), PARTNERS);
        last = invoices;
        long earning =
                invoices.stream()
                        .flatMap(each -> issue(each).lines().stream())
                        .filter(InvoiceLine::earns)
                        .count();
        return timed(
                earning,
                () -> invoices.forEach(each -> send("erp.invoice.issued", key(each), json(each))));
    }

    /**
     * Half of every hundredth line is credited; a discount cannot be.
     *
     * @param remainder which of a hundred lines
     */
    private Sample changed(int remainder) throws InterruptedException {
        var credits = new ArrayList<Runnable>();
        int number = 0;
        for (InvoiceLines.Issued each : last) {
            for (InvoiceLine line : issue(each).lines()) {
                if (number++ % 100 == remainder && line.earns() && line.net().isPositive()) {
                    credits.add(
                            () -> send("erp.credit-note.issued", key(each), credit(each, line)));
                }
            }
        }
        return timed(credits.size(), () -> credits.forEach(Runnable::run));
    }

    private Sample timed(long entries, Runnable sending) throws InterruptedException {
        Service running = Objects.requireNonNull(service);
        MongoCollection<Document> ledger =
                running.bean(MongoTemplate.class).getCollection("ledger");
        var relay = running.bean(OutboxRelay.class);
        long expected = ledger.estimatedDocumentCount() + entries;
        Duration cpu = Clocked.processorTime();
        long begin = System.nanoTime();
        sending.run();
        await(
                () -> ledger.estimatedDocumentCount() >= expected && relay.pendingDocuments() == 0,
                () ->
                        "the ledger has "
                                + ledger.estimatedDocumentCount()
                                + " entries, expected "
                                + expected);
        double seconds = (System.nanoTime() - begin) / 1e9;
        Duration used = Clocked.processorTime().minus(cpu);
        awaitAudit(running.bean(MongoTemplate.class));
        return Sample.of("us/line", seconds * 1e6 / entries)
                .with("s", seconds)
                .with("cpu us/line", used.toNanos() / 1e3 / entries)
                .with("audited s", (System.nanoTime() - begin) / 1e9)
                .with("lines", (double) entries);
    }

    /** The audit trail is written behind; the next side must not pay for it. */
    private static void awaitAudit(MongoTemplate mongo) throws InterruptedException {
        var waiting = new Document("audit.since", new Document("$gt", Date.from(Instant.EPOCH)));
        for (String collection : List.of("invoices", "ledger")) {
            await(
                    () -> mongo.getCollection(collection).find(waiting).first() == null,
                    () -> collection + " has audit entries that nobody takes over");
        }
    }

    private static void await(BooleanSupplier over, Supplier<String> otherwise)
            throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!over.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(otherwise.get());
            }
            Thread.sleep(20);
        }
    }

    private Sample bulk(Service running) {
        MongoDatabase database = running.bean(MongoTemplate.class).getDb();
        String suffix = "-" + copy++;
        var invoices = new ArrayList<Document>();
        invoiceDocuments.forEach(
                each -> invoices.add(new Document(each).append("_id", each.get("_id") + suffix)));
        var entries = new ArrayList<Document>();
        for (Document each : ledgerDocuments) {
            var state = new Document(each.get("state", Document.class));
            state.put("account", state.get("account") + suffix);
            state.computeIfPresent("opensAccount", (_, text) -> text + suffix);
            entries.add(
                    new Document(each)
                            .append("_id", each.get("_id") + suffix)
                            .append("state", state));
        }
        like(database, "invoices");
        like(database, "ledger");
        long begin = System.nanoTime();
        insert(database.getCollection("plainInvoices"), invoices);
        insert(database.getCollection("plainLedger"), entries);
        double seconds = (System.nanoTime() - begin) / 1e9;
        return Sample.of("us/line", seconds * 1e6 / entries.size())
                .with("s", seconds)
                .with("lines", entries.size());
    }

    private static void insert(MongoCollection<Document> collection, List<Document> documents) {
        for (int from = 0; from < documents.size(); from += BATCH) {
            collection.insertMany(
                    documents.subList(from, Math.min(from + BATCH, documents.size())),
                    new InsertManyOptions().ordered(false));
        }
    }

    /** The floor's collection gets the indexes of the real one. */
    private static void like(MongoDatabase database, String collection) {
        MongoCollection<Document> plain =
                database.getCollection(
                        collection.equals("invoices") ? "plainInvoices" : "plainLedger");
        for (Document index : database.getCollection(collection).listIndexes()) {
            if (!"_id_".equals(index.getString("name"))) {
                plain.createIndex(
                        index.get("key", Document.class),
                        new IndexOptions()
                                .name(index.getString("name"))
                                .unique(Boolean.TRUE.equals(index.get("unique")))
                                .sparse(Boolean.TRUE.equals(index.get("sparse"))));
            }
        }
    }

    private void send(String type, String key, Map<String, Object> data) {
        var record =
                new ProducerRecord<byte[], byte[]>(
                        TOPIC, key.getBytes(StandardCharsets.UTF_8), json.writeValueAsBytes(data));
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", type + " " + key + " " + System.nanoTime(),
                        "ce_source", "/erp",
                        "ce_type", type,
                        "ce_time", "2017-12-31T12:00:00Z",
                        "content-type", "application/json")
                .forEach((name, value) ->
                        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        var _ = Objects.requireNonNull(producer).send(record);
    }

    private static Issue issue(InvoiceLines.Issued each) {
        return Objects.requireNonNull(each.invoice().issue());
    }

    private static String key(InvoiceLines.Issued each) {
        return each.invoice().id().value();
    }

    private static Map<String, Object> json(InvoiceLines.Issued each) {
        Issue issue = issue(each);
        return Map.of(
                "invoiceId", key(each),
                "invoiceNumber", issue.number(),
                "orderReference", Objects.requireNonNull(issue.orderReference()),
                "issuedOn", issue.issuedOn().toString(),
                "currency", issue.currency().getCurrencyCode(),
                "lines",
                        issue.lines().stream()
                                .map(line ->
                                        Map.of(
                                                "lineId", line.id(),
                                                "productCode",
                                                        Objects.requireNonNull(line.productCode()),
                                                "quantity", 1,
                                                "net", line.net().amount().toPlainString(),
                                                "kind", line.kind().name()))
                                .toList());
    }

    private static Map<String, Object> credit(InvoiceLines.Issued each, InvoiceLine line) {
        return Map.of(
                "creditNoteId",
                "CN-" + key(each) + "-" + line.id() + "-" + System.nanoTime(),
                "invoiceId",
                key(each),
                "issuedOn",
                "2017-12-31",
                "currency",
                "USD",
                "lines",
                List.of(
                        Map.of(
                                "invoiceLineId",
                                line.id(),
                                "net",
                                line.net()
                                        .proportion(BigDecimal.ONE, BigDecimal.TWO)
                                        .amount()
                                        .toPlainString())));
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close();
            producer = null;
        }
        if (service != null) {
            service.close();
            service = null;
        }
        invoiceDocuments.clear();
        ledgerDocuments.clear();
    }
}
