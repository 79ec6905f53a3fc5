package org.partnerportal.partner.agreements.persistence;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.partnerportal.messaging.AggregateStores;
import org.partnerportal.messaging.MongoAggregates;
import org.partnerportal.messaging.WireEvent;
import org.partnerportal.partner.agreements.application.FindAgreements;
import org.partnerportal.partner.agreements.domain.Agreement;
import org.partnerportal.partner.agreements.domain.AgreementEvent;
import org.partnerportal.partner.agreements.domain.AgreementId;
import org.partnerportal.partner.agreements.domain.AgreementState;
import org.partnerportal.partner.agreements.domain.Agreements;
import org.partnerportal.partner.agreements.messaging.AgreementWire;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;
import org.partnerportal.web.WebRefusal;
import org.springframework.stereotype.Repository;

/** Agreements in MongoDB. */
@Repository
class MongoAgreements
        extends MongoAggregates<AgreementId, Agreement, AgreementEvent, AgreementDocument>
        implements Agreements, FindAgreements {

    MongoAgreements(AggregateStores stores) {
        super(stores, "agreements", AgreementDocument.class);
        index("open", true, "state.openKey");
        index("partner", false, "state.partnerId", "_id");
        index("expiry", false, "state.status", "state.acceptUntil");
        index("start", false, "state.status", "state.startsAt");
        index("seal", false, "state.sealed.hash");
    }

    private void index(String name, boolean unique, String... fields) {
        collection()
                .createIndex(
                        Indexes.ascending(fields),
                        new IndexOptions().name(name).unique(unique).sparse(unique));
    }

    @Override
    public Optional<Agreement> findOpen(String openKey) {
        return first(new Document("state.openKey", openKey));
    }

    @Override
    public Optional<Agreement> findBySeal(String hash) {
        return first(new Document("state.sealed.hash", hash));
    }

    private Optional<Agreement> first(Document filter) {
        return Optional.ofNullable(collection().find(filter).first()).map(this::read);
    }

    @Override
    public Page<Agreement> find(Filter filter, PageRequest page) {
        PageRequest.Order order =
                switch (Objects.requireNonNullElse(page.sort(), "-id")) {
                    case "id" -> PageRequest.Order.of("_id");
                    case "-id" -> PageRequest.Order.of("_id").reversed();
                    default -> throw WebRefusal.BAD_PARAMETER.because("sort", "id");
                };
        List<Document> found =
                collection()
                        .find(page.restrict(toMongo(filter), order))
                        .sort(order.toSort())
                        .limit(page.fetch())
                        .into(new ArrayList<>());
        return page.page(
                        found,
                        document -> {
                            String id = document.getString("_id");
                            return new PageRequest.Position(id, id);
                        })
                .map(this::read);
    }

    @Override
    public List<AgreementId> dueForExpiry(Instant now, int limit) {
        return due(AgreementState.Name.SENT, "state.acceptUntil", now, limit);
    }

    @Override
    public List<AgreementId> dueForStart(Instant now, int limit) {
        return due(AgreementState.Name.ACCEPTED, "state.startsAt", now, limit);
    }

    private List<AgreementId> due(AgreementState.Name state, String field, Instant now, int limit) {
        return collection()
                .find(
                        new Document("state.status", state.name())
                                .append(field, new Document("$lte", Date.from(now))))
                .projection(Projections.include("_id", field))
                .sort(new Document(field, 1).append("_id", 1))
                .limit(limit)
                .into(new ArrayList<>())
                .stream()
                .map(document -> new AgreementId(document.getString("_id")))
                .toList();
    }

    private static Document toMongo(Filter filter) {
        var mongo = new Document();
        if (filter.partners() != null) {
            mongo.append("state.partnerId", new Document("$in", List.copyOf(filter.partners())));
        }
        if (filter.state() != null) {
            mongo.putAll(state(filter.state(), Date.from(filter.now())));
        }
        return mongo;
    }

    /** As it is to be seen now, whether or not the timer has come by. */
    private static Document state(AgreementState.Name state, Date now) {
        var stored = new Document("state.status", state.name());
        return switch (state) {
            case SENT -> stored.append("state.acceptUntil", new Document("$gt", now));
            case ACCEPTED -> stored.append("state.startsAt", new Document("$gt", now));
            case SIGNATURE_EXPIRED ->
                    either(
                            stored,
                            new Document("state.status", AgreementState.Name.SENT.name())
                                    .append("state.acceptUntil", new Document("$lte", now)));
            case IN_FORCE ->
                    either(
                            stored,
                            new Document("state.status", AgreementState.Name.ACCEPTED.name())
                                    .append("state.startsAt", new Document("$lte", now)));
            case DECLINED, WITHDRAWN -> stored;
        };
    }

    private static Document either(Document one, Document other) {
        return new Document("$or", List.of(one, other));
    }

    @Override
    protected String text(AgreementId id) {
        return id.value();
    }

    @Override
    protected AgreementId idOf(Agreement agreement) {
        return agreement.id();
    }

    @Override
    protected AgreementDocument toState(Agreement agreement) {
        return AgreementDocument.of(agreement);
    }

    @Override
    protected Agreement toAggregate(String id, long version, AgreementDocument state) {
        return state.toAgreement(id, version);
    }

    @Override
    protected WireEvent toWire(Agreement next, AgreementEvent event) {
        return AgreementWire.of(next, event);
    }
}
