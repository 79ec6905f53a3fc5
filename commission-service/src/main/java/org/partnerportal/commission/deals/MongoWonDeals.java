package org.partnerportal.commission.deals;

import com.mongodb.client.model.UpdateOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.partnerportal.messaging.Edition;
import org.partnerportal.messaging.LatestState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * Won deals in MongoDB: one document per deal, and one per order reference, so that both are found
 * by the primary key.
 */
@Component
class MongoWonDeals implements WonDeals {

    static final String DEALS = "deals";
    static final String ORDERS = "orders";

    private static final Logger log = LoggerFactory.getLogger(MongoWonDeals.class);

    private final MongoTemplate mongo;
    private final LatestState<WonDeal> deals;

    MongoWonDeals(MongoTemplate mongo) {
        this.mongo = mongo;
        this.deals = new LatestState<>(mongo, DEALS, WonDeal.class);
    }

    void put(Edition edition, WonDeal deal, long version) {
        deals.in(edition).put(deal.dealId(), version, deal);
        for (String order : deal.orders()) {
            mongo.getCollection(edition.of(ORDERS))
                    .updateOne(
                            new Document("_id", order),
                            new Document(
                                    "$addToSet",
                                    new Document(
                                            "deals",
                                            new Document("dealId", deal.dealId())
                                                    .append("partnerId", deal.partnerId()))),
                            new UpdateOptions().upsert(true));
        }
    }

    @Override
    public Optional<WonDeal> find(String dealId) {
        return deals.find(dealId);
    }

    @Override
    public Optional<WonDeal> findByOrder(String orderReference) {
        return Optional.ofNullable(findByOrders(List.of(orderReference)).get(orderReference));
    }

    @Override
    public Map<String, WonDeal> findAll(Collection<String> dealIds) {
        var found = new HashMap<String, WonDeal>();
        for (Document document : byIds(DEALS, dealIds)) {
            found.put(document.getString("_id"), deals.read(document));
        }
        return found;
    }

    @Override
    public Map<String, WonDeal> findByOrders(Collection<String> orderReferences) {
        var found = new HashMap<String, WonDeal>();
        for (Document order : byIds(ORDERS, orderReferences)) {
            String reference = order.getString("_id");
            dealOf(reference, order).ifPresent(deal -> found.put(reference, deal));
        }
        return found;
    }

    private List<Document> byIds(String collection, Collection<String> ids) {
        return ids.isEmpty()
                ? List.of()
                : mongo.getCollection(collection)
                        .find(new Document("_id", new Document("$in", List.copyOf(ids))))
                        .into(new ArrayList<>());
    }

    private static Optional<WonDeal> dealOf(String orderReference, Document order) {
        List<Document> claims = order.getList("deals", Document.class, List.of());
        if (claims.size() > 1) {
            log.warn(
                    "Order {} belongs to {} deals; its invoices wait",
                    orderReference,
                    claims.size());
        }
        return claims.size() == 1
                ? Optional.of(
                        new WonDeal(
                                claims.getFirst().getString("dealId"),
                                claims.getFirst().getString("partnerId"),
                                List.of(orderReference)))
                : Optional.empty();
    }
}
