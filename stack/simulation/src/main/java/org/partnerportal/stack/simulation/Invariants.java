package org.partnerportal.stack.simulation;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;
import org.partnerportal.analytics.figures.Figures;
import org.partnerportal.analytics.figures.Row;
import org.partnerportal.analytics.projections.Generations;
import org.partnerportal.deal.registration.application.ApproveDeal;
import org.partnerportal.deal.registration.application.RegisterDeal;
import org.partnerportal.deal.registration.application.SubmitDeal;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.deal.registration.domain.ProductLine;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Ids;
import org.partnerportal.kernel.Refused;
import org.partnerportal.messaging.DeadLetter;
import org.partnerportal.stack.simulation.Broken.Invariant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares what was promised and written with what the store, the topics and the projections say in
 * the end, reading the documents as they lie there.
 */
final class Invariants {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> OPEN_FOR_CLOSING = Set.of("APPROVED", "EXPIRED", "HISTORIC");
    private static final BigDecimal STANDARD = new BigDecimal("0.10");

    private final Schedule schedule;
    private int dealWrites;

    Invariants(Schedule schedule) {
        this.schedule = schedule;
    }

    static String shortly(de.bwaldvogel.mongo.bson.Document answer) {
        var text = new StringBuilder();
        answer.forEach((name, value) -> {
            if (name.equals("cursor") && value instanceof de.bwaldvogel.mongo.bson.Document found) {
                text.append("found ")
                        .append(
                                ((java.util.Collection<?>)
                                                Objects.requireNonNull(found.get("firstBatch")))
                                        .size());
            } else if (name.equals("value")) {
                text.append(value == null ? "none" : "changed");
            } else if (name.equals("n") || name.equals("nModified") || name.equals("writeErrors")) {
                text.append(name).append('=').append(value).append(' ');
            }
        });
        return text.toString();
    }

    /** What has to hold at every moment. */
    void afterStep() {
        if (schedule.book().dealWrites() != dealWrites) {
            dealWrites = schedule.book().dealWrites();
            var _ = holders();
        }
    }

    /** Who holds which scope now. */
    private Map<String, String> holders() {
        Instant now = schedule.world().clock().instant();
        var holders = new TreeMap<String, String>();
        for (Document deal : collection("deal", "deals").find()) {
            Document state = state(deal);
            Document status = document(state, "status");
            if (!"APPROVED".equals(status.getString("name"))
                    || !status.getDate("protectedUntil").toInstant().isAfter(now)) {
                continue;
            }
            for (Document line : state.getList("products", Document.class)) {
                String scope =
                        document(state, "customer").getString("name")
                                + "|"
                                + line.getString("productCode");
                String before = holders.put(scope, deal.getString("_id"));
                if (before != null) {
                    throw new Broken(
                            Invariant.ONE_HOLDER,
                            scope + " is held by " + before + " and " + deal.getString("_id"));
                }
            }
        }
        return holders;
    }

    /** What still has to come: events in documents, records unread, keys held up. */
    List<String> pending() {
        var pending = new ArrayList<String>();
        for (String service : List.of("deal", "commission")) {
            for (String name : List.of("deals", "ledger", "statements", "plans", "invoices")) {
                long waiting =
                        collection(service, name)
                                .countDocuments(
                                        new Document("outbox", new Document("$exists", true)));
                if (waiting > 0) {
                    pending.add(waiting + " " + service + "." + name + " with events");
                }
            }
        }
        for (Instance instance : schedule.instances()) {
            instance.messaging()
                    .groups()
                    .forEach(group -> {
                        for (TopicPartition partition : schedule.partitions(group.topics())) {
                            if (schedule.assignment(group.name(), partition).to() == null) {
                                pending.add(group.name() + " has no reader of " + partition);
                            }
                        }
                    });
        }
        return pending;
    }

    void afterAll() {
        events();
        promises();
        deadLetters();
        claims();
        ledger();
        schedule.world().clock().advance(Duration.ofDays(70));
        schedule.untilQuiet(1);
        Instance commission = schedule.first("commission");
        Load.closeAll(commission, YearMonth.of(2026, 4));
        schedule.untilQuiet(1);
        events();
        sums();
    }

