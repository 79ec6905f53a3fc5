package org.partnerportal.commission.statement.persistence;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.statement.application.FindStatements;
import org.partnerportal.commission.statement.domain.Statement;
import org.partnerportal.commission.statement.domain.StatementEvent;
import org.partnerportal.commission.statement.domain.StatementId;
import org.partnerportal.commission.statement.domain.StatementState;
import org.partnerportal.commission.statement.domain.Statements;
import org.partnerportal.kernel.Money;
import org.partnerportal.messaging.AggregateStores;
import org.partnerportal.messaging.MongoAggregates;
import org.partnerportal.messaging.WireEvent;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;
import org.springframework.stereotype.Repository;

/** Statements in MongoDB. */
@Repository
class MongoStatements
        extends MongoAggregates<StatementId, Statement, StatementEvent, StatementDocument>
        implements Statements, FindStatements {

    private static final PageRequest.Order ORDER = PageRequest.Order.of("state.order");

    MongoStatements(AggregateStores stores) {
        super(stores, "statements", StatementDocument.class);
        index("order", "state.order");
        index("partner", "state.partnerId", "state.order");
        index("status", "state.status", "_id");
    }

    private void index(String name, String... fields) {
        collection().createIndex(Indexes.ascending(fields), new IndexOptions().name(name));
    }

    @Override
    public Page<Statement> find(Filter filter, PageRequest page) {
        return page.page(
                        collection()
                                .find(page.restrict(toMongo(filter), ORDER))
                                .sort(ORDER.toSort())
                                .limit(page.fetch())
                                .into(new ArrayList<>()),
                        document ->
                                new PageRequest.Position(
                                        document.getEmbedded(List.of("state", "order"), ""),
                                        document.getString("_id")))
                .map(this::read);
    }

    @Override
    public List<StatementId> closed(
            Filter filter, YearMonth through, @Nullable String after, int limit) {
        Document mongo = closed(filter, through);
        if (after != null) {
            mongo.append("_id", new Document("$gt", after));
        }
        return collection()
                .find(mongo)
                .sort(new Document("_id", 1))
                .limit(limit)
                .into(new ArrayList<>())
                .stream()
                .map(document -> new StatementId(document.getString("_id")))
                .toList();
    }

    @Override
    public long countClosed(Filter filter, YearMonth through) {
        return collection().countDocuments(closed(filter, through));
    }

    private static Document closed(Filter filter, YearMonth through) {
        return toMongo(filter)
                .append("state.status", StatementState.Name.CLOSED.name())
                .append("state.period", new Document("$lte", through.toString()));
    }

    private static Document toMongo(Filter filter) {
        var mongo = new Document();
        if (filter.partners() != null) {
            mongo.append("state.partnerId", new Document("$in", List.copyOf(filter.partners())));
        }
        if (filter.period() != null) {
            mongo.append("state.period", filter.period().toString());
        }
        if (filter.currency() != null) {
            mongo.append("state.currency", filter.currency());
        }
        if (filter.state() != null) {
            mongo.append("state.status", filter.state().name());
        }
        return mongo;
    }

    @Override
    protected String text(StatementId id) {
        return id.value();
    }

    @Override
    protected StatementId idOf(Statement statement) {
        return statement.id();
    }

    @Override
    protected StatementDocument toState(Statement statement) {
        return StatementDocument.of(statement);
    }

    @Override
    protected Statement toAggregate(String id, long version, StatementDocument state) {
        return state.toStatement(id, version);
    }

    @Override
    protected WireEvent toWire(Statement next, StatementEvent event) {
        return switch (event) {
            case StatementEvent.StatementClosed _ ->
                    wire("commission.statement-closed", next, event.at());
            case StatementEvent.StatementIssued _ ->
                    wire("commission.statement-issued", next, event.at());
        };
    }

    private static WireEvent wire(String type, Statement statement, Instant at) {
        String partner = statement.account().partner().value();
        return WireEvent.of(
                type,
                partner,
                at,
                new StatementFact(
                        statement.id().value(),
                        partner,
                        statement.period().toString(),
                        statement.account().currency().getCurrencyCode(),
                        statement.opening(),
                        statement.earned(),
                        statement.clawedBack(),
                        statement.closing(),
                        statement.payable(),
                        statement.lines()));
    }

    /** What others may read of a statement. */
    record StatementFact(
            String statementId,
            String partnerId,
            String period,
            String currency,
            Money opening,
            Money earned,
            Money clawedBack,
            Money closing,
            Money payable,
            int lines) {}
}
