package org.partnerportal.partner.memberships.persistence;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.partnerportal.partner.memberships.application.Administrators;
import org.partnerportal.partner.memberships.domain.MembershipId;
import org.partnerportal.partner.partner.domain.PartnerId;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/** One document for each partner: {@code {_id, holders: [id], leaving: [{id, at}]}}. */
@Component
class MongoAdministrators implements Administrators {

    private final MongoTemplate mongo;

    MongoAdministrators(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    private MongoCollection<Document> collection() {
        return mongo.getCollection("administrators");
    }

    @Override
    public void join(PartnerId partner, MembershipId membership) {
        var one = new Document("_id", partner.value());
        var update =
                new Document("$addToSet", new Document("holders", membership.value()))
                        .append(
                                "$pull",
                                new Document("leaving", new Document("id", membership.value())));
        try {
            collection().updateOne(one, update, new UpdateOptions().upsert(true));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            // Two made the document at once; now it is there.
            collection().updateOne(one, update);
        }
    }

    @Override
    public boolean leave(PartnerId partner, MembershipId membership, Instant now) {
        long left =
                collection()
                        .updateOne(
                                new Document("_id", partner.value())
                                        .append("holders", membership.value())
                                        .append("holders.1", new Document("$exists", true)),
                                new Document("$pull", new Document("holders", membership.value()))
                                        .append(
                                                "$push",
                                                new Document(
                                                        "leaving",
                                                        new Document("id", membership.value())
                                                                .append("at", Date.from(now)))))
                        .getModifiedCount();
        return left == 1 || standing(partner).leaving().containsKey(membership);
    }

    @Override
    public void left(PartnerId partner, MembershipId membership) {
        collection()
                .updateOne(
                        new Document("_id", partner.value()),
                        new Document(
                                "$pull",
                                new Document("leaving", new Document("id", membership.value()))));
    }

    @Override
    public Standing standing(PartnerId partner) {
        Document document = collection().find(new Document("_id", partner.value())).first();
        if (document == null) {
            return new Standing(Set.of(), Map.of());
        }
        return new Standing(
                document.getList("holders", String.class, List.of()).stream()
                        .map(MembershipId::new)
                        .collect(Collectors.toSet()),
                document.getList("leaving", Document.class, List.of()).stream()
                        .collect(
                                Collectors.toMap(
                                        entry -> new MembershipId(text(entry)),
                                        entry -> entry.getDate("at").toInstant(),
                                        (one, other) -> one.isAfter(other) ? one : other)));
    }

    private static String text(Document entry) {
        return Objects.requireNonNull(entry.getString("id"));
    }

    @Override
    public void dissolve(PartnerId partner) {
        collection().deleteOne(new Document("_id", partner.value()));
    }
}