    private void events() {
        for (String service : List.of("deal", "commission")) {
            String topic = service + ".events.v1";
            var seen = new HashMap<String, List<String>>();
            var known = new HashSet<String>();
            for (ConsumerRecord<byte[], byte[]> record : schedule.broker().records(topic)) {
                String id = Trace.header(record.headers(), "ce_id");
                if (known.add(id)) {
                    seen.computeIfAbsent(
                                    Trace.header(record.headers(), "ce_subject"),
                                    _ -> new ArrayList<>())
                            .add(id);
                }
            }
            schedule.book()
                    .byAggregate()
                    .forEach((aggregate, writes) -> {
                        if (!aggregate.startsWith(service + ".")) {
                            return;
                        }
                        long version = 0;
                        var stored = new ArrayList<String>();
                        for (Book.Write write : writes) {
                            if (write.version() != version + 1) {
                                throw new Broken(
                                        Invariant.EVENTS,
                                        aggregate
                                                + " went from version "
                                                + version
                                                + " to "
                                                + write);
                            }
                            version = write.version();
                            write.events().forEach(event -> stored.add(event.id()));
                        }
                        // A closing entry and its statement have the same id and so the same
                        // subject.
                        List<String> published =
                                seen
                                        .getOrDefault(
                                                aggregate.substring(aggregate.indexOf('/') + 1),
                                                List.of())
                                        .stream()
                                        .filter(stored::contains)
                                        .toList();
                        if (!published.equals(stored)) {
                            throw new Broken(
                                    Invariant.EVENTS,
                                    aggregate
                                            + " stored "
                                            + writes
                                            + " and published "
                                            + published);
                        }
                    });
        }
    }

    private void promises() {
        for (Book.Promise promise : schedule.book().promises()) {
            List<Book.Write> writes = schedule.book().writesOf(promise.aggregate(), promise.key());
            boolean kept =
                    !writes.isEmpty()
                            && (promise.event() == null
                                    || writes.getFirst().events().stream()
                                            .anyMatch(
                                                    event -> event.type().equals(promise.event())));
            if (!kept) {
                throw new Broken(
                        Invariant.NOTHING_LOST, promise + " was answered with success: " + writes);
            }
        }
        for (Book.Promise refusal : schedule.book().refusals()) {
            if (!schedule.book().writesOf(refusal.aggregate(), refusal.key()).isEmpty()) {
                throw new Broken(
                        Invariant.NO_ORPHAN,
                        refusal + " was refused and its key is kept with an effect");
            }
        }
        for (Document deal : collection("deal", "deals").find()) {
            for (Document key : deal.getList("keys", Document.class, List.of())) {
                String aggregate = "deal.deals/" + deal.getString("_id");
                if (schedule.book().writesOf(aggregate, key.getString("key")).isEmpty()) {
                    throw new Broken(
                            Invariant.NO_ORPHAN,
                            aggregate + " keeps key " + key + " and did nothing for it");
                }
            }
        }
    }

    /** What stays dead is what the state of its deal forbids; everything else has been handled. */
    private void deadLetters() {
        for (Instance instance : schedule.instances()) {
            for (DeadLetter letter : instance.messaging().openDeadLetters()) {
                Document deal =
                        letter.topic().equals("crm.events.v1")
                                ? collection("deal", "deals")
                                        .find(
                                                new Document(
                                                        "state.referenceKeys",
                                                        "crm:" + letter.key()))
                                        .first()
                                : null;
                String status =
                        deal == null ? "" : document(state(deal), "status").getString("name");
                if (deal == null || OPEN_FOR_CLOSING.contains(status)) {
                    throw new Broken(Invariant.NOTHING_LOST, "left as a dead letter: " + letter);
                }
            }
        }
        var waiting = collection("deal", "crmWaiting").find().first();
        if (waiting != null
                && collection("deal", "deals")
                                .find(
                                        new Document(
                                                "state.referenceKeys",
                                                "crm:" + waiting.getString("_id")))
                                .first()
                        != null
                && OPEN_FOR_CLOSING.contains(statusOf("crm:" + waiting.getString("_id")))) {
            throw new Broken(Invariant.NOTHING_LOST, "left waiting: " + waiting);
        }
        for (ConsumerRecord<byte[], byte[]> fact : schedule.broker().records("crm.events.v1")) {
            String opportunity = json(fact).get("opportunityId").asString();
            String status = statusOf("crm:" + opportunity);
            if (OPEN_FOR_CLOSING.contains(status)) {
                throw new Broken(
                        Invariant.NOTHING_LOST,
                        "the CRM closed " + opportunity + ", which is " + status);
            }
        }
    }

    private String statusOf(String reference) {
        Document deal =
                collection("deal", "deals")
                        .find(new Document("state.referenceKeys", reference))
                        .first();
        return deal == null ? "" : document(state(deal), "status").getString("name");
    }

