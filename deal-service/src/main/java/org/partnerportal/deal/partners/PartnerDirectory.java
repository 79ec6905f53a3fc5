package org.partnerportal.deal.partners;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.domain.DealRefusal;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.deal.registration.domain.PartnerStanding;
import org.partnerportal.messaging.Edition;
import org.partnerportal.messaging.LatestState;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * What this service knows of partners: a copy of the few facts it uses, as new as the last event.
 */
@Component
public class PartnerDirectory {

    static final String COLLECTION = "partners";

    /** More partners than one manager can look after; bounds the answer. */
    private static final int MOST_PARTNERS_OF_ONE_MANAGER = 2_000;

    /** More than one lead can be weighed against; bounds the answer. */
    private static final int MOST_PARTNERS_OF_ONE_COUNTRY = 2_000;

    private final MongoTemplate mongo;
    private final LatestState<Partner> partners;

    PartnerDirectory(MongoTemplate mongo) {
        this.mongo = mongo;
        this.partners = new LatestState<>(mongo, COLLECTION, Partner.class);
        mongo.getCollection("partners")
                .createIndex(
                        Indexes.ascending("state.channelManager", "_id"),
                        new IndexOptions().name("channelManager"));
        mongo.getCollection("partners")
                .createIndex(
                        Indexes.ascending("state.country", "_id"),
                        new IndexOptions().name("country"));
    }

    /**
     * @param channelManager the user name of the vendor's partner manager who looks after it
     * @param state of the partner, as partner-service names it
     */
    public record Partner(
            String name,
            @Nullable String country,
            @Nullable String region,
            @Nullable String channelManager,
            String state,
            boolean agreementInForce) {}

    /** A partner and its id. */
    public record Entry(PartnerId id, Partner partner) {}

    void put(Edition edition, String id, long version, Partner partner) {
        partners.in(edition).put(id, version, partner);
    }

    public Optional<Partner> find(PartnerId id) {
        return partners.find(id.value());
    }

    /** Refuses a partner of whom we have not been told. */
    public void mustKnow(PartnerId id) {
        if (find(id).isEmpty()) {
            throw DealRefusal.PARTNER_UNKNOWN.because(id);
        }
    }

    public PartnerStanding standingOf(PartnerId id) {
        return find(id).map(partner ->
                        new PartnerStanding(
                                "ACTIVE".equals(partner.state()), partner.agreementInForce()))
                .orElseThrow(() -> DealRefusal.PARTNER_UNKNOWN.because(id));
    }

    public boolean isManagedBy(PartnerId id, String username) {
        return find(id).map(partner -> username.equals(partner.channelManager())).orElse(false);
    }

    /** The ids of the partners that a partner manager looks after. */
    public Set<String> managedBy(String username) {
        var ids = new HashSet<String>();
        mongo.getCollection("partners")
                .find(new Document("state.channelManager", username))
                .sort(new Document("_id", 1))
                .limit(MOST_PARTNERS_OF_ONE_MANAGER)
                .into(new ArrayList<>())
                .forEach(document -> ids.add(document.getString("_id")));
        return ids;
    }

    /** Those that may do business at this moment: of a country, and of the ones that are named. */
    public List<Entry> readyIn(String country, List<PartnerId> named) {
        List<String> ids = named.stream().map(PartnerId::value).toList();
        return mongo
                .getCollection("partners")
                .find(
                        new Document("state.state", "ACTIVE")
                                .append("state.agreementInForce", true)
                                .append(
                                        "$or",
                                        List.of(
                                                new Document("state.country", country),
                                                new Document("_id", new Document("$in", ids)))))
                .sort(new Document("_id", 1))
                .limit(MOST_PARTNERS_OF_ONE_COUNTRY)
                .into(new ArrayList<>())
                .stream()
                .map(document ->
                        new Entry(
                                new PartnerId(document.getString("_id")), partners.read(document)))
                .toList();
    }
}
