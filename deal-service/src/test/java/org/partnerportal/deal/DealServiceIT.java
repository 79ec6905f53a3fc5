package org.partnerportal.deal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.partnerportal.deal.ServiceCalls.Answer;
import org.partnerportal.kernel.Ids;
import org.partnerportal.messaging.audit.AuditTrail;
import org.partnerportal.testkit.EventContracts;
import org.partnerportal.testkit.EventProbe;
import org.partnerportal.testkit.ScrapedMetrics;
import org.partnerportal.testkit.SuiteTest;
import org.partnerportal.testkit.TestIssuer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

/** The service as a whole: token in, HTTP, store, events in and out. */
@SuiteTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DealServiceIT {

    private static final String ALPHA = Ids.derived("ptr", "alpha");
    private static final String BETA = Ids.derived("ptr", "beta");
    private static final String GAMMA = Ids.derived("ptr", "gamma");

    private final HttpClient http = HttpClient.newHttpClient();
    private final EventProbe topics = new EventProbe();
    private final TestIssuer issuer = TestIssuer.get();
    private final String seller = issuer.partner(ALPHA, "anna", "partner-sales");
    private final String rival = issuer.partner(BETA, "bert", "partner-sales");
    private final String manager = issuer.staff("cam", "partner-manager");
    private final String otherManager = issuer.staff("dora", "partner-manager");
    private final String admin = issuer.staff("chief", "channel-admin");
    private final String prober = issuer.partner(GAMMA, "gina", "partner-sales");
    private final String auditor = issuer.staff("audrey", "auditor");

    @LocalServerPort private int port;
    @Autowired private AuditTrail audit;
    @Autowired private MongoTemplate mongo;

    @BeforeAll
    void knowPartnersAndProducts() {
        topics.publish(
                "partner.events.v1", "/test", "partner.activated", ALPHA, 2, partner(ALPHA, "cam"));
        topics.publish(
                "partner.events.v1", "/test", "partner.activated", BETA, 2, partner(BETA, "cam"));
        topics.publish(
                "partner.events.v1", "/test", "partner.activated", GAMMA, 2, partner(GAMMA, "cam"));
        Answer job =
                upload(
                        "/api/v1/product-imports",
                        "code,name,series,listPrice,currency,aliases\nGTX Pro,GTX Pro,GTX,4821.00,USD,GTXPro\n");
        assertThat(job.status()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> get(admin, "/api/v1/products/GTXPro").status() == 200);
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        post(seller, "/api/v1/deals", draft("Known?"), null).status() == 201
                                && post(rival, "/api/v1/deals", draft("Known?"), null).status()
                                        == 201
                                && post(prober, "/api/v1/deals", draft("Known?"), null).status()
                                        == 201);
    }

    @AfterAll
    void close() {
        topics.close();
        http.close();
    }

    private static Map<String, Object> partner(String id, String manager) {
        return Map.of(
                "partnerId", id,
                "name", "Partner",
                "country", "US",
                "region", "Central",
                "channelManager", manager,
                "state", "ACTIVE",
                "agreementInForce", true);
    }

    private static String draft(String customer) {
        return """
        {"customer": {"name": "%s", "country": "US"},
         "products": [{"productCode": "GTXPro", "quantity": 1}],
         "estimate": {"amount": "4821.00", "currency": "USD"}}
        """
                .formatted(customer);
    }

    private Answer approvedDeal(String customer) {
        Answer draft = post(seller, "/api/v1/deals", draft(customer), null);
        Answer submitted = post(seller, path(draft) + "/submission", "", draft.etag());
        assertThat(submitted.status()).as("%s", submitted.body()).isEqualTo(200);
        Answer approved = post(manager, path(draft) + "/approval", "", submitted.etag());
        assertThat(approved.status()).as("%s", approved.body()).isEqualTo(200);
        return approved;
    }

    private static String path(Answer deal) {
        return "/api/v1/deals/" + deal.body().path("id").asString();
    }

    @Test
    void takesARegistrationFromDraftToWonAndTellsTheWorld() {
        Answer approved = approvedDeal("Whole Way Inc");
        String id = approved.body().path("id").asString();

        assertThat(approved.body().path("products").path(0).path("productCode").asString())
                .isEqualTo("GTX Pro");
        assertThat(approved.body().path("protectedUntil").asString()).isNotEmpty();
        assertThat(approved.body().path("allowedActions").toString()).contains("REVOKE");

        topics.publish(
                "crm.events.v1",
                "/crm",
                "crm.opportunity.won",
                "OPP-1",
                0,
                Map.of(
                        "opportunityId", "OPP-1",
                        "dealId", id,
                        "wonAt", "2026-09-05",
                        "orderReference", "SO-1",
                        "amount", "9642.00",
                        "currency", "USD"));
        EventProbe.Seen won =
                topics.await(
                        "deal.events.v1",
                        seen -> seen.type().equals("deal.won") && seen.key().equals(id));

        EventContracts.assertFits("deal.won", won.data());
        assertThat(won.headers())
                .containsEntry("ce_partnerid", ALPHA)
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_source", "/partner-portal/deal-service");
        assertThat(
                        topics.all("deal.events.v1").stream()
                                .filter(seen -> seen.key().equals(id))
                                .map(EventProbe.Seen::type))
                .containsExactly("deal.submitted", "deal.approved", "deal.won");
        assertThat(get(seller, path(approved)).body().path("state").asString()).isEqualTo("WON");
        ScrapedMetrics.check("deal-service", port);
    }

    @Test
    void protectsCustomerAndProductAndNeverNamesTheHolder() {
        Answer approved = approvedDeal("Protected Plc");
        Answer theirs = post(rival, "/api/v1/deals", draft("protected  PLC"), null);
        Answer refused = post(rival, path(theirs) + "/submission", "", theirs.etag());

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("deal.customer-protected");
        assertThat(refused.body().toString())
                .doesNotContain(ALPHA)
                .doesNotContain(approved.body().path("id").asString());

        Answer own = post(seller, "/api/v1/deals", draft("Protected Plc"), null);
        Answer duplicate = post(seller, path(own) + "/submission", "", own.etag());
        assertThat(duplicate.code()).isEqualTo("deal.own-duplicate");
    }

    @Test
    void refusesASecondRegistrationUnderOneReference() {
        String referenced =
                draft("Referenced Oy")
                        .replaceFirst(
                                "\\{",
                                "{\"externalReferences\": [{\"system\": \"own\", \"id\": \"Q-17\"}], ");

        assertThat(post(seller, "/api/v1/deals", referenced, null).status()).isEqualTo(201);
        Answer second = post(seller, "/api/v1/deals", referenced, null);
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("deal.reference-taken");
        assertThat(post(rival, "/api/v1/deals", referenced, null).status()).isEqualTo(201);
    }

    @Test
    void freesTheCustomerWhenTheDealIsLost() {
        Answer approved = approvedDeal("Free Again AG");
        Answer theirs = post(rival, "/api/v1/deals", draft("Free Again AG"), null);
        Answer lost =
                post(seller, path(approved) + "/loss", "{\"reason\": \"PRICE\"}", approved.etag());

        assertThat(lost.body().path("state").asString()).isEqualTo("LOST");
        assertThat(post(rival, path(theirs) + "/submission", "", theirs.etag()).status())
                .isEqualTo(200);
    }

    @Test
    void appliesWhatTheCrmSaidBeforeTheRegistrationWasKnown() {
        String opportunity = "LATE-" + UUID.randomUUID();
        topics.publish(
                "crm.events.v1",
                "/crm",
                "crm.opportunity.lost",
                opportunity,
                0,
                Map.of("opportunityId", opportunity, "lostAt", "2017-03-01", "reason", "PRICE"));
        Answer job =
                upload(
                        "/api/v1/deal-imports",
                        "externalId,partnerId,customer,productCode,registeredOn\n%s,%s,Old Co,GTX Pro,2016-10-20\n%s,%s,,GTX Pro,2016-10-20\n"
                                .formatted(opportunity, ALPHA, "NOCUST", ALPHA));
        assertThat(job.status()).as("%s", job.body()).isEqualTo(202);
        String place = job.header("location");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(get(admin, place).body().path("state").asString())
                                .isEqualTo("SUCCEEDED"));
        JsonNode done = get(admin, place).body();
        assertThat(done.path("created").asInt()).isEqualTo(1);
        assertThat(done.path("refused").asInt()).isEqualTo(1);
        assertThat(raw(admin, place + "/errors")).contains("3,\"customer\",\"field.required\"");
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        get(admin, "/api/v1/deals?reference=crm:" + opportunity)
                                .body()
                                .path("items")
                                .path(0)
                                .path("state")
                                .asString("")
                                .equals("LOST"));
    }

    @Test
    void keepsImportsToThoseWhoMayImport() {
        for (String path :
                List.of(
                        "/api/v1/deal-imports",
                        "/api/v1/deal-imports/job_x",
                        "/api/v1/deal-imports/job_x/errors",
                        "/api/v1/product-imports")) {
            assertThat(get(seller, path).status()).as(path).isEqualTo(403);
        }
        assertThat(post(seller, "/api/v1/deal-imports/job_x/undo", "{}", null).status())
                .isEqualTo(403);
        assertThat(get(admin, "/api/v1/deal-imports").status()).isEqualTo(200);
    }

    @Test
    void appliesALossThatNamedOnlyTheOpportunityOnceTheCrmNamesTheRegistration() {
        Answer approved = approvedDeal("Named Later Ltd");
        String opportunity = "NAMED-" + UUID.randomUUID();
        topics.publish(
                "crm.events.v1",
                "/crm",
                "crm.opportunity.lost",
                opportunity,
                0,
                Map.of("opportunityId", opportunity, "lostAt", "2026-03-01", "reason", "PRICE"));
        topics.publish(
                "crm.events.v1",
                "/crm",
                "crm.opportunity.updated",
                opportunity,
                0,
                Map.of(
                        "opportunityId",
                        opportunity,
                        "dealId",
                        approved.body().path("id").asString(),
                        "account",
                        Map.of("name", "Named Later Ltd"),
                        "stage",
                        "Lost",
                        "owner",
                        "PARTNER",
                        "createdAt",
                        "2026-02-01T08:00:00Z",
                        "changedFields",
                        List.of("stage")));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(get(seller, path(approved)).body().path("state").asString())
                                .isEqualTo("LOST"));
        assertThat(get(admin, "/api/v1/deals?reference=crm:" + opportunity).body().path("items"))
                .hasSize(1);
    }

    @Test
    void closesSubmissionToAPartnerThatProbes() {
        int taken = 0;
        Answer refused = null;
        for (int i = 0; i < 40; i++) {
            Answer draft = post(prober, "/api/v1/deals", draft("Probed " + i), null);
            Answer submitted = post(prober, path(draft) + "/submission", "", draft.etag());
            if (submitted.status() == 200) {
                taken++;
                assertThat(post(prober, path(draft) + "/withdrawal", "", submitted.etag()).status())
                        .isEqualTo(200);
            } else {
                refused = submitted;
            }
        }

        assertThat(taken).isEqualTo(20);
        assertThat(refused).isNotNull();
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("deal.registration-limit");
        assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(3_000, 3_600);
        EventProbe.Seen noticed =
                topics.await(
                        "deal.events.v1",
                        seen ->
                                seen.type().equals("deal.registration-probing")
                                        && seen.key().equals(GAMMA));
        EventContracts.assertFits("deal.registration-probing", noticed.data());
        assertThat(noticed.headers()).containsEntry("ce_partnerid", GAMMA);
        assertThat(noticed.data().path("customers").asInt()).isEqualTo(20);
        assertThat(
                        topics.all("deal.events.v1").stream()
                                .filter(seen -> seen.type().equals("deal.registration-probing")))
                .hasSize(1);
        Answer others = post(rival, "/api/v1/deals", draft("Honest Ltd"), null);
        assertThat(post(rival, path(others) + "/submission", "", others.etag()).status())
                .isEqualTo(200);
    }

    @Nested
    class TheAuditTrail {

        private static final String ENTRIES = "/api/v1/audit-entries/deal";
        private static final String VERIFICATION = "/api/v1/audit-verifications/deal";

        private List<JsonNode> entries(String filter) {
            audit.flush();
            Answer answer = get(auditor, ENTRIES + "?limit=200&" + filter);
            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
            return answer.body().path("items").values().stream().toList();
        }

        @Test
        void tellsWhoChangedWhatAndNoNames() {
            Answer mine = post(seller, "/api/v1/deals", draft("Audited Ltd"), null);
            Answer submitted = post(seller, path(mine) + "/submission", "", mine.etag());
            post(
                    manager,
                    path(mine) + "/rejection",
                    "{\"reason\": \"NOT_QUALIFIED\", \"comment\": \"Call Anna\"}",
                    submitted.etag());
            List<JsonNode> entries =
                    entries("aggregate=" + mine.body().path("id").asString()).reversed();

            assertThat(entries)
                    .extracting(it -> it.at("/entry/action").asString())
                    .startsWith("POST /api/v1/deals", "POST /api/v1/deals/{id}/submission");
            JsonNode second = entries.get(1);
            assertThat(second.at("/entry/outcome").asString()).isEqualTo("CHANGED");
            assertThat(second.at("/entry/who/partnerId").asString()).isEqualTo(ALPHA);
            assertThat(second.at("/entry/who/roles").toString()).contains("partner-sales");
            assertThat(second.at("/entry/change/events").toString()).contains("deal.submitted");
            assertThat(second.at("/entry/change/digestBefore").asString())
                    .isEqualTo(entries.get(0).at("/entry/change/digestAfter").asString());
            assertThat(entries.get(2).at("/entry/reason").asString()).isEqualTo("NOT_QUALIFIED");
            assertThat(entries.toString()).doesNotContain("Audited", "Anna", "Bearer");
        }

        @Test
        void tellsWhoWasRefusedWhat() {
            Answer mine = post(seller, "/api/v1/deals", draft("Refused Ltd"), null);
            String id = mine.body().path("id").asString();
            get(rival, path(mine));
            get(rival, path(mine));
            post(seller, path(mine) + "/approval", "", mine.etag());
            post(seller, path(mine) + "/submission", "", "\"7\"");
            List<JsonNode> refused = entries("outcome=REFUSED&aggregate=" + id);

            assertThat(refused)
                    .extracting(
                            it -> it.at("/entry/action").asString(),
                            it -> it.at("/entry/refusal/code").asString(),
                            it -> it.at("/entry/refusal/status").asInt(),
                            it -> it.at("/entry/who/partnerId").asString())
                    .contains(
                            tuple("GET /api/v1/deals/{id}", "common.not-found", 404, BETA),
                            tuple(
                                    "POST /api/v1/deals/{id}/approval",
                                    "common.forbidden",
                                    403,
                                    ALPHA),
                            tuple(
                                    "POST /api/v1/deals/{id}/submission",
                                    "common.stale-version",
                                    412,
                                    ALPHA));
            assertThat(refused.stream().filter(it -> it.toString().contains(BETA)))
                    .singleElement()
                    .satisfies(
                            it -> assertThat(it.at("/entry/refusal/count").asInt()).isEqualTo(2));
        }

        @Test
        void isForAuditorsAlone() {
            for (String path : List.of(ENTRIES, VERIFICATION)) {
                assertThat(get(seller, path).status()).isEqualTo(403);
                assertThat(get(manager, path).status()).isEqualTo(403);
                assertThat(get(admin, path).status()).isEqualTo(200);
            }
        }

        @Test
        void namesTheFirstEntryThatSomebodyEditedInTheDatabase() {
            post(seller, "/api/v1/deals", draft("Edited 1"), null);
            post(seller, "/api/v1/deals", draft("Edited 2"), null);
            audit.flush();
            assertThat(get(auditor, VERIFICATION).body().has("broken")).isFalse();

            var place = new Document("_id", audit.head().sequence() - 1);
            Document before = mongo.getCollection("auditEntries").find(place).first();
            assertThat(before).isNotNull();
            mongo.getCollection("auditEntries")
                    .updateOne(
                            place, new Document("$set", new Document("entry.who.actor", "nobody")));
            try {
                JsonNode broken = get(auditor, VERIFICATION).body().path("broken");
                assertThat(broken.path("sequence").asLong()).isEqualTo(place.get("_id"));
                assertThat(broken.path("kind").asString()).isEqualTo("CHANGED");
                assertThat(broken.path("entryId").asString())
                        .isEqualTo(before.getEmbedded(List.of("entry", "id"), ""));
            } finally {
                mongo.getCollection("auditEntries").replaceOne(place, before);
            }
            assertThat(get(auditor, VERIFICATION).body().has("broken")).isFalse();
        }
    }

    @Nested
    class BadInput {

        @Test
        void withoutATokenOrWithAForeignOneIs401() {
            assertThat(get(null, "/api/v1/deals").status()).isEqualTo(401);
            assertThat(
                            get(
                                            issuer.foreignlySigned(claims -> claims.subject("x")),
                                            "/api/v1/deals")
                                    .status())
                    .isEqualTo(401);
        }

        @Test
        void ofAnotherOrganisationIs404AndItsListIsEmpty() {
            Answer mine = post(seller, "/api/v1/deals", draft("Mine Ltd"), null);

            assertThat(get(rival, path(mine)).status()).isEqualTo(404);
            assertThat(post(rival, path(mine) + "/submission", "", mine.etag()).status())
                    .isEqualTo(404);
            assertThat(get(rival, "/api/v1/deals?partnerId=" + ALPHA).body().path("items").size())
                    .isZero();
            assertThat(get(otherManager, path(mine)).status()).isEqualTo(404);
            assertThat(get(manager, path(mine)).status()).isEqualTo(200);
        }

        @Test
        void withTheWrongRoleIs403() {
            Answer mine = post(seller, "/api/v1/deals", draft("Role Ltd"), null);

            assertThat(post(seller, path(mine) + "/approval", "", mine.etag()).status())
                    .isEqualTo(403);
        }

        @Test
        void namesTheFieldAndTheCode() {
            Answer unknown =
                    post(
                            seller,
                            "/api/v1/deals",
                            draft("X").replace("\"estimate\"", "\"estimat\""),
                            null);
            Answer decimals =
                    post(seller, "/api/v1/deals", draft("X").replace("4821.00", "4821.005"), null);
            Answer currency = post(seller, "/api/v1/deals", draft("X").replace("USD", "USX"), null);
            Answer product =
                    post(seller, "/api/v1/deals", draft("X").replace("GTXPro", "GTPro"), null);
            Answer blank = post(seller, "/api/v1/deals", draft(" "), null);

            assertThat(unknown.status()).isEqualTo(400);
            assertThat(unknown.body().path("errors").path(0).path("pointer").asString())
                    .isEqualTo("/estimat");
            assertThat(unknown.body().path("errors").path(0).path("code").asString())
                    .isEqualTo("field.unknown");
            assertThat(decimals.code()).isEqualTo("common.too-many-decimals");
            assertThat(currency.code()).isEqualTo("common.unknown-currency");
            assertThat(product.code()).isEqualTo("deal.product-unknown");
            assertThat(blank.body().path("errors").path(0).path("pointer").asString())
                    .isEqualTo("/customer/name");
        }

        @Test
        void onAStaleOrMissingVersionIsRefused() {
            Answer mine = post(seller, "/api/v1/deals", draft("Stale Ltd"), null);

            assertThat(post(seller, path(mine) + "/submission", "", null).status()).isEqualTo(428);
            assertThat(post(seller, path(mine) + "/submission", "", "\"7\"").status())
                    .isEqualTo(412);
        }

        @Test
        void inTheWrongStateNamesWhatIsPossible() {
            Answer approved = approvedDeal("Illegal Ltd");
            Answer refused = post(manager, path(approved) + "/approval", "", approved.etag());

            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.body().path("allowedActions").toString()).contains("WIN", "LOSE");
        }

        @Test
        void underTheSameKeyHasOneEffectAndAnotherBodyIsRefused() {
            String key = UUID.randomUUID().toString();
            Answer first = send(seller, "POST", "/api/v1/deals", draft("Once Ltd"), null, key);
            Answer again = send(seller, "POST", "/api/v1/deals", draft("Once Ltd"), null, key);
            Answer other = send(seller, "POST", "/api/v1/deals", draft("Twice Ltd"), null, key);

            assertThat(again.status()).isEqualTo(201);
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(other.status()).isEqualTo(422);

            String submission = path(first) + "/submission";
            Answer submitted = send(seller, "POST", submission, "", first.etag(), key);
            Answer repeated = send(seller, "POST", submission, "", first.etag(), key);
            assertThat(repeated.status()).isEqualTo(200);
            assertThat(repeated.body()).isEqualTo(submitted.body());
        }

        @Test
        void isAnsweredInTheCallersLanguage() {
            HttpRequest request =
                    calls().request(seller, "/api/v1/deals/deal_0000000000000000000000000A")
                            .header("Accept-Language", "hu")
                            .build();

            assertThat(calls().exchange(request).body().path("detail").asString())
                    .isEqualTo("Itt nincs ilyen.");
        }
    }

    @Test
    void correctsADraftByAMergePatch() {
        Answer mine = post(seller, "/api/v1/deals", draft("Patch Ltd"), null);
        Answer patched =
                send(
                        seller,
                        "PATCH",
                        path(mine),
                        "{\"customer\": {\"country\": null, \"name\": \"Patched Ltd\"}, \"description\": \"new\"}",
                        mine.etag(),
                        null);

        assertThat(patched.status()).as("%s", patched.body()).isEqualTo(200);
        assertThat(patched.body().path("customer").toString())
                .isEqualTo("{\"name\":\"Patched Ltd\"}");
        assertThat(patched.body().path("products").size()).isEqualTo(1);
        assertThat(
                        send(
                                        seller,
                                        "PATCH",
                                        path(mine),
                                        "{\"state\": \"APPROVED\"}",
                                        patched.etag(),
                                        null)
                                .status())
                .isEqualTo(400);
    }

    @Test
    void showsAListInPagesThatMissNothing() {
        for (int i = 0; i < 5; i++) {
            post(seller, "/api/v1/deals", draft("Page " + i), null);
        }
        var seen = new ArrayList<String>();
        String cursor = "";
        do {
            Answer page = get(seller, "/api/v1/deals?customer=page&sort=customer&limit=2" + cursor);
            page.body()
                    .path("items")
                    .forEach(deal -> seen.add(deal.path("customer").path("name").asString()));
            cursor =
                    page.body().has("nextCursor")
                            ? "&cursor=" + page.body().path("nextCursor").asString()
                            : "";
        } while (!cursor.isEmpty());

        assertThat(seen).containsExactly("Page 0", "Page 1", "Page 2", "Page 3", "Page 4");
    }

    private ServiceCalls calls() {
        return new ServiceCalls(http, port);
    }

    private Answer get(@Nullable String token, String path) {
        return calls().get(token, path);
    }

    private Answer post(String token, String path, String body, @Nullable String etag) {
        return calls().post(token, path, body, etag);
    }

    private Answer send(
            String token,
            String method,
            String path,
            String body,
            @Nullable String etag,
            @Nullable String key) {
        return calls().send(token, method, path, body, etag, key);
    }

    private String raw(String token, String path) {
        return calls().raw(token, path);
    }

    private Answer upload(String path, String csv) {
        return calls().upload(admin, path, csv);
    }
}
