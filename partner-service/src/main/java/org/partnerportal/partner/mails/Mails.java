package org.partnerportal.partner.mails;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.partnerportal.messaging.Measurements;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * The mails that were ordered. Ordering the same one again changes nothing; what was ordered is
 * sent, however long the mail server is away. A crash in the instant between the server's yes and
 * our note of it is the one case in which a mail goes out twice; both have the same Message-ID.
 */
@Component
public class Mails {

    /** So many failures make an operator look. */
    private static final int OVERDUE = 5;

    private final MongoTemplate mongo;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Mails(
            MongoTemplate mongo,
            ApplicationEventPublisher events,
            Clock clock,
            Measurements measurements) {
        this.mongo = mongo;
        this.events = events;
        this.clock = clock;
        documents()
                .createIndex(
                        Indexes.ascending("state", "nextAttemptAt"),
                        new IndexOptions().name("due"));
        measurements.gauge(
                "portal.mails.overdue",
                "Mails that have failed several times and still wait",
                this::overdue);
        measurements.gauge(
                "portal.mails.failed",
                "Mails whose address was refused for good",
                () -> count("FAILED"));
    }

    /** A mail that is to be sent now, said within this instance. */
    record Ordered(String id) {}

    /**
     * A mail that somebody took to send it.
     *
     * @param attempt counts them, from 1
     */
    record Taken(MailOrder order, int attempt) {}

    private MongoCollection<Document> documents() {
        return mongo.getCollection("mails");
    }

    /**
     * Remembers the order, and has it sent at once.
     *
     * @return whether it was news
     */
    public boolean order(MailOrder order) {
        Date now = Date.from(clock.instant());
        try {
            documents()
                    .insertOne(
                            new Document("_id", order.id())
                                    .append("kind", order.kind())
                                    .append("about", order.about())
                                    .append("number", order.number())
                                    .append("state", "WAITING")
                                    .append("attempts", 0)
                                    .append("orderedAt", now)
                                    .append("nextAttemptAt", now));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
        events.publishEvent(new Ordered(order.id()));
        return true;
    }

    /** Those whose time has come, longest waiting first. */
    List<String> due(int limit) {
        return documents()
                .find(
                        new Document("state", "WAITING")
                                .append(
                                        "nextAttemptAt",
                                        new Document("$lte", Date.from(clock.instant()))))
                .sort(new Document("nextAttemptAt", 1).append("_id", 1))
                .limit(limit)
                .into(new ArrayList<>())
                .stream()
                .map(document -> document.getString("_id"))
                .toList();
    }

    /** Takes the mail for the length of the lease; nothing when somebody else has it. */
    Optional<Taken> take(String id, Duration lease) {
        Instant now = clock.instant();
        return Optional.ofNullable(
                        documents()
                                .findOneAndUpdate(
                                        new Document("_id", id)
                                                .append("state", "WAITING")
                                                .append(
                                                        "nextAttemptAt",
                                                        new Document("$lte", Date.from(now))),
                                        new Document(
                                                        "$set",
                                                        new Document(
                                                                "nextAttemptAt",
                                                                Date.from(now.plus(lease))))
                                                .append("$inc", new Document("attempts", 1)),
                                        new FindOneAndUpdateOptions()
                                                .returnDocument(ReturnDocument.AFTER)))
                .map(document ->
                        new Taken(
                                new MailOrder(
                                        document.getString("kind"),
                                        document.getString("about"),
                                        document.getInteger("number")),
                                document.getInteger("attempts")));
    }

    void sent(Taken mail) {
        end(mail, "SENT", new Document("sentAt", Date.from(clock.instant())));
    }

    /** There was no need for it any more. */
    void dropped(Taken mail) {
        end(mail, "DROPPED", new Document());
    }

    /** It will never go out: the address was refused. */
    void failed(Taken mail, String cause) {
        end(mail, "FAILED", new Document("cause", cause));
    }

    void waits(Taken mail, Duration wait, String cause) {
        update(
                mail,
                new Document(
                        "$set",
                        new Document("nextAttemptAt", Date.from(clock.instant().plus(wait)))
                                .append("cause", cause)));
    }

    private void end(Taken mail, String state, Document more) {
        update(
                mail,
                new Document("$set", more.append("state", state))
                        .append("$unset", new Document("nextAttemptAt", "")));
    }

    /** Only for this attempt: one that took longer than its lease has no say any more. */
    private void update(Taken mail, Document update) {
        documents()
                .updateOne(
                        new Document("_id", mail.order().id())
                                .append("state", "WAITING")
                                .append("attempts", mail.attempt()),
                        update);
    }

    private long overdue() {
        return documents()
                .countDocuments(
                        new Document("state", "WAITING")
                                .append("attempts", new Document("$gte", OVERDUE)));
    }

    private long count(String state) {
        return documents().countDocuments(new Document("state", state));
    }
}
