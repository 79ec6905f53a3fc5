package org.partnerportal.analytics.projections;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.partnerportal.analytics.facts.Change;
import org.partnerportal.analytics.facts.Fact;
import org.partnerportal.analytics.facts.PartnerFact;
import org.partnerportal.analytics.facts.ProductFact;
import org.partnerportal.messaging.LatestState;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * The stored facts: per thing one document with its newest known state. Each generation has
 * collections of its own, {@code facts_g1} and so on.
 */
@Component
public class Projections {

    private static final Pattern GENERATION_OF =
            Pattern.compile("(?:facts|partners|products)_g(\\d+)");

    private final MongoTemplate mongo;

    /** The sorts of things; each has a collection per generation. */
    public enum Kind {
        FACTS,
        PARTNERS,
        PRODUCTS;

        public String collection(int generation) {
            return switch (this) {
                case FACTS -> "facts_g" + generation;
                case PARTNERS -> "partners_g" + generation;
                case PRODUCTS -> "products_g" + generation;
            };
        }
    }

    Projections(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    /** Makes the generation ready to be written; nothing happens when it is. */
    public void prepare(int generation) {
        index(Kind.FACTS, generation, "partner", "state.partnerId");
        index(Kind.PARTNERS, generation, "region", "state.region");
        index(Kind.PARTNERS, generation, "channelManager", "state.channelManager");
    }

    private void index(Kind kind, int generation, String name, String field) {
        collection(kind, generation)
                .createIndex(Indexes.ascending(field, "_id"), new IndexOptions().name(name));
    }

    /** Keeps the change unless the same or a newer state is known. */
    public void keep(int generation, Change change) {
        switch (change) {
            case Change.OfFact(var id, var version, var fact) ->
                    new LatestState<>(mongo, Kind.FACTS.collection(generation), Fact.class)
                            .put(id, version, fact);
            case Change.OfPartner(var id, var version, var partner) ->
                    partners(generation).put(id, version, partner);
            case Change.OfProduct(var id, var version, var product) ->
                    products(generation).put(id, version, product);
        }
    }

    /** The same for many changes in as few writes as there are kinds. */
    public void keep(int generation, List<Change> changes) {
        var newest = new HashMap<Kind, Map<String, Change>>();
        for (Change change : changes) {
            newest.computeIfAbsent(kind(change), _ -> new LinkedHashMap<>())
                    .merge(
                            change.id(),
                            change,
                            (known, news) -> news.version() > known.version() ? news : known);
        }
        newest.forEach((kind, byId) ->
                writeNewer(
                        collection(kind, generation),
                        byId.values().stream().map(this::upsert).toList()));
    }

    private UpdateOneModel<Document> upsert(Change change) {
        var state = new Document();
        mongo.getConverter().write(change.state(), state);
        return new UpdateOneModel<>(
                new Document("_id", change.id())
                        .append("version", new Document("$lt", change.version())),
                new Document(
                        "$set", new Document("state", state).append("version", change.version())),
                new UpdateOptions().upsert(true));
    }

    private static void writeNewer(
            MongoCollection<Document> collection, List<UpdateOneModel<Document>> updates) {
        try {
            collection.bulkWrite(updates, new BulkWriteOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            for (BulkWriteError error : e.getWriteErrors()) {
                // A duplicate key is a document that is as new already.
                if (ErrorCategory.fromErrorCode(error.getCode()) != ErrorCategory.DUPLICATE_KEY) {
                    throw e;
                }
            }
            if (e.getWriteConcernError() != null) {
                throw e;
            }
        }
    }

    private static Kind kind(Change change) {
        return switch (change) {
            case Change.OfFact _ -> Kind.FACTS;
            case Change.OfPartner _ -> Kind.PARTNERS;
            case Change.OfProduct _ -> Kind.PRODUCTS;
        };
    }

    public MongoCollection<Document> collection(Kind kind, int generation) {
        return mongo.getCollection(kind.collection(generation));
    }

    /** The partners of these ids that are known. */
    public Map<String, PartnerFact> partners(int generation, Collection<String> ids) {
        LatestState<PartnerFact> partners = partners(generation);
        var found = new HashMap<String, PartnerFact>();
        byId(Kind.PARTNERS, generation, ids)
                .forEach(document -> found.put(document.getString("_id"), partners.read(document)));
        return found;
    }

    /** The products of these codes that are known. */
    public Map<String, ProductFact> products(int generation, Collection<String> codes) {
        LatestState<ProductFact> products = products(generation);
        var found = new HashMap<String, ProductFact>();
        byId(Kind.PRODUCTS, generation, codes)
                .forEach(document -> found.put(document.getString("_id"), products.read(document)));
        return found;
    }

    private List<Document> byId(Kind kind, int generation, Collection<String> ids) {
        return ids.isEmpty()
                ? List.of()
                : collection(kind, generation)
                        .find(new Document("_id", new Document("$in", List.copyOf(ids))))
                        .into(new ArrayList<>());
    }

    public Set<String> partnersOfManager(int generation, String username) {
        return partnersWith(generation, "state.channelManager", username);
    }

    public Set<String> partnersOfRegion(int generation, @Nullable String region) {
        return region == null ? Set.of() : partnersWith(generation, "state.region", region);
    }

    private Set<String> partnersWith(int generation, String field, String value) {
        var ids = new HashSet<String>();
        collection(Kind.PARTNERS, generation)
                .find(new Document(field, value))
                .projection(new Document("_id", 1))
                .forEach(document -> ids.add(document.getString("_id")));
        return ids;
    }

    /** Drops what earlier changes-over and given-up rebuilds left behind. */
    public void dropAllBut(Set<Integer> generations) {
        for (String name : mongo.getCollectionNames()) {
            Matcher matcher = GENERATION_OF.matcher(name);
            if (matcher.matches() && !generations.contains(Integer.valueOf(matcher.group(1)))) {
                mongo.dropCollection(name);
            }
        }
    }

    private LatestState<PartnerFact> partners(int generation) {
        return new LatestState<>(mongo, Kind.PARTNERS.collection(generation), PartnerFact.class);
    }

    private LatestState<ProductFact> products(int generation) {
        return new LatestState<>(mongo, Kind.PRODUCTS.collection(generation), ProductFact.class);
    }
}
