package org.partnerportal.deal.customer.candidates;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.partnerportal.deal.customer.matching.BlockingKeys;
import org.partnerportal.messaging.Edition;
import org.partnerportal.messaging.LatestState;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * All known sales under the keys of their customers. How much is read for one question is bounded,
 * however many there are: a word that many share fills its own share and no other's.
 */
@Component
class CandidateIndex {

    static final String COLLECTION = "candidateIndex";

    /** Sales read for all keys that few share. */
    private static final int MOST_BY_STRONG = 200;

    /** Sales read for each single word. */
    private static final int MOST_BY_WORD = 50;

    private final MongoTemplate mongo;
    private final LatestState<KnownSale> sales;

    CandidateIndex(MongoTemplate mongo) {
        this.mongo = mongo;
        this.sales = new LatestState<>(mongo, COLLECTION, KnownSale.class);
        documents()
                .createIndex(
                        Indexes.ascending("state.keys", "state.open"),
                        new IndexOptions().name("keys"));
    }

    private MongoCollection<Document> documents() {
        return mongo.getCollection(COLLECTION);
    }

    void put(Edition edition, String id, long version, KnownSale sale) {
        sales.in(edition).put(id, version, sale);
    }

    Optional<KnownSale> find(Edition edition, String id) {
        return sales.in(edition).find(id);
    }

    /**
     * By their ids.
     *
     * @param closedToo whether those that stand in nobody's way any more count
     */
    Map<String, KnownSale> near(BlockingKeys keys, boolean closedToo) {
        var found = new LinkedHashMap<String, KnownSale>();
        read(keys.strong(), closedToo, MOST_BY_STRONG, found);
        for (String word : keys.weak()) {
            read(List.of(word), closedToo, MOST_BY_WORD, found);
        }
        return found;
    }

    private void read(
            Collection<String> keys, boolean closedToo, int most, Map<String, KnownSale> found) {
        var filter = new Document("state.keys", new Document("$in", List.copyOf(keys)));
        if (!closedToo) {
            filter.append("state.open", true);
        }
        documents()
                .find(filter)
                .limit(most)
                .into(new ArrayList<>())
                .forEach(document ->
                        found.computeIfAbsent(
                                document.getString("_id"), _ -> sales.read(document)));
    }
}
