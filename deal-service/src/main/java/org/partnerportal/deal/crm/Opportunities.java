package org.partnerportal.deal.crm;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.application.ChangeDeal;
import org.partnerportal.deal.registration.application.Programme;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.deal.registration.domain.Deals;
import org.partnerportal.deal.registration.domain.ExternalReference;
import org.partnerportal.deal.registration.domain.LossReason;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Ids;
import org.partnerportal.kernel.Money;
import org.partnerportal.messaging.Measurements;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Applies what the CRM says to the registration that it means: by its id, else by the
 * opportunity's. What comes before its registration waits here, in order, is counted, and is
 * applied when the registration appears.
 */
@Component
public class Opportunities {

    private static final Logger log = LoggerFactory.getLogger(Opportunities.class);
    private static final Duration ALARM_AFTER = Duration.ofHours(24);
    private static final int SWEEP = 500;

    /**
     * What waits is looked at on suspicion after this long, and then after as long again as it has
     * waited, so that what never comes does not crowd out what a crash left behind.
     */
    private static final Duration FIRST_LOOK = Duration.ofSeconds(5);

    private static final Duration RAREST_LOOK = Duration.ofHours(1);

    private final MongoTemplate mongo;
    private final Deals deals;
    private final ChangeDeal change;
    private final Programme programme;
    private final JsonMapper json;
    private final Clock clock;

    Opportunities(
            MongoTemplate mongo,
            Deals deals,
            ChangeDeal change,
            Programme programme,
            JsonMapper json,
            Clock clock,
            Measurements measurements) {
        this.mongo = mongo;
        this.deals = deals;
        this.change = change;
        this.programme = programme;
        this.json = json;
        this.clock = clock;
        waiting()
                .createIndex(Indexes.ascending("lookAt", "_id"), new IndexOptions().name("lookAt"));
        measurements.gauge(
                "portal.deals.crm.waiting",
                "CRM events whose registration is not known yet",
                () -> waiting().countDocuments());
    }

    /** An event of the CRM, kept as it came. */
    record Fact(String id, String source, String type, String data) {}

    private MongoCollection<Document> waiting() {
        return mongo.getCollection("crmWaiting");
    }

    void hear(Fact fact) {
        CrmOpportunity opportunity = json.readValue(fact.data(), CrmOpportunity.class);
        Optional<Deal> deal = find(opportunity);
        // What waits for the same opportunity came first and goes first.
        if (deal.isPresent() && !isWaiting(opportunity.opportunityId())) {
            apply(deal.get().id(), fact.type(), opportunity);
        } else if (concernsRegistrations(fact.type(), opportunity)) {
            park(fact, opportunity.opportunityId());
            retry(opportunity.opportunityId());
        }
    }

    /**
     * Only closings and what names a registration must not get lost; the CRM has many opportunities
     * that are not ours.
     */
    private static boolean concernsRegistrations(String type, CrmOpportunity opportunity) {
        return opportunity.dealId() != null
                || "crm.opportunity.won".equals(type)
                || "crm.opportunity.lost".equals(type);
    }

    /**
     * The opportunity's registration is stored. What waits for it is applied; what cannot be is
     * looked at again later and is no trouble of the caller's.
     */
    public void registered(String opportunityId) {
        retrySafely(opportunityId);
    }

    private Optional<Deal> find(CrmOpportunity opportunity) {
        return opportunity.dealId() != null
                ? deals.find(new DealId(opportunity.dealId()))
                : deals.findBy(ExternalReference.opportunity(opportunity.opportunityId()));
    }

    private CrmOpportunity read(Document entry) {
        return json.readValue(entry.getString("data"), CrmOpportunity.class);
    }

    private void apply(DealId id, String type, CrmOpportunity opportunity) {
        switch (type) {
            case "crm.opportunity.created", "crm.opportunity.updated" ->
                    change.handle(
                            id,
                            Expected.any(),
                            new ChangeDeal.KnowAs(
                                    ExternalReference.opportunity(opportunity.opportunityId())));
            case "crm.opportunity.won" ->
                    change.handle(
                            id,
                            Expected.any(),
                            new ChangeDeal.Win(
                                    CrmTime.of(there(opportunity.wonAt()), programme.zone()),
                                    Money.of(
                                            there(opportunity.amount()),
                                            there(opportunity.currency())),
                                    there(opportunity.orderReference())));
            case "crm.opportunity.lost" ->
                    change.handle(
                            id,
                            Expected.any(),
                            new ChangeDeal.Lose(
                                    CrmTime.of(there(opportunity.lostAt()), programme.zone()),
                                    reason(there(opportunity.reason())),
                                    opportunity.reason()));
            default -> {
                // Tolerant reader: the CRM may say more than we have a use for.
            }
        }
    }

