package org.partnerportal.stack.faults;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.partnerportal.stack.client.Call;
import org.partnerportal.stack.client.Portal;
import org.partnerportal.stack.client.Users;
import org.partnerportal.stack.faults.books.Holdings;
import org.partnerportal.stack.faults.books.Terms;
import org.partnerportal.stack.faults.load.Cast;
import tools.jackson.databind.JsonNode;

/**
 * Reads what the services show of the run's partners, and in the databases what no API shows:
 * claims, keys and outboxes.
 */
final class ServiceBook {

    private final Portal portal;
    private final MongoClient mongo;
    private final Clock clock;

    ServiceBook(Portal portal, MongoClient mongo, Clock clock) {
        this.portal = portal;
        this.mongo = mongo;
        this.clock = clock;
    }

    Holdings of(Cast cast) {
        Set<String> partners = cast.partners();
        var known = new HashSet<String>();
        var deals = new HashMap<String, Holdings.HeldDeal>();
        var lines = new ArrayList<Holdings.Line>();
        var statements = new HashMap<String, BigDecimal>();
        var figures = new HashMap<String, Holdings.Figures>();
        var readAt = clock.instant();
        List<Holdings.HeldClaim> claims = claims(partners);
        for (Cast.Seller seller : cast.sellers()) {
            String partner = seller.partner();
            Call call = Call.get("/partners/" + partner, Users.CHANNEL_ADMIN);
            if (portal.send(call).must(call, 200, 404).status() == 200) {
                known.add(partner);
            }
            deals(seller).forEach(deal -> deals.put(deal.id(), deal));
            lines.addAll(lines(partner));
            statements.put(partner, statements(partner));
            figures.put(partner, figures(partner));
        }
        return new Holdings(known, deals, claims, lines, statements, figures, readAt);
    }

    /** As their own partner sees them: drafts are nobody else's business. */
    private List<Holdings.HeldDeal> deals(Cast.Seller seller) {
        Map<String, Document> stored = new HashMap<>();
        deals().find(Filters.eq("state.partnerId", seller.partner()))
                .forEach(document -> stored.put(document.getString("_id"), document));
        return portal.all("/deals", seller.user()).stream()
                .map(shown -> deal(shown, stored.getOrDefault(id(shown), new Document())))
                .toList();
    }

    MongoCollection<Document> deals() {
        return mongo.getDatabase("deal").getCollection("deals");
    }

    private static String id(JsonNode node) {
        return node.path("id").asString();
    }

    private static Holdings.HeldDeal deal(JsonNode shown, Document stored) {
        var keys = new HashMap<String, Long>();
        remember(keys, stored.get("createdBy", new Document()));
        stored.getList("keys", Document.class, List.of()).forEach(key -> remember(keys, key));
        Document state = stored.get("state", new Document());
        boolean submitted = !shown.path("submittedAt").asString("").isEmpty();
        boolean withdrawnAsDraft = !submitted && "WITHDRAWN".equals(shown.path("state").asString());
        return new Holdings.HeldDeal(
                id(shown),
                shown.path("partnerId").asString(),
                shown.path("state").asString(),
                shown.path("version").asLong(),
                shown.path("externalReferences")
                        .valueStream()
                        .filter(it -> "faults".equals(it.path("system").asString()))
                        .map(it -> it.path("id").asString())
                        .findFirst()
                        .orElse(""),
                scope(shown),
                keys,
                submitted,
                stored.get("outbox", new Document())
                        .getList("events", Document.class, List.of())
                        .size(),
                state.getInteger("claimLosses", 0) + (withdrawnAsDraft ? 1 : 0));
    }

    private static void remember(Map<String, Long> keys, Document command) {
        if (command.containsKey("key")) {
            keys.put(
                    command.getString("key"),
                    Objects.requireNonNull(command.get("version", Number.class)).longValue());
        }
    }

    /** The run's customers have no other identity than their name with its country. */
    private static Set<String> scope(JsonNode shown) {
        JsonNode customer = shown.path("customer");
        String identity =
                "name:"
                        + customer.path("country").asString()
                        + ":"
                        + customer.path("name").asString().toLowerCase(Locale.ROOT);
        var scope = new HashSet<String>();
        shown.path("products")
                .forEach(line -> scope.add(identity + "|" + line.path("productCode").asString()));
        return scope;
    }

    private List<Holdings.HeldClaim> claims(Set<String> partners) {
        var claims = new ArrayList<Holdings.HeldClaim>();
        mongo.getDatabase("deal")
                .getCollection("claims")
                .find(Filters.in("partner", partners))
                .forEach(claim ->
                        claims.add(
                                new Holdings.HeldClaim(
                                        claim.getString("_id"),
                                        claim.getString("holder"),
                                        claim.getBoolean("confirmed"),
                                        claim.getDate("at").toInstant())));
        return claims;
    }

    private List<Holdings.Line> lines(String partner) {
        return portal.all("/earnings?partnerId=" + partner, Users.FINANCE).stream()
                .map(line ->
                        new Holdings.Line(
                                id(line),
                                partner,
                                line.path("invoiceId").asString(),
                                line.path("invoiceLineId").asString(),
                                amount(line.path("amount")),
                                line.path("sequence").asLong()))
                .toList();
    }

    private BigDecimal statements(String partner) {
        var all = new ArrayList<>(portal.all("/statements?partnerId=" + partner, Users.FINANCE));
        all.addAll(portal.all("/statements?state=OPEN&partnerId=" + partner, Users.FINANCE));
        return all.stream()
                .map(it -> amount(it.path("earned")).add(amount(it.path("clawedBack"))))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private Holdings.Figures figures(String partner) {
        return portal.get(
                        "/analytics/summary?groupBy=partner&partnerId=" + partner,
                        Users.CHANNEL_ADMIN)
                .path("rows")
                .valueStream()
                .filter(row -> Terms.CURRENCY.equals(row.path("currency").asString()))
                .map(row ->
                        new Holdings.Figures(
                                row.path("registrations").asLong(),
                                row.path("won").asLong(),
                                row.path("lost").asLong(),
                                amount(row.path("revenue")),
                                amount(row.path("commission"))))
                .findFirst()
                .orElse(new Holdings.Figures(0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO));
    }

    private static BigDecimal amount(JsonNode money) {
        return new BigDecimal(money.path("amount").asString("0"));
    }
}
