package org.partnerportal.partner.partner.persistence;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.bson.Document;
import org.partnerportal.messaging.AggregateStores;
import org.partnerportal.messaging.MongoAggregates;
import org.partnerportal.messaging.WireEvent;
import org.partnerportal.partner.partner.application.FindPartners;
import org.partnerportal.partner.partner.application.SimilarPartners;
import org.partnerportal.partner.partner.domain.CompanyName;
import org.partnerportal.partner.partner.domain.Partner;
import org.partnerportal.partner.partner.domain.PartnerEvent;
import org.partnerportal.partner.partner.domain.PartnerId;
import org.partnerportal.partner.partner.domain.PartnerState;
import org.partnerportal.partner.partner.domain.Partners;
import org.partnerportal.partner.partner.domain.VatId;
import org.partnerportal.partner.partner.messaging.PartnerWire;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;
import org.partnerportal.web.WebRefusal;
import org.springframework.stereotype.Repository;

/** Partners in MongoDB. */
@Repository
class MongoPartners extends MongoAggregates<PartnerId, Partner, PartnerEvent, PartnerDocument>
        implements Partners, FindPartners, SimilarPartners {

    /** More partners than one manager can look after; bounds the answer. */
    private static final int MOST_PARTNERS_OF_ONE_MANAGER = 2_000;

    MongoPartners(AggregateStores stores) {
        super(stores, "partners", PartnerDocument.class);
        index("name", "state.nameKey", "_id");
        index("status", "state.status", "_id");
        index("channelManager", "state.channelManager", "_id");
        index("match", "state.matchKey", "_id");
        // One tax payer is one partner; the store decides between two who come at the same instant.
        collection()
                .createIndex(
                        Indexes.ascending("state.vatKey"),
                        new IndexOptions().name("vatId").unique(true).sparse(true));
    }

    private void index(String name, String... fields) {
        collection().createIndex(Indexes.ascending(fields), new IndexOptions().name(name));
    }

    @Override
    public Optional<Partner> withVatId(String country, String vatId) {
        return Optional.ofNullable(
                        collection()
                                .find(new Document("state.vatKey", VatId.key(country, vatId)))
                                .first())
                .map(this::read);
    }

    @Override
    public List<Partner> named(String name, int limit) {
        return collection()
                .find(
                        new Document("state.matchKey", CompanyName.key(name))
                                .append(
                                        "state.status",
                                        new Document("$ne", PartnerState.Name.REMOVED.name())))
                .sort(new Document("_id", 1))
                .limit(limit)
                .into(new ArrayList<>())
                .stream()
                .map(this::read)
                .toList();
    }

    @Override
    public Page<Partner> find(Filter filter, PageRequest page) {
        PageRequest.Order order =
                switch (Objects.requireNonNullElse(page.sort(), "name")) {
                    case "name" -> PageRequest.Order.of("state.nameKey");
                    case "-name" -> PageRequest.Order.of("state.nameKey").reversed();
                    case "id" -> PageRequest.Order.of("_id");
                    case "-id" -> PageRequest.Order.of("_id").reversed();
                    default -> throw WebRefusal.BAD_PARAMETER.because("sort", "name, id");
                };
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
                                        document.getEmbedded(List.of("state", "nameKey"), ""),
                                        document.getString("_id")))
                .map(this::read);
    }

    @Override
    public Set<String> managedBy(String username) {
        var ids = new HashSet<String>();
        collection()
                .find(new Document("state.channelManager", username))
                .projection(Projections.include("_id"))
                .sort(new Document("_id", 1))
                .limit(MOST_PARTNERS_OF_ONE_MANAGER)
                .forEach(document -> ids.add(document.getString("_id")));
        return ids;
    }

    private static Document toMongo(Filter filter) {
        var mongo = new Document();
        if (filter.id() != null) {
            mongo.append("_id", filter.id());
        }
        if (filter.state() == null) {
            mongo.append("state.status", new Document("$ne", PartnerState.Name.REMOVED.name()));
        } else {
            mongo.append("state.status", filter.state().name());
        }
        if (filter.region() != null) {
            mongo.append("state.region", filter.region());
        }
        if (filter.channelManager() != null) {
            mongo.append("state.channelManager", filter.channelManager());
        }
        if (filter.name() != null) {
            mongo.append(
                    "state.nameKey",
                    new Document("$regex", "^" + Pattern.quote(PartnerId.folded(filter.name()))));
        }
        return mongo;
    }

    @Override
    protected String text(PartnerId id) {
        return id.value();
    }

    @Override
    protected PartnerId idOf(Partner partner) {
        return partner.id();
    }

    @Override
    protected PartnerDocument toState(Partner partner) {
        return PartnerDocument.of(partner);
    }

    @Override
    protected Partner toAggregate(String id, long version, PartnerDocument state) {
        return state.toPartner(id, version);
    }

    @Override
    protected WireEvent toWire(Partner next, PartnerEvent event) {
        return PartnerWire.of(next, event);
    }
}