    /** A scope that nobody holds can be had, and one that is held cannot. */
    private void claims() {
        Map<String, String> holders = holders();
        for (Document claim : collection("deal", "claims").find()) {
            Document deal =
                    collection("deal", "deals")
                            .find(new Document("_id", claim.getString("holder")))
                            .first();
            String status =
                    deal == null ? "none" : document(state(deal), "status").getString("name");
            if (!Set.of("APPROVED", "SUBMITTED", "RETURNED", "DRAFT").contains(status)) {
                throw new Broken(
                        Invariant.NO_ORPHAN, "claim " + claim + " of a deal that is " + status);
            }
        }
        Instance instance = schedule.first("deal");
        var prober = new PartnerId(Ids.derived("ptr", "simulated", "1"));
        int number = 0;
        for (String customer : Load.CUSTOMERS) {
            for (String product : Load.PRODUCTS) {
                var id = new DealId(Ids.derived("deal", "probe", Integer.toString(++number)));
                String holder = holders.get(customer + "|" + product);
                @Nullable Refused refused = null;
                try {
                    instance.bean(RegisterDeal.class)
                            .handle(
                                    new RegisterDeal.Command(
                                            id,
                                            prober,
                                            Load.details(
                                                    customer,
                                                    List.of(new ProductLine(product, null, null))),
                                            List.of()));
                    instance.bean(SubmitDeal.class)
                            .handle(
                                    new SubmitDeal.Command(
                                            id, Expected.any(), new Actor("prober")));
                    instance.bean(ApproveDeal.class)
                            .handle(
                                    new ApproveDeal.Command(
                                            id, Expected.any(), new Actor("manager")));
                } catch (Refused e) {
                    refused = e;
                }
                if (refused == null && holder != null) {
                    throw new Broken(
                            Invariant.ONE_HOLDER,
                            customer + "|" + product + " is held by " + holder + " and was given");
                }
                if (refused != null && holder == null) {
                    throw new Broken(
                            Invariant.NO_ORPHAN,
                            customer
                                    + "|"
                                    + product
                                    + " is free and cannot be had: "
                                    + refused.getMessage()
                                    + " "
                                    + collection("deal", "claims").find().into(new ArrayList<>()));
                }
            }
        }
    }

    private record Due(String partner, Map<String, BigDecimal> lines, List<String> credited) {}

    /** What the ERP said about deals that are won, each line once. */
    private Map<String, Due> due() {
        var due = new LinkedHashMap<String, Due>();
        var seen = new HashSet<String>();
        for (ConsumerRecord<byte[], byte[]> record : schedule.broker().records("erp.events.v1")) {
            JsonNode data = json(record);
            if (!Trace.header(record.headers(), "ce_type").equals("erp.invoice.issued")
                    || !seen.add(Trace.header(record.headers(), "ce_id"))) {
                continue;
            }
            String partner = partnerOf(data);
            if (partner != null) {
                var lines = new LinkedHashMap<String, BigDecimal>();
                data.get("lines")
                        .forEach(line ->
                                lines.put(
                                        line.get("lineId").asString(),
                                        new BigDecimal(line.get("net").asString())));
                due.put(
                        data.get("invoiceId").asString(),
                        new Due(partner, lines, new ArrayList<>()));
            }
        }
        for (ConsumerRecord<byte[], byte[]> record : schedule.broker().records("erp.events.v1")) {
            JsonNode data = json(record);
            if (Trace.header(record.headers(), "ce_type").equals("erp.credit-note.issued")
                    && seen.add(Trace.header(record.headers(), "ce_id"))) {
                Due invoice = due.get(data.get("invoiceId").asString());
                if (invoice != null) {
                    invoice.credited().add(data.get("creditNoteId").asString());
                }
            }
        }
        return due;
    }

    private @Nullable String partnerOf(JsonNode invoice) {
        for (Document deal : collection("deal", "deals").find()) {
            Document status = document(state(deal), "status");
            if ("WON".equals(status.getString("name"))) {
                boolean meant =
                        invoice.has("dealId")
                                ? invoice.get("dealId").asString().equals(deal.getString("_id"))
                                : invoice.get("orderReference")
                                        .asString()
                                        .equals(status.getString("orderReference"));
                if (meant) {
                    return state(deal).getString("partnerId");
                }
            }
        }
        return null;
    }

