package org.partnerportal.deal.leads.persistence;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import java.util.HashMap;
import java.util.Map;
import org.bson.Document;
import org.partnerportal.deal.leads.application.Turns;
import org.partnerportal.deal.leads.domain.ProgrammeCode;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/** The turns of a programme in one document, so that all instances go round together. */
@Repository
class MongoTurns implements Turns {

    private final MongoTemplate mongo;

    MongoTurns(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    private MongoCollection<Document> documents() {
        return mongo.getCollection("leadTurns");
    }

    @Override
    public Taken of(ProgrammeCode programme) {
        Document document = documents().find(new Document("_id", programme.value())).first();
        if (document == null) {
            return new Taken(0, Map.of());
        }
        var last = new HashMap<PartnerId, Long>();
        document.get("last", new Document())
                .forEach((partner, turn) ->
                        last.put(new PartnerId(partner), ((Number) turn).longValue()));
        return new Taken(document.getLong("count"), last);
    }

    @Override
    public boolean take(ProgrammeCode programme, Taken seen, PartnerId partner) {
        if (seen.count() == 0) {
            begin(programme);
        }
        long next = seen.count() + 1;
        return documents()
                        .updateOne(
                                new Document("_id", programme.value())
                                        .append("count", seen.count()),
                                new Document(
                                        "$set",
                                        new Document("count", next)
                                                .append("last." + partner.value(), next)))
                        .getModifiedCount()
                == 1;
    }

    private void begin(ProgrammeCode programme) {
        try {
            documents().insertOne(new Document("_id", programme.value()).append("count", 0L));
        } catch (MongoWriteException e) {
            // Another lead of the programme has begun; who was first shows when the turn is taken.
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
    }
}
