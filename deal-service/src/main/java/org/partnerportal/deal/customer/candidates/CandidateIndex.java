package org.partnerportal.deal.customer.candidates;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
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

    /** Sales read for the identifiers and the whole name, and for its pairs of words. */
    private static final int MOST_BY_KEYS = 50;

    /** Sales read for each single word. */
    private static final int MOST_BY_WORD = 25;

    /** Sales that are worth comparing. */
    private static final int MOST = 40;

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
     * Those that share most, by their ids.
     *
     * @param closedToo whether those that stand in nobody's way any more count
     */
    Map<String, KnownSale> near(BlockingKeys keys, boolean closedToo) {
        var found = new HashMap<String, Document>();
        read(keys.exact(), closedToo, MOST_BY_KEYS, found);
        read(keys.pairs(), closedToo, MOST_BY_KEYS, found);
        for (String word : keys.weak()) {
            read(List.of(word), closedToo, MOST_BY_WORD, found);
        }
        var near = new LinkedHashMap<String, KnownSale>();
        found.values().stream()
                .sorted(
                        Comparator.comparingInt((Document sale) -> keys.sharedWith(keysOf(sale)))
                                .reversed()
                                .thenComparing(sale -> sale.getString("_id")))
                .limit(MOST)
                .forEach(sale -> near.put(sale.getString("_id"), sales.read(sale)));
        return near;
    }

    private static List<String> keysOf(Document sale) {
        return sale.getEmbedded(List.of("state", "keys"), List.of());
    }

    private void read(
            Collection<String> keys, boolean closedToo, int most, Map<String, Document> found) {
        if (keys.isEmpty()) {
            return;
        }
        var filter = new Document("state.keys", new Document("$in", List.copyOf(keys)));
        if (!closedToo) {
            filter.append("state.open", true);
        }
        for (Document sale : documents().find(filter).limit(most)) {
            found.put(sale.getString("_id"), sale);
        }
    }
}
