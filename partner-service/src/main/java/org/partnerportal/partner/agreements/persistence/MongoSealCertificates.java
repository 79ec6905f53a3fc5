package org.partnerportal.partner.agreements.persistence;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import java.time.Clock;
import java.util.Date;
import org.bson.Document;
import org.bson.types.Binary;
import org.partnerportal.partner.agreements.application.SealCertificates;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/** Certificates of the seal in MongoDB, each under its fingerprint. */
@Repository
class MongoSealCertificates implements SealCertificates {

    private static final String COLLECTION = "seal-certificates";

    private final MongoTemplate mongo;
    private final Clock clock;

    MongoSealCertificates(MongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    @Override
    public void remember(String fingerprint, byte[] encoded) {
        try {
            mongo.getCollection(COLLECTION)
                    .insertOne(
                            new Document("_id", fingerprint)
                                    .append("certificate", new Binary(encoded))
                                    .append("since", Date.from(clock.instant())));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
    }

    @Override
    public boolean knows(String fingerprint) {
        return mongo.getCollection(COLLECTION).find(new Document("_id", fingerprint)).first()
                != null;
    }
}