    /** The CRM has reasons of its own; those that we do not share are kept as words. */
    private static LossReason reason(String text) {
        String name = text.strip().toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
        for (LossReason reason : LossReason.values()) {
            if (reason.name().equals(name)) {
                return reason;
            }
        }
        return LossReason.OTHER;
    }

    private boolean isWaiting(String opportunityId) {
        return waiting().find(new Document("_id", opportunityId)).first() != null;
    }

    /**
     * One document holds all that waits for one opportunity, in order; the same event twice waits
     * once.
     */
    private void park(Fact fact, String opportunityId) {
        var entry =
                new Document("id", Ids.derived("evt", fact.source(), fact.id()))
                        .append("type", fact.type())
                        .append("data", fact.data());
        Instant now = clock.instant();
        waiting()
                .updateOne(
                        new Document("_id", opportunityId),
                        new Document("$addToSet", new Document("facts", entry))
                                .append(
                                        "$min",
                                        new Document("since", Date.from(now))
                                                .append("lookAt", Date.from(now.plus(FIRST_LOOK)))),
                        new UpdateOptions().upsert(true));
    }

    /** Applies what waits for this opportunity, if its registration has appeared. */
    private void retry(String opportunityId) {
        Document document = waiting().find(new Document("_id", opportunityId)).first();
        if (document == null) {
            return;
        }
        List<Document> facts = document.getList("facts", Document.class, List.of());
        // One fact that names the registration speaks for all: they are of one opportunity.
        Optional<DealId> named =
                facts.stream()
                        .map(this::read)
                        .map(this::find)
                        .flatMap(Optional::stream)
                        .map(Deal::id)
                        .findFirst();
        if (named.isEmpty()) {
            return;
        }
        for (Document entry : facts) {
            apply(named.get(), there(entry.getString("type")), read(entry));
            waiting()
                    .updateOne(
                            new Document("_id", opportunityId),
                            new Document(
                                    "$pull",
                                    new Document(
                                            "facts", new Document("id", entry.getString("id")))));
        }
        waiting()
                .deleteOne(
                        new Document("_id", opportunityId)
                                .append("facts", new Document("$size", 0)));
    }

    /**
     * Catches what a race or a crash left waiting, and complains about what has waited for a day.
     */
    @Scheduled(fixedDelay = 5_000, initialDelay = 5_000)
    @SchedulerLock(name = "crm-waiting", lockAtMostFor = "2m")
    public void sweep() {
        Instant now = clock.instant();
        List<Document> due =
                waiting()
                        .find(new Document("lookAt", new Document("$lte", Date.from(now))))
                        .sort(new Document("lookAt", 1).append("_id", 1))
                        .limit(SWEEP)
                        .into(new ArrayList<>());
        for (Document document : due) {
            String opportunityId = there(document.getString("_id"));
            Instant since = there(document.getDate("since")).toInstant();
            retrySafely(opportunityId);
            lookAgain(opportunityId, since, now);
            if (since.plus(ALARM_AFTER).isBefore(now)) {
                log.error(
                        "The CRM speaks of opportunity {} since {} and no registration knows it",
                        opportunityId,
                        since);
            }
        }
    }

    private void retrySafely(String opportunityId) {
        try {
            retry(opportunityId);
        } catch (RuntimeException e) {
            log.error("What waits for opportunity {} cannot be applied", opportunityId, e);
        }
    }

    private void lookAgain(String opportunityId, Instant since, Instant now) {
        Duration waited = Duration.between(since, now);
        Duration pause = waited.compareTo(RAREST_LOOK) < 0 ? waited : RAREST_LOOK;
        waiting()
                .updateOne(
                        new Document("_id", opportunityId),
                        new Document("$set", new Document("lookAt", Date.from(now.plus(pause)))));
    }

    private static <T> T there(@Nullable T value) {
        return Objects.requireNonNull(value, "a field that the contract requires");
    }
}
