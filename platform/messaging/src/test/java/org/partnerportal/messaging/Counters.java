package org.partnerportal.messaging;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.partnerportal.messaging.Counter.Counted;
import org.partnerportal.messaging.audit.AuditTrail;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Counters in the store, as a service would keep them. */
final class Counters extends MongoAggregates<String, Counter, Counted, Counters.CounterState> {

    static final Instant COUNTED_AT = Instant.parse("2026-02-01T08:00:00.123456789Z");

    record CounterState(int value) {}

    Counters(AggregateStores stores) {
        super(stores, "counters", CounterState.class);
    }

    static Counters of(
            MongoTemplate mongo, OutboxRelay relay, Clock clock, MessagingSettings settings) {
        return of(
                mongo,
                relay,
                new AuditTrail(mongo, clock, TestSettings.audit(1_000_000)),
                clock,
                settings);
    }

    static Counters of(
            MongoTemplate mongo,
            OutboxRelay relay,
            AuditTrail audit,
            Clock clock,
            MessagingSettings settings) {
        return new Counters(
                new AggregateStores(
                        mongo, new JsonMapper(), relay, audit, clock, settings, EventTraces.NONE));
    }

    @Override
    protected String text(String id) {
        return id;
    }

    @Override
    protected String idOf(Counter counter) {
        return counter.id();
    }

    @Override
    protected CounterState toState(Counter counter) {
        return new CounterState(counter.value());
    }

    @Override
    protected Counter toAggregate(String id, long version, CounterState state) {
        return new Counter(id, state.value(), version);
    }

    @Override
    protected WireEvent toWire(Counter next, Counted event) {
        return WireEvent.of("sample.counted", null, COUNTED_AT, event);
    }

    /** The document as it lies in the store. */
    Document stored(String id) {
        Document document = collection().find(new Document("_id", id)).first();
        if (document == null) {
            throw new AssertionError("No document " + id);
        }
        return document;
    }

    List<Document> pending(String id) {
        Document outbox = stored(id).get("outbox", Document.class);
        return outbox == null ? List.of() : outbox.getList("events", Document.class, List.of());
    }
}
