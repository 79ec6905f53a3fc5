package org.partnerportal.deal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.partnerportal.deal.ServiceCalls.Answer;
import org.partnerportal.kernel.Ids;
import org.partnerportal.testkit.EventContracts;
import org.partnerportal.testkit.EventProbe;
import org.partnerportal.testkit.SuiteTest;
import org.partnerportal.testkit.TestIssuer;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Two sales to one customer, from the topic to both sides' views. */
@SuiteTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConflictServiceIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String ALPHA = Ids.derived("ptr", "conflict-alpha");
    private static final String BETA = Ids.derived("ptr", "conflict-beta");

    private final HttpClient http = HttpClient.newHttpClient();
    private final EventProbe topics = new EventProbe();
    private final TestIssuer issuer = TestIssuer.get();
    private final String seller = issuer.partner(ALPHA, "conny", "partner-sales");
    private final String rival = issuer.partner(BETA, "bela", "partner-sales");
    private final String manager = issuer.staff("mona", "partner-manager");
    private final String admin = issuer.staff("boss", "channel-admin");
    private final String judge = issuer.staff("rita", "region-manager");

    @LocalServerPort private int port;

    @BeforeAll
    void knowPartnersAndProducts() {
        for (String partner : List.of(ALPHA, BETA)) {
            topics.publish(
                    "partner.events.v1",
                    "/test",
                    "partner.activated",
                    partner,
                    2,
                    Map.of(
                            "partnerId", partner,
                            "name", "Partner",
                            "country", "DE",
                            "region", "Central",
                            "channelManager", "mona",
                            "state", "ACTIVE",
                            "agreementInForce", true));
        }
        calls().upload(
                        admin,
                        "/api/v1/product-imports",
                        """
                        code,name,series,listPrice,currency,aliases
                        GTX Pro,GTX Pro,GTX,4821.00,USD,GTXPro
                        GTK 500,GTK 500,GTK,26768.00,USD,
                        """);
        await().atMost(SOON)
                .until(() ->
                        post(seller, "/api/v1/deals", deal("Known?", null, "GTK 500"), null)
                                                .status()
                                        == 201
                                && post(
                                                        rival,
                                                        "/api/v1/deals",
                                                        deal("Known?", null, "GTK 500"),
                                                        null)
                                                .status()
                                        == 201);
    }

    @AfterAll
    void close() {
        topics.close();
        http.close();
    }

    @Test
    void suspectsTheLaterOfTwoRegistrationsOfOneCustomerUnderTwoNames() {
        Answer first =
                submitted(seller, deal("Müller Maschinenbau GmbH", "mueller-mb.de", "GTX Pro"));
        Answer second =
                submitted(
                        rival, deal("Mueller Masch.bau GmbH & Co. KG", "mueller-mb.de", "GTX Pro"));
        JsonNode conflict = conflictOf(second);

        assertThat(conflict.path("state").asString()).isEqualTo("OPEN");
        assertThat(conflict.path("parties").path(0).path("saleId").asString())
                .isEqualTo(first.text("id"));
        assertThat(conflict.path("evidence").toString())
                .contains("domain mueller-mb.de in both")
                .contains("spelled like");
        EventContracts.assertFits(
                "deal.conflict-suspected",
                topics.await(
                                "deal.events.v1",
                                seen ->
                                        seen.type().equals("deal.conflict-suspected")
                                                && seen.key()
                                                        .equals(conflict.path("id").asString()))
                        .data());

        assertThat(approve(second).code()).isEqualTo("deal.conflict-unresolved");
        assertThat(approve(first).status()).isEqualTo(200);
        showsEachPartnerItsOwnSide(conflict.path("id").asString(), first, second);
        showsTheReviewerWhomItMayCollideWith(first, second);
    }

    private void showsEachPartnerItsOwnSide(String id, Answer first, Answer second) {
        String theirs = get(rival, "/api/v1/conflicts/" + id).body().toString();

        assertThat(theirs)
                .contains(second.text("id"))
                .contains("domain")
                .doesNotContain(ALPHA)
                .doesNotContain(first.text("id"))
                .doesNotContain("Maschinenbau");
        assertThat(get(rival, "/api/v1/conflicts").body().toString()).contains(id);
    }

    private void showsTheReviewerWhomItMayCollideWith(Answer first, Answer second) {
        String path = "/api/v1/deals/" + second.text("id") + "/candidates";
        JsonNode best = get(manager, path).body().path("items").path(0);

        assertThat(best.path("id").asString()).isEqualTo(first.text("id"));
        assertThat(best.path("same").asBoolean()).isTrue();
        assertThat(best.path("sharedProducts").path(0).asString()).isEqualTo("GTX Pro");
        assertThat(get(rival, path).status()).isEqualTo(403);
        assertThat(get(manager, path + "?minimumScore=2").status()).isEqualTo(400);
    }

    @Test
    void leavesTwoRegistrationsWithoutACommonProductAlone() {
        submitted(seller, deal("Nordlys Kraft AS", "nordlys-kraft.no", "GTX Pro"));
        Answer second = submitted(rival, deal("Nordlys Kraft", "nordlys-kraft.no", "GTK 500"));
        Answer witness = submitted(rival, deal("Nordlys Kraft A/S", null, "GTX Pro"));

        conflictOf(witness);
        assertThat(conflictsOf(second)).isEmpty();
        assertThat(approve(second).status()).isEqualTo(200);
    }

    @Test
    void comparesWithTheVendorsOwnSaleByBusinessTimeAndNotByArrival() {
        Answer registration =
                submitted(seller, deal("Tiszavölgyi Papírgyár Kft.", null, "GTX Pro"));
        topics.publish(
                "crm.events.v1",
                "/crm",
                "crm.opportunity.created",
                "DIRECT-6",
                0,
                Map.of(
                        "opportunityId",
                        "DIRECT-6",
                        "account",
                        Map.of("name", "TISZAVOLGYI PAPIRGYAR KFT"),
                        "stage",
                        "Prospecting",
                        "owner",
                        "DIRECT",
                        "createdAt",
                        "2016-09-10"));
        JsonNode conflict = conflictOf(registration);

        assertThat(conflict.path("parties").path(0).path("kind").asString()).isEqualTo("DIRECT");
        assertThat(conflict.path("parties").path(0).path("since").asString())
                .isEqualTo("2016-09-09T22:00:00Z");

        Answer resolved = resolve(conflict.path("id").asString(), "DIRECT_WINS", judge);
        assertThat(resolved.text("state")).isEqualTo("RESOLVED");
        assertThat(
                        get(seller, "/api/v1/conflicts/" + conflict.path("id").asString())
                                .text("outcome"))
                .isEqualTo("ENDS");
    }

    @Test
    void isDecidedByWhoGainsNothingAndDecidedAgainBySomebodyElse() {
        submitted(seller, deal("Lindenhof Pharma GmbH", null, "GTX Pro"));
        Answer second = submitted(rival, deal("Lindenhof Pharma", null, "GTX Pro"));
        String id = conflictOf(second).path("id").asString();
        String path = "/api/v1/conflicts/" + id;

        assertThat(resolve(id, "FIRST_WINS", manager).code())
                .isEqualTo("deal.conflict-decider-involved");
        Answer resolved = resolve(id, "FIRST_WINS", judge);
        assertThat(resolved.status()).as("%s", resolved.body()).isEqualTo(200);
        Answer appealed =
                post(
                        rival,
                        path + "/appeal",
                        "{\"reason\": \"The customer asked us\"}",
                        resolved.etag());
        assertThat(appealed.text("state")).isEqualTo("APPEALED");
        String again = "{\"resolution\": \"NOT_SAME\", \"comment\": \"Two sites\"}";
        assertThat(
                        post(judge, path + "/appeal-decision", again, appealed.etag())
                                .body()
                                .path("code")
                                .asString())
                .isEqualTo("deal.conflict-same-decider");
        Answer overturned = post(admin, path + "/appeal-decision", again, appealed.etag());
        assertThat(overturned.text("state")).isEqualTo("OVERTURNED");
        assertThat(approve(second).status()).isEqualTo(200);
    }

    @Test
    void lapsesWhenOneOfTheSalesEndsByItself() {
        Answer first = submitted(seller, deal("Kaltenbach Optik", null, "GTX Pro"));
        Answer second = submitted(rival, deal("Kaltenbach Optik OHG", null, "GTX Pro"));
        String path = "/api/v1/conflicts/" + conflictOf(second).path("id").asString();
        post(seller, "/api/v1/deals/" + first.text("id") + "/withdrawal", "", first.etag());

        await().atMost(SOON).until(() -> get(admin, path).text("state").equals("LAPSED"));
        assertThat(approve(second).status()).isEqualTo(200);
    }

    @Test
    void doesNotExistForAPartnerThatHasNoPartInIt() {
        submitted(seller, deal("Obermoser Druck", null, "GTX Pro"));
        Answer second = submitted(rival, deal("Obermoser Druck KG", null, "GTX Pro"));
        String path = "/api/v1/conflicts/" + conflictOf(second).path("id").asString();
        String stranger = issuer.partner(Ids.derived("ptr", "gamma"), "gert", "partner-sales");

        assertThat(get(stranger, path).status()).isEqualTo(404);
        assertThat(get(stranger, "/api/v1/conflicts").body().path("items")).isEmpty();
    }

    private static String deal(String customer, @Nullable String domain, String product) {
        return """
        {"customer": {"name": "%s", "country": "DE"%s},
         "products": [{"productCode": "%s"}],
         "estimate": {"amount": "4821.00", "currency": "USD"}}
        """
                .formatted(
                        customer,
                        domain == null ? "" : ", \"domain\": \"" + domain + "\"",
                        product);
    }

    private Answer submitted(String token, String body) {
        Answer draft = post(token, "/api/v1/deals", body, null);
        Answer submitted =
                post(token, "/api/v1/deals/" + draft.text("id") + "/submission", "", draft.etag());
        assertThat(submitted.status()).as("%s", submitted.body()).isEqualTo(200);
        return submitted;
    }

    private Answer approve(Answer deal) {
        String path = "/api/v1/deals/" + deal.text("id");
        return post(manager, path + "/approval", "", get(manager, path).etag());
    }

    private Answer resolve(String id, String resolution, String token) {
        String path = "/api/v1/conflicts/" + id;
        return post(
                token,
                path + "/resolution",
                "{\"resolution\": \"%s\", \"comment\": \"Looked into it\"}".formatted(resolution),
                get(admin, path).etag());
    }

    private JsonNode conflictsOf(Answer deal) {
        return get(admin, "/api/v1/conflicts?dealId=" + deal.text("id")).body().path("items");
    }

    private JsonNode conflictOf(Answer deal) {
        await().atMost(SOON).until(() -> !conflictsOf(deal).isEmpty());
        return conflictsOf(deal).path(0);
    }

    private ServiceCalls calls() {
        return new ServiceCalls(http, port);
    }

    private Answer get(String token, String path) {
        return calls().get(token, path);
    }

    private Answer post(String token, String path, String body, @Nullable String etag) {
        return calls().post(token, path, body, etag);
    }
}
