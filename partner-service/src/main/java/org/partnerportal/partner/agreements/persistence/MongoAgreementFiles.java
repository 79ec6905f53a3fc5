package org.partnerportal.partner.agreements.persistence;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import org.partnerportal.partner.agreements.application.AgreementFiles;
import org.partnerportal.partner.agreements.domain.StoredFile;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Repository;

/** Files of agreements in MongoDB; a few tens of kilobytes each, well below a document's limit. */
@Repository
class MongoAgreementFiles implements AgreementFiles {

    private static final String COLLECTION = "agreement-files";

    private final MongoTemplate mongo;
    private final Clock clock;

    MongoAgreementFiles(MongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    @Override
    public StoredFile put(byte[] content) {
        StoredFile file = StoredFile.of(content);
        try {
            mongo.getCollection(COLLECTION)
                    .insertOne(
                            new Document("_id", file.hash())
                                    .append("length", file.length())
                                    .append("storedAt", Date.from(clock.instant()))
                                    .append("content", new Binary(content)));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
        return file;
    }

    @Override
    public Optional<byte[]> find(StoredFile file) {
        return Optional.ofNullable(
                        mongo.getCollection(COLLECTION)
                                .find(new Document("_id", file.hash()))
                                .first())
                .map(document -> document.get("content", Binary.class).getData());
    }
}
