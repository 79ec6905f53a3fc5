package org.partnerportal.deal.claims;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.DealEvent;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.deal.registration.domain.DealRefusal;
import org.partnerportal.deal.registration.domain.DealState;
import org.partnerportal.deal.registration.domain.Deals;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.kernel.CommandContext;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Expected;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/**
 * Which registration holds which scope. A claim's {@code _id} is what is claimed, so that the store
 * itself decides between two who want it at the same instant, on whatever instances they are.
 *
 * <p>A claim is reserved by insert, then the registration is approved, then the claim is confirmed.
 * Whoever meets a claim that is not what its holder says settles it: the holder's own document is
 * the truth. A reservation whose approval has not come within {@link #PATIENCE} may be taken over,
 * but only after the holder's document has been written to: an approval that was merely slow then
 * fails on its version.
 */
@Component
public class Claims {

    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MAX_ROUNDS = 10;

    private final MongoTemplate mongo;
    private final Deals deals;
    private final Clock clock;
    private final MeterRegistry meters;

    Claims(MongoTemplate mongo, Deals deals, Clock clock, MeterRegistry meters) {
        this.mongo = mongo;
        this.deals = deals;
        this.clock = clock;
        this.meters = meters;
        // Known from the start: a first conflict is then a rise, and not a figure out of nothing.
        List.of(
                        DealRefusal.OWN_DUPLICATE,
                        DealRefusal.CUSTOMER_PROTECTED,
                        DealRefusal.SCOPE_IN_DECISION)
                .forEach(this::conflicts);
        documents().createIndex(Indexes.ascending("holder"), new IndexOptions().name("holder"));
    }

    private MongoCollection<Document> documents() {
        return mongo.getCollection("claims");
    }

    /**
     * A claim as it lies in the store. The stamp counts its changes; one that was given back and
     * reserved again begins anew, by another holder or by a later version of the same.
     */
    private record Claim(
            String key,
            DealId holder,
            long holderVersion,
            PartnerId partner,
            boolean confirmed,
            Instant at,
            long stamp) {

        static Claim of(Document document) {
            return new Claim(
                    document.getString("_id"),
                    new DealId(document.getString("holder")),
                    document.getLong("holderVersion"),
                    new PartnerId(document.getString("partner")),
                    document.getBoolean("confirmed"),
                    document.getDate("at").toInstant(),
                    document.getLong("stamp"));
        }
    }

    /**
     * Refuses when somebody holds any part of the scope; looks only, and settles what it meets on
     * the way.
     */
    public void mustBeFreeFor(Deal deal) {
        // All keys in one look: a scope is every identity of the customer with every product.
        for (Document document :
                documents()
                        .find(
                                new Document(
                                        "_id",
                                        new Document("$in", List.copyOf(deal.details().scope()))))
                        .sort(new Document("_id", 1))) {
            Claim claim = Claim.of(document);
            if (!claim.holder().equals(deal.id()) && holds(claim)) {
                throw refusal(claim, deal);
            }
        }
    }

    /** Reserves the whole scope for this registration, or refuses and names nobody. */
    public void reserve(Deal deal) {
        for (String key : deal.details().scope()) {
            reserve(key, deal);
        }
    }

    private void reserve(String key, Deal deal) {
        for (int round = 0; round < MAX_ROUNDS; round++) {
            if (insert(key, deal)) {
                return;
            }
            Claim claim = find(key);
            if (claim == null) {
                continue;
            }
            if (claim.holder().equals(deal.id()) || mayBeTaken(claim, deal)) {
                if (take(claim, deal)) {
                    return;
                }
            }
        }
        throw conflict(DealRefusal.SCOPE_IN_DECISION);
    }

    /**
     * Confirms what was reserved; what a crash leaves unconfirmed is settled by whoever meets it.
     */
    public void confirm(Deal deal) {
        if (deal.holdsScope(clock.instant())) {
            documents()
                    .updateMany(
                            new Document("holder", deal.id().value())
                                    .append(
                                            "_id",
                                            new Document(
                                                    "$in", List.copyOf(deal.details().scope()))),
                            new Document("$set", new Document("confirmed", true)));
        }
    }

    /**
     * Gives back what this registration held, unless it has been reserved again since.
     *
     * @param version of the registration after which it held nothing any more
     */
    public void release(DealId holder, long version) {
        documents()
                .deleteMany(
                        new Document("holder", holder.value())
                                .append("holderVersion", new Document("$lt", version)));
    }

