package org.partnerportal.partner.memberships.persistence;

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
import org.partnerportal.partner.memberships.application.FindMemberships;
import org.partnerportal.partner.memberships.domain.Membership;
import org.partnerportal.partner.memberships.domain.MembershipEvent;
import org.partnerportal.partner.memberships.domain.MembershipId;
import org.partnerportal.partner.memberships.domain.Memberships;
import org.partnerportal.partner.memberships.messaging.MembershipWire;
import org.partnerportal.partner.partner.domain.PartnerId;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;
import org.partnerportal.web.WebRefusal;
import org.springframework.stereotype.Repository;

/** Memberships in MongoDB. */
@Repository
class MongoMemberships
        extends MongoAggregates<MembershipId, Membership, MembershipEvent, MembershipDocument>
        implements Memberships, FindMemberships {

    /** More people than any partner has; bounds the answer. */
    private static final int MOST = 5_000;

    MongoMemberships(AggregateStores stores) {
        super(stores, "memberships", MembershipDocument.class);
        index("open", true, "state.openKey");
        index("partner", false, "state.partnerId", "_id");
        index("subject", false, "state.subject");
        collection()
                .createIndex(
                        Indexes.ascending("state.dueAt"),
                        new IndexOptions().name("due").sparse(true));
    }

    private void index(String name, boolean unique, String... fields) {
        collection()
                .createIndex(
                        Indexes.ascending(fields),
                        new IndexOptions().name(name).unique(unique).sparse(unique));
    }

    @Override
    public Page<Membership> find(Filter filter, PageRequest page) {
        PageRequest.Order order =
                switch (Objects.requireNonNullElse(page.sort(), "id")) {
                    case "id" -> PageRequest.Order.of("_id");
                    case "-id" -> PageRequest.Order.of("_id").reversed();
                    default -> throw WebRefusal.BAD_PARAMETER.because("sort", "id");
                };
        var mongo = new Document("state.partnerId", filter.partner().value());
        if (filter.state() != null) {
            mongo.append("state.status", filter.state().name());
        }
        if (filter.role() != null) {
            mongo.append("state.roles", filter.role().name());
        }
        List<Document> found =
                collection()
                        .find(page.restrict(mongo, order))
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
    public List<Membership> open(PartnerId partner) {
        return all(
                new Document("state.partnerId", partner.value())
                        .append("state.openKey", new Document("$exists", true)));
    }

    @Override
    public Optional<Membership> ofSubject(String subject) {
        return all(
                        new Document("state.subject", subject)
                                .append("state.openKey", new Document("$exists", true)))
                .stream()
                .findFirst();
    }

    private List<Membership> all(Document filter) {
        return collection()
                .find(filter)
                .sort(new Document("_id", 1))
                .limit(MOST)
                .into(new ArrayList<>())
                .stream()
                .map(this::read)
                .toList();
    }

    @Override
    public List<MembershipId> dueForProvisioning(Instant now, int limit) {
        return collection()
                .find(new Document("state.dueAt", new Document("$lte", Date.from(now))))
                .projection(Projections.include("_id", "state.dueAt"))
                .sort(new Document("state.dueAt", 1).append("_id", 1))
                .limit(limit)
                .into(new ArrayList<>())
                .stream()
                .map(document -> new MembershipId(document.getString("_id")))
                .toList();
    }

    @Override
    protected String text(MembershipId id) {
        return id.value();
    }

    @Override
    protected MembershipId idOf(Membership membership) {
        return membership.id();
    }

    @Override
    protected MembershipDocument toState(Membership membership) {
        return MembershipDocument.of(membership);
    }

    @Override
    protected Membership toAggregate(String id, long version, MembershipDocument state) {
        return state.toMembership(id, version);
    }

    @Override
    protected WireEvent toWire(Membership next, MembershipEvent event) {
        return MembershipWire.of(next, event);
    }
}
