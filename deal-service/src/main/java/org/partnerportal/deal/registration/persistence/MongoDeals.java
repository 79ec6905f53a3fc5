package org.partnerportal.deal.registration.persistence;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.application.FindDeals;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.DealEvent;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.deal.registration.domain.DealState;
import org.partnerportal.deal.registration.domain.DealType;
import org.partnerportal.deal.registration.domain.Deals;
import org.partnerportal.deal.registration.domain.EndCustomer;
import org.partnerportal.deal.registration.domain.ExternalReference;
import org.partnerportal.deal.registration.messaging.DealWire;
import org.partnerportal.messaging.AggregateStores;
import org.partnerportal.messaging.MongoAggregates;
import org.partnerportal.messaging.WireEvent;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;
import org.partnerportal.web.WebRefusal;
import org.springframework.stereotype.Repository;

/** Registrations in MongoDB. */
@Repository
class MongoDeals extends MongoAggregates<DealId, Deal, DealEvent, DealDocument>
        implements Deals, FindDeals {

    MongoDeals(AggregateStores stores) {
        super(stores, "deals", DealDocument.class);
        index("references", true, "state.referenceKeys");
        index("partner", false, "state.partnerId", "_id");
        index("status", false, "state.status.name", "_id");
        index("expiry", false, "state.status.name", "state.status.protectedUntil");
        index("approvedAt", false, "state.status.name", "state.status.at");
        index("warned", false, "state.term.warnedAt");
        index("updated", false, "updatedAt", "_id");
        index("customer", false, "state.customerKey", "_id");
    }

    private void index(String name, boolean unique, String... fields) {
        collection()
                .createIndex(
                        Indexes.ascending(fields),
                        new IndexOptions().name(name).unique(unique).sparse(unique));
    }

    @Override
    public Optional<Deal> findBy(ExternalReference reference) {
        return Optional.ofNullable(
                        collection()
                                .find(new Document("state.referenceKeys", reference.key()))
                                .first())
                .map(this::read);
    }

    @Override
    public Page<Deal> find(Filter filter, PageRequest page) {
        PageRequest.Order order = order(page.sort());
        List<Document> found =
                collection()
                        .find(page.restrict(toMongo(filter), order))
                        .sort(order.toSort())
                        .limit(page.fetch())
                        .into(new ArrayList<>());
        return page.page(found, document -> position(document, order)).map(this::read);
    }

    @Override
    public List<DealId> dueForExpiry(Instant now, int limit) {
        return ids(
                new Document("state.status.name", DealState.Name.APPROVED.name())
                        .append(
                                "state.status.protectedUntil",
                                new Document("$lte", Date.from(now))),
                "state.status.protectedUntil",
                limit);
    }

    @Override
    public List<DealId> endingBefore(Instant end, int days, Instant now, int limit) {
        return ids(
                running(now)
                        .append(
                                "state.status.protectedUntil",
                                new Document("$gt", Date.from(now)).append("$lte", Date.from(end)))
                        .append("state.term.remindedBefore", noneOf("$lte", days)),
                "state.status.protectedUntil",
                limit);
    }

    @Override
    public List<DealId> quietSince(Instant start, Instant now, int limit) {
        Date latest = Date.from(start);
        return ids(
                running(now)
                        .append("state.status.at", new Document("$lte", latest))
                        .append("state.term.lastActivityAt", noneOf("$gt", latest))
                        .append("state.movedAt", noneOf("$gt", latest))
                        .append("state.term.warnedAt", new Document("$exists", false)),
                "state.status.at",
                limit);
    }

    @Override
    public List<DealId> warnedBefore(Instant end, Instant now, int limit) {
        return ids(
                running(now).append("state.term.warnedAt", new Document("$lte", Date.from(end))),
                "state.term.warnedAt",
                limit);
    }

    private static Document running(Instant now) {
        return new Document("state.status.name", DealState.Name.APPROVED.name())
                .append("state.status.protectedUntil", new Document("$gt", Date.from(now)));
    }

    /** Also where there is no value at all. */
    private static Document noneOf(String comparison, Object value) {
        return new Document("$not", new Document(comparison, value));
    }

    private List<DealId> ids(Document filter, String order, int limit) {
        return collection()
                .find(filter)
                .sort(new Document(order, 1).append("_id", 1))
                .limit(limit)
                .into(new ArrayList<>())
                .stream()
                .map(document -> new DealId(document.getString("_id")))
                .toList();
    }

    private static PageRequest.Order order(@Nullable String sort) {
        return switch (Objects.requireNonNullElse(sort, "-id")) {
            case "id" -> PageRequest.Order.of("_id");
            case "-id" -> PageRequest.Order.of("_id").reversed();
            case "updatedAt" -> PageRequest.Order.ofInstant("updatedAt");
            case "-updatedAt" -> PageRequest.Order.ofInstant("updatedAt").reversed();
            case "customer" -> PageRequest.Order.of("state.customerKey");
            case "-customer" -> PageRequest.Order.of("state.customerKey").reversed();
            default -> throw WebRefusal.BAD_PARAMETER.because("sort", "id, updatedAt, customer");
        };
    }

    private static PageRequest.Position position(Document document, PageRequest.Order order) {
        String id = document.getString("_id");
        String value =
                switch (order.field()) {
                    case "updatedAt" -> document.getDate("updatedAt").toInstant().toString();
                    case "state.customerKey" ->
                            document.getEmbedded(List.of("state", "customerKey"), "");
                    default -> id;
                };
        return new PageRequest.Position(value, id);
    }

    private static Document toMongo(Filter filter) {
        var mongo = new Document();
        if (filter.partners() != null) {
            mongo.append("state.partnerId", new Document("$in", List.copyOf(filter.partners())));
        }
        if (filter.state() != null) {
            mongo.putAll(state(filter.state(), Date.from(filter.now())));
        }
        if (filter.type() != null) {
            mongo.append("state.type", type(filter.type()));
        }
        if (filter.productCode() != null) {
            mongo.append("state.products.productCode", filter.productCode());
        }
        if (filter.customer() != null) {
            mongo.append(
                    "state.customerKey",
                    new Document(
                            "$regex", "^" + Pattern.quote(EndCustomer.folded(filter.customer()))));
        }
        if (filter.updatedSince() != null) {
            mongo.append("updatedAt", new Document("$gte", Date.from(filter.updatedSince())));
        }
        if (filter.reference() != null) {
            mongo.append("state.referenceKeys", filter.reference());
        }
        return mongo;
    }

    /** What was stored before there were types has none, and is exclusive. */
    private static Object type(DealType type) {
        return type == DealType.EXCLUSIVE
                ? new Document(
                        "$nin",
                        Arrays.stream(DealType.values())
                                .filter(other -> other != type)
                                .map(DealType::name)
                                .toList())
                : type.name();
    }

    /** As it is to be seen now: an approval past its protection counts as expired. */
    private static Document state(DealState.Name state, Date now) {
        return switch (state) {
            case APPROVED ->
                    new Document("state.status.name", state.name())
                            .append("state.status.protectedUntil", new Document("$gt", now));
            case EXPIRED ->
                    new Document(
                            "$or",
                            List.of(
                                    new Document("state.status.name", state.name()),
                                    new Document(
                                                    "state.status.name",
                                                    DealState.Name.APPROVED.name())
                                            .append(
                                                    "state.status.protectedUntil",
                                                    new Document("$lte", now))));
            case DRAFT,
                    SUBMITTED,
                    RETURNED,
                    REJECTED,
                    WITHDRAWN,
                    REVOKED,
                    HISTORIC,
                    WON,
                    LOST,
                    REMOVED ->
                    new Document("state.status.name", state.name());
        };
    }

    @Override
    protected String text(DealId id) {
        return id.value();
    }

    @Override
    protected DealId idOf(Deal deal) {
        return deal.id();
    }

    @Override
    protected DealDocument toState(Deal deal) {
        return DealDocument.of(deal);
    }

    @Override
    protected Deal toAggregate(String id, long version, DealDocument state) {
        return state.toDeal(id, version);
    }

    @Override
    protected WireEvent toWire(Deal next, DealEvent event) {
        return DealWire.of(next, event);
    }

    @Override
    protected @Nullable String reasonOf(Deal next, DealEvent event) {
        return DealWire.reason(next.state());
    }
}
