package org.partnerportal.deal.conflict.persistence;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.conflict.application.FindConflicts;
import org.partnerportal.deal.conflict.domain.ConflictCase;
import org.partnerportal.deal.conflict.domain.ConflictEvent;
import org.partnerportal.deal.conflict.domain.ConflictId;
import org.partnerportal.deal.conflict.domain.ConflictState;
import org.partnerportal.deal.conflict.domain.Conflicts;
import org.partnerportal.deal.conflict.messaging.ConflictWire;
import org.partnerportal.messaging.AggregateStores;
import org.partnerportal.messaging.MongoAggregates;
import org.partnerportal.messaging.WireEvent;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;
import org.springframework.stereotype.Repository;

/** Conflict cases, found by the sales that they are about. */
@Repository
class MongoConflicts
        extends MongoAggregates<ConflictId, ConflictCase, ConflictEvent, ConflictDocument>
        implements Conflicts, FindConflicts {

    /** More than one sale can be in conflict with; bounds the answer. */
    private static final int MOST_OF_ONE_SALE = 200;

    MongoConflicts(AggregateStores stores) {
        super(stores, "conflicts", ConflictDocument.class);
        collection()
                .createIndex(
                        Indexes.ascending("state.saleIds", "_id"),
                        new IndexOptions().name("saleIds"));
        collection()
                .createIndex(
                        Indexes.ascending("state.partnerIds", "_id"),
                        new IndexOptions().name("partnerIds"));
        collection()
                .createIndex(
                        Indexes.ascending("state.status.name", "state.due", "_id"),
                        new IndexOptions().name("due"));
    }

    @Override
    public List<ConflictCase> of(String saleId) {
        return collection()
                .find(new Document("state.saleIds", saleId))
                .sort(new Document("_id", 1))
                .limit(MOST_OF_ONE_SALE)
                .into(new ArrayList<>())
                .stream()
                .map(this::read)
                .toList();
    }

    @Override
    public List<ConflictId> dueForSettlement(Instant now, int limit) {
        var decided =
                List.of(
                        new Document("state.status.name", ConflictState.Name.RESOLVED.name())
                                .append(
                                        "state.status.appealUntil",
                                        new Document("$lte", Date.from(now))),
                        new Document(
                                "state.status.name",
                                new Document(
                                        "$in",
                                        List.of(
                                                ConflictState.Name.UPHELD.name(),
                                                ConflictState.Name.OVERTURNED.name()))));
        return collection()
                .find(new Document("$or", decided).append("state.settled", false))
                .sort(new Document("_id", 1))
                .limit(limit)
                .into(new ArrayList<>())
                .stream()
                .map(document -> new ConflictId(document.getString("_id")))
                .toList();
    }

    @Override
    public Page<ConflictCase> find(Filter filter, PageRequest page) {
        PageRequest.Order order = PageRequest.Order.of("_id");
        List<Document> found =
                collection()
                        .find(page.restrict(toMongo(filter), order))
                        .sort(order.toSort())
                        .limit(page.fetch())
                        .into(new ArrayList<>());
        return page.page(
                        found,
                        document ->
                                new PageRequest.Position(
                                        document.getString("_id"), document.getString("_id")))
                .map(this::read);
    }

    private static Document toMongo(Filter filter) {
        var mongo = new Document();
        if (filter.partners() != null) {
            mongo.append("state.partnerIds", new Document("$in", List.copyOf(filter.partners())));
        }
        if (filter.state() != null) {
            mongo.append("state.status.name", filter.state().name());
        }
        if (filter.saleId() != null) {
            mongo.append("state.saleIds", filter.saleId());
        }
        if (filter.overdueAt() != null) {
            mongo.append("state.due", new Document("$lte", Date.from(filter.overdueAt())));
            if (filter.state() == null) {
                mongo.append(
                        "state.status.name",
                        new Document(
                                "$in",
                                List.of(
                                        ConflictState.Name.OPEN.name(),
                                        ConflictState.Name.INVESTIGATING.name(),
                                        ConflictState.Name.APPEALED.name())));
            }
        }
        return mongo;
    }

    @Override
    protected String text(ConflictId id) {
        return id.value();
    }

    @Override
    protected ConflictId idOf(ConflictCase conflict) {
        return conflict.id();
    }

    @Override
    protected ConflictDocument toState(ConflictCase conflict) {
        return ConflictDocument.of(conflict);
    }

    @Override
    protected ConflictCase toAggregate(String id, long version, ConflictDocument state) {
        return state.toCase(id, version);
    }

    @Override
    protected WireEvent toWire(ConflictCase next, ConflictEvent event) {
        return ConflictWire.of(next, event);
    }

    @Override
    protected @Nullable String reasonOf(ConflictCase next, ConflictEvent event) {
        return next.state().holding().map(it -> it.resolution().name()).orElse(null);
    }
}