    private boolean insert(String key, Deal deal) {
        try {
            documents()
                    .insertOne(
                            new Document("_id", key)
                                    .append("holder", deal.id().value())
                                    .append("partner", deal.partner().value())
                                    .append("holderVersion", deal.version())
                                    .append("confirmed", false)
                                    .append("at", Date.from(clock.instant()))
                                    .append("stamp", 1L));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    private @Nullable Claim find(String key) {
        Document document = documents().find(new Document("_id", key)).first();
        return document == null ? null : Claim.of(document);
    }

    /** Whether the claim's holder really holds it now: what its own document says. */
    private boolean holds(Claim claim) {
        Optional<Deal> holder = deals.find(claim.holder());
        if (holder.isEmpty()) {
            return false;
        }
        Instant now = clock.instant();
        return isAbout(holder.get(), claim)
                && (holder.get().holdsScope(now)
                        || (!claim.confirmed()
                                && isFresh(claim, now)
                                && isUndecided(holder.get())));
    }

    /** Clears the way to a claim of somebody else, or refuses because it is rightfully held. */
    private boolean mayBeTaken(Claim claim, Deal wanting) {
        Instant now = clock.instant();
        Optional<Deal> holder = deals.find(claim.holder());
        if (holder.isEmpty()) {
            return !isFresh(claim, now) || refuseInDecision();
        }
        Deal held = holder.get();
        if (!isAbout(held, claim)) {
            // It was reserved for what the registration said before it was corrected.
            return true;
        }
        if (held.holdsScope(now)) {
            throw refusal(claim, wanting);
        }
        if (held.state() instanceof DealState.Approved) {
            // Its protection has ended and the timer has not come by: say so first, then the scope
            // is free.
            tell(
                    claim.holder(),
                    other -> {
                        if (other.holdsScope(now)) {
                            // Extended at the last moment, after it was looked at.
                            throw refusal(claim, wanting);
                        }
                        return other.state() instanceof DealState.Approved
                                ? other.expire(now)
                                : new Decided<>(other, List.of());
                    });
            return true;
        }
        if (!isUndecided(held)) {
            return true;
        }
        if (isFresh(claim, now)) {
            return refuseInDecision();
        }
        tell(
                claim.holder(),
                other -> {
                    if (other.holdsScope(clock.instant())) {
                        throw refusal(claim, wanting);
                    }
                    return other.loseReservation();
                });
        return true;
    }

    /**
     * Writes to the holder without the key of the command that wants its claim: a holder that
     * remembered the key would not be written to again when the same command is tried again.
     */
    private void tell(DealId holder, Function<Deal, Decided<Deal, DealEvent>> fact) {
        CommandContext.current().withoutKey().run(() -> deals.change(holder, Expected.any(), fact));
    }

    /** Whether what is claimed is still what the registration is about. */
    private static boolean isAbout(Deal deal, Claim claim) {
        return deal.details().scope().contains(claim.key());
    }

    private boolean refuseInDecision() {
        throw conflict(DealRefusal.SCOPE_IN_DECISION);
    }

    private static boolean isUndecided(Deal deal) {
        return deal.state() instanceof DealState.Submitted;
    }

    private static boolean isFresh(Claim claim, Instant now) {
        return claim.at().plus(PATIENCE).isAfter(now);
    }

    /**
     * Renews or takes the claim, unless it changed since it was looked at, or was given back and
     * reserved by somebody else.
     */
    private boolean take(Claim claim, Deal deal) {
        return documents()
                        .updateOne(
                                new Document("_id", claim.key())
                                        .append("holder", claim.holder().value())
                                        .append("holderVersion", claim.holderVersion())
                                        .append("stamp", claim.stamp()),
                                new Document(
                                                "$set",
                                                new Document("holder", deal.id().value())
                                                        .append("partner", deal.partner().value())
                                                        .append("holderVersion", deal.version())
                                                        .append("confirmed", false)
                                                        .append("at", Date.from(clock.instant())))
                                        .append("$inc", new Document("stamp", 1L)))
                        .getModifiedCount()
                == 1;
    }

    /** The partner's own registration is named to it; a rival's never is. */
    private RuntimeException refusal(Claim claim, Deal wanting) {
        return claim.partner().equals(wanting.partner())
                ? conflict(DealRefusal.OWN_DUPLICATE, claim.holder())
                : conflict(DealRefusal.CUSTOMER_PROTECTED);
    }

    private RuntimeException conflict(DealRefusal refusal, Object... arguments) {
        conflicts(refusal).increment();
        return refusal.because(arguments);
    }

    private Counter conflicts(DealRefusal refusal) {
        return Counter.builder("portal.claims.conflicts")
                .description("Registrations that met a claim of somebody else, or their own")
                .tag("code", refusal.code())
                .register(meters);
    }
}
