package org.partnerportal.commission.partners;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.partnerportal.messaging.Edition;
import org.partnerportal.messaging.LatestState;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/** Whom a partner belongs to, as new as the last event. */
@Component
class PartnerDirectory {

    static final String COLLECTION = "partners";

    /** More partners than one person can look after; bounds the answer. */
    private static final int MOST_PARTNERS_OF_ONE_MANAGER = 2_000;

    private final MongoTemplate mongo;
    private final LatestState<Partner> partners;

    PartnerDirectory(MongoTemplate mongo) {
        this.mongo = mongo;
        this.partners = new LatestState<>(mongo, COLLECTION, Partner.class);
        mongo.getCollection("partners")
                .createIndex(
                        Indexes.ascending("state.channelManager", "_id"),
                        new IndexOptions().name("channelManager"));
    }

    /**
     * @param channelManager the user name of the vendor's partner manager
     */
    record Partner(String name, @Nullable String channelManager) {}

    void put(Edition edition, String id, long version, Partner partner) {
        partners.in(edition).put(id, version, partner);
    }

    Optional<Partner> find(String id) {
        return partners.find(id);
    }

    Set<String> managedBy(String username) {
        return mongo
                .getCollection("partners")
                .find(new Document("state.channelManager", username))
                .sort(new Document("_id", 1))
                .limit(MOST_PARTNERS_OF_ONE_MANAGER)
                .into(new ArrayList<>())
                .stream()
                .map(document -> document.getString("_id"))
                .collect(Collectors.toUnmodifiableSet());
    }
}