    private void ledger() {
        Map<String, Due> due = due();
        boolean growth =
                collection("commission", "plans")
                                .find(
                                        new Document("state.code", "growth")
                                                .append("state.status.name", "IN_FORCE"))
                                .first()
                        != null;
        var expected = new TreeMap<String, Integer>();
        var base = new TreeMap<String, BigDecimal>();
        due.forEach((invoice, said) -> {
            for (String plan : growth ? List.of("standard", "growth") : List.of("standard")) {
                said.lines()
                        .forEach((line, net) -> {
                            expected.merge(
                                    "EARNING " + invoice + "/" + line + " " + plan,
                                    1,
                                    Integer::sum);
                            base.merge(said.partner() + " " + plan, net, BigDecimal::add);
                        });
                said.credited()
                        .forEach(note ->
                                expected.merge("CLAWBACK " + note + "/1 " + plan, 1, Integer::sum));
            }
        });
        var found = new TreeMap<String, Integer>();
        var sums = new TreeMap<String, BigDecimal>();
        var bases = new TreeMap<String, BigDecimal>();
        var next = new HashMap<String, Long>();
        var counters = new HashMap<String, BigDecimal>();
        for (Document entry :
                collection("commission", "ledger")
                        .find()
                        .sort(new Document("state.account", 1).append("state.sequence", 1))) {
            Document state = state(entry);
            String account = Objects.requireNonNull(state.getString("account"));
            long sequence = state.getLong("sequence");
            if (next.merge(account, 1L, Long::sum) != sequence) {
                throw new Broken(
                        Invariant.NOTHING_TWICE,
                        "the chain of " + account + " has a gap or a fork at " + sequence);
            }
            if (!state.containsKey("line")) {
                continue;
            }
            Document line = document(state, "line");
            String plan = Objects.requireNonNull(line.getString("planCode"));
            String kind = Objects.requireNonNull(state.getString("kind"));
            boolean earning = kind.equals("EARNING");
            String document =
                    earning ? state.getString("invoiceId") : line.getString("creditNoteId");
            found.merge(
                    kind + " " + document + "/" + line.getString("invoiceLineId") + " " + plan,
                    1,
                    Integer::sum);
            sums.merge(kind + " " + plan, money(line, "amount"), BigDecimal::add);
            if (earning) {
                String counter = state.getString("partnerId") + " " + plan;
                BigDecimal before =
                        Objects.requireNonNull(line.get("yearToDateBefore", Decimal128.class))
                                .bigDecimalValue();
                BigDecimal known = counters.getOrDefault(counter, BigDecimal.ZERO);
                if (known.compareTo(before) != 0) {
                    throw new Broken(
                            Invariant.NOTHING_TWICE,
                            "the year of " + counter + " stands at " + known + ", not " + before);
                }
                counters.put(counter, known.add(money(line, "base")));
                bases.merge(counter, money(line, "base"), BigDecimal::add);
            }
        }
        if (!found.equals(expected)) {
            var missing = new TreeMap<>(expected);
            missing.entrySet().removeAll(found.entrySet());
            var over = new TreeMap<>(found);
            over.entrySet().removeAll(expected.entrySet());
            throw new Broken(
                    over.isEmpty() ? Invariant.NOTHING_LOST : Invariant.NOTHING_TWICE,
                    "missing in the ledger: " + missing + ", too much: " + over);
        }
        BigDecimal earned =
                due.values().stream()
                        .flatMap(said -> said.lines().values().stream())
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .multiply(STANDARD);
        BigDecimal booked = sums.getOrDefault("EARNING standard", BigDecimal.ZERO);
        if (earned.compareTo(booked) != 0 || !bases.equals(base)) {
            throw new Broken(
                    Invariant.SUMS,
                    "earned should be " + earned + " and is " + booked + " of " + bases);
        }
    }

    private void sums() {
        BigDecimal ledger = BigDecimal.ZERO;
        for (Document entry :
                collection("commission", "ledger")
                        .find(new Document("state.line", new Document("$exists", true)))) {
            ledger = ledger.add(money(document(state(entry), "line"), "amount"));
        }
        BigDecimal statements = BigDecimal.ZERO;
        for (Document statement : collection("commission", "statements").find()) {
            statements =
                    statements
                            .add(money(state(statement), "earned"))
                            .add(money(state(statement), "clawedBack"));
        }
        Instance analytics = schedule.first("analytics");
        BigDecimal figures =
                analytics
                        .bean(Figures.class)
                        .totals(analytics.bean(Generations.class).live())
                        .stream()
                        .map(Row::commission)
                        .map(money -> money.amount())
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (ledger.compareTo(statements) != 0 || ledger.compareTo(figures) != 0) {
            throw new Broken(
                    Invariant.SUMS,
                    "ledger " + ledger + ", statements " + statements + ", analytics " + figures);
        }
    }

    private MongoCollection<Document> collection(String service, String name) {
        MongoDatabase database = schedule.world().store().client().getDatabase(service);
        return database.getCollection(name);
    }

    private static Document state(Document document) {
        return document(document, "state");
    }

    private static Document document(Document parent, String field) {
        return Objects.requireNonNull(parent.get(field, Document.class), field);
    }

    private static BigDecimal money(Document parent, String field) {
        return Objects.requireNonNull(document(parent, field).get("amount", Decimal128.class))
                .bigDecimalValue();
    }

    private static JsonNode json(ConsumerRecord<byte[], byte[]> record) {
        return JSON.readTree(record.value());
    }
}
