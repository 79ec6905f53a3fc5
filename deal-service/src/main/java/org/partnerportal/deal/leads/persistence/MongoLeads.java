package org.partnerportal.deal.leads.persistence;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.leads.application.FindLeads;
import org.partnerportal.deal.leads.domain.Lead;
import org.partnerportal.deal.leads.domain.LeadEvent;
import org.partnerportal.deal.leads.domain.LeadId;
import org.partnerportal.deal.leads.domain.LeadOrigin;
import org.partnerportal.deal.leads.domain.LeadState;
import org.partnerportal.deal.leads.domain.Leads;
import org.partnerportal.deal.leads.messaging.LeadWire;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.messaging.AggregateStores;
import org.partnerportal.messaging.MongoAggregates;
import org.partnerportal.messaging.WireEvent;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;
import org.partnerportal.web.WebRefusal;
import org.springframework.stereotype.Repository;

/** Leads in MongoDB. */
@Repository
class MongoLeads extends MongoAggregates<LeadId, Lead, LeadEvent, LeadDocument>
        implements Leads, FindLeads {

    /** In which a lead takes up a partner's time. */
    private static final List<String> OPEN =
            List.of(
                    LeadState.Name.OFFERED.name(),
                    LeadState.Name.ACCEPTED.name(),
                    LeadState.Name.WORKING.name());

    MongoLeads(AggregateStores stores) {
        super(stores, "leads", LeadDocument.class);
        index("status", "state.status.name", "_id");
        index("seen", "state.seen", "_id");
        index("current", "state.current", "_id");
        index("due", "state.dueAt", "_id");
        index("updated", "updatedAt", "_id");
    }

    private void index(String name, String... fields) {
        collection().createIndex(Indexes.ascending(fields), new IndexOptions().name(name));
    }

    @Override
    public Page<Lead> find(Filter filter, PageRequest page) {
        PageRequest.Order order = order(page.sort());
        List<Document> found =
                collection()
                        .find(page.restrict(LeadQuery.of(filter), order))
                        .sort(order.toSort())
                        .limit(page.fetch())
                        .into(new ArrayList<>());
        return page.page(found, document -> position(document, order)).map(this::read);
    }

    @Override
    public List<LeadId> due(Instant now, int limit) {
        return collection()
                .find(new Document("state.dueAt", new Document("$lte", Date.from(now))))
                .sort(new Document("state.dueAt", 1).append("_id", 1))
                .limit(limit)
                .into(new ArrayList<>())
                .stream()
                .map(document -> new LeadId(document.getString("_id")))
                .toList();
    }

    @Override
    public Map<PartnerId, Integer> openLeads(Set<PartnerId> partners) {
        List<String> ids = partners.stream().map(PartnerId::value).toList();
        var open = new HashMap<PartnerId, Integer>();
        collection()
                .aggregate(
                        List.of(
                                new Document(
                                        "$match",
                                        new Document("state.current", new Document("$in", ids))
                                                .append(
                                                        "state.origin",
                                                        LeadOrigin.Name.VENDOR.name())
                                                .append(
                                                        "state.status.name",
                                                        new Document("$in", OPEN))),
                                new Document("$project", new Document("state.current", 1)),
                                new Document("$unwind", "$state.current"),
                                new Document(
                                        "$group",
                                        new Document("_id", "$state.current")
                                                .append("leads", new Document("$sum", 1)))))
                .forEach(group -> {
                    var partner = new PartnerId(group.getString("_id"));
                    if (partners.contains(partner)) {
                        open.put(partner, group.getInteger("leads", 0));
                    }
                });
        return open;
    }

    private static PageRequest.Order order(@Nullable String sort) {
        return switch (Objects.requireNonNullElse(sort, "-id")) {
            case "id" -> PageRequest.Order.of("_id");
            case "-id" -> PageRequest.Order.of("_id").reversed();
            case "updatedAt" -> PageRequest.Order.ofInstant("updatedAt");
            case "-updatedAt" -> PageRequest.Order.ofInstant("updatedAt").reversed();
            default -> throw WebRefusal.BAD_PARAMETER.because("sort", "id, updatedAt");
        };
    }

    private static PageRequest.Position position(Document document, PageRequest.Order order) {
        String id = document.getString("_id");
        return new PageRequest.Position(
                order.instant() ? document.getDate("updatedAt").toInstant().toString() : id, id);
    }

    @Override
    protected String text(LeadId id) {
        return id.value();
    }

    @Override
    protected LeadId idOf(Lead lead) {
        return lead.id();
    }

    @Override
    protected LeadDocument toState(Lead lead) {
        return LeadDocument.of(lead);
    }

    @Override
    protected Lead toAggregate(String id, long version, LeadDocument state) {
        return state.toLead(id, version);
    }

    @Override
    protected WireEvent toWire(Lead next, LeadEvent event) {
        return LeadWire.of(next, event);
    }

    @Override
    protected @Nullable String reasonOf(Lead next, LeadEvent event) {
        return LeadWire.reason(event);
    }
}
