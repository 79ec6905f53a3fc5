package org.partnerportal.deal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.partnerportal.deal.ServiceCalls.Answer;
import org.partnerportal.deal.registration.application.WatchDeals;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.DealDetails;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.deal.registration.domain.Deals;
import org.partnerportal.deal.registration.domain.EndCustomer;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.deal.registration.domain.PartnerStanding;
import org.partnerportal.deal.registration.domain.ProductLine;
import org.partnerportal.deal.registration.domain.ProgrammeRules;
import org.partnerportal.kernel.BusinessCalendar;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Ids;
import org.partnerportal.testkit.EventContracts;
import org.partnerportal.testkit.EventProbe;
import org.partnerportal.testkit.SuiteTest;
import org.partnerportal.testkit.TestIssuer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The life of a registration after its approval, and what comes before it, over HTTP. */
@SuiteTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DealLifeIT {

    private static final String DELTA = Ids.derived("ptr", "delta");
    private static final String EPSILON = Ids.derived("ptr", "epsilon");
    private static final ZoneId ZONE = ZoneId.of("Europe/Budapest");
    private static final String DEALS = "/api/v1/deals";

    private final HttpClient http = HttpClient.newHttpClient();
    private final EventProbe topics = new EventProbe();
    private final TestIssuer issuer = TestIssuer.get();
    private final String seller = issuer.partner(DELTA, "dan", "partner-sales");
    private final String rival = issuer.partner(EPSILON, "eve", "partner-sales");
    private final String manager = issuer.staff("life-cam", "partner-manager");
    private final String otherManager = issuer.staff("life-other", "partner-manager");
    private final String admin = issuer.staff("life-chief", "channel-admin");

    @LocalServerPort private int port;
    @Autowired private Deals deals;
    @Autowired private WatchDeals watch;

    @BeforeAll
    void knowPartnersAndProducts() {
        for (String partner : List.of(DELTA, EPSILON)) {
            topics.publish(
                    "partner.events.v1",
                    "/test",
                    "partner.activated",
                    partner,
                    2,
                    Map.of(
                            "partnerId", partner,
                            "name", "Partner",
                            "country", "US",
                            "region", "Central",
                            "channelManager", "life-cam",
                            "state", "ACTIVE",
                            "agreementInForce", true));
        }
        upload(
                "/api/v1/product-imports",
                "code,name,series,listPrice,currency,aliases\nMG Special,MG Special,MG,55.00,USD,\n");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> get(admin, "/api/v1/products/MG%20Special").status() == 200);
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        post(seller, DEALS, draft("Known?", ""), null).status() == 201
                                && post(rival, DEALS, draft("Known?", ""), null).status() == 201);
    }

    @AfterAll
    void close() {
        topics.close();
        http.close();
    }

    private static String draft(String customer, String more) {
        return """
        {"customer": {"name": "%s", "country": "US"},
         "products": [{"productCode": "MG Special", "quantity": 1}],
         "estimate": {"amount": "1000.00", "currency": "USD"}%s}
        """
                .formatted(customer, more);
    }

    private static String path(Answer deal) {
        return DEALS + "/" + deal.text("id");
    }

    private Answer submitted(String token, String customer, String more) {
        Answer draft = post(token, DEALS, draft(customer, more), null);
        assertThat(draft.status()).as("%s", draft.body()).isEqualTo(201);
        return post(token, path(draft) + "/submission", "", draft.etag());
    }

    private Answer approved(String customer) {
        Answer submitted = submitted(seller, customer, "");
        Answer approved = post(manager, path(submitted) + "/approval", "", submitted.etag());
        assertThat(approved.status()).as("%s", approved.body()).isEqualTo(200);
        return approved;
    }

    private EventProbe.Seen event(String type, Answer deal) {
        EventProbe.Seen seen =
                topics.await(
                        "deal.events.v1",
                        it -> it.type().equals(type) && it.key().equals(deal.text("id")));
        EventContracts.assertFits(type, seen.data());
        return seen;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asString).toList();
    }

    @Test
    void approvesManyForOneTenderAndKeepsNobodyAway() {
        String tender =
                ", \"type\": \"TENDER\", \"tenderPublishedOn\": \"%s\""
                        .formatted(LocalDate.now(ZONE).plusDays(30));
        for (String token : List.of(seller, rival)) {
            Answer submitted = submitted(token, "City of Bidding", tender);
            Answer approved = post(manager, path(submitted) + "/approval", "", submitted.etag());

            assertThat(approved.text("state")).as("%s", approved.body()).isEqualTo("APPROVED");
            assertThat(approved.text("type")).isEqualTo("TENDER");
            assertThat(approved.body().path("exclusive").asBoolean(true)).isFalse();
        }
        assertThat(submitted(rival, "City of Bidding", "").text("state")).isEqualTo("SUBMITTED");
        assertThat(
                        get(seller, DEALS + "?type=TENDER&customer=city%20of%20bid")
                                .body()
                                .path("items"))
                .hasSize(1);
        assertThat(
                        get(seller, DEALS + "?type=EXCLUSIVE&customer=city%20of%20bid")
                                .body()
                                .path("items"))
                .isEmpty();
    }

    @Test
    void rejectsWhatComesAfterAPublishedTender() {
        String known =
                """
                {"customer": {"name": "City of Rules", "country": "US"},
                 "productCodes": ["MG Special"], "publishedOn": "%s"}
                """
                        .formatted(LocalDate.now(ZONE).minusDays(1));
        assertThat(post(seller, "/api/v1/tenders", known, null).status()).isEqualTo(403);
        Answer waiting = submitted(seller, "City of Rules", "");
        Answer tender = post(admin, "/api/v1/tenders", known, null);
        assertThat(tender.status()).as("%s", tender.body()).isEqualTo(201);

        Answer late = submitted(rival, "City of Rules", "");
        assertThat(late.text("state")).as("%s", late.body()).isEqualTo("REJECTED");
        assertThat(late.body().at("/decision/reason").asString()).isEqualTo("TENDER");
        assertThat(event("deal.rejected", late).data().path("reason").asString())
                .isEqualTo("TENDER");
        assertThat(post(manager, path(waiting) + "/approval", "", waiting.etag()).code())
                .isEqualTo("deal.tender-published");

        String place = "/api/v1/tenders/" + tender.text("id");
        assertThat(get(seller, place).status()).isEqualTo(403);
        assertThat(get(admin, "/api/v1/tenders?customer=city%20of").body().path("items"))
                .hasSize(1);
        Answer withdrawn = post(admin, place + "/withdrawal", "", tender.etag());
        assertThat(withdrawn.body().path("withdrawn").asBoolean(false)).isTrue();
        assertThat(submitted(rival, "City of Rules", "").text("state")).isEqualTo("SUBMITTED");
    }

    @Test
    void extendsTheProtectionOnEvidence() {
        Answer approved = approved("Longer Ltd");
        String wish = "{\"reason\": \"Budget in January\"}";
        String request = path(approved) + "/extension-request";
        assertThat(post(seller, request, wish, approved.etag()).code())
                .isEqualTo("deal.no-activity");

        String key = UUID.randomUUID().toString();
        String call = "{\"kind\": \"CALL\", \"text\": \"Spoke with the board\"}";
        String activities = path(approved) + "/activities";
        Answer logged = send(seller, "POST", activities, call, null, key);
        Answer again = send(seller, "POST", activities, call, null, key);
        assertThat(logged.status()).as("%s", logged.body()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(logged.body());
        assertThat(get(manager, activities).body().path("items")).hasSize(1);
        assertThat(get(manager, activities + "?kind=DEMO").body().path("items")).isEmpty();
        assertThat(get(rival, activities).status()).isEqualTo(404);
        assertThat(post(rival, activities, call, null).status()).isEqualTo(404);

        Answer asked = post(seller, request, wish, get(seller, path(approved)).etag());
        assertThat(asked.status()).as("%s", asked.body()).isEqualTo(200);
        assertThat(texts(asked.body().at("/extensions/0/evidence")))
                .containsExactly(logged.text("id"));
        assertThat(post(seller, path(asked) + "/extension-grant", "", asked.etag()).status())
                .isEqualTo(403);
        assertThat(post(otherManager, path(asked) + "/extension-grant", "", asked.etag()).status())
                .isEqualTo(404);
        Answer granted = post(manager, path(asked) + "/extension-grant", "", asked.etag());
        assertThat(LocalDate.parse(granted.text("protectedThrough")))
                .isEqualTo(LocalDate.parse(approved.text("protectedThrough")).plusDays(30));
        event("deal.extension-requested", approved);
        assertThat(event("deal.extended", approved).data().path("protectedUntil").asString())
                .isEqualTo(granted.text("protectedUntil"));
    }

    @Test
    void registersOnBehalfOfAPartnerWithBothActorsKept() {
        String behalf = ", \"partnerId\": \"" + DELTA + "\"";
        assertThat(post(manager, DEALS, draft("Behalf Inc", ""), null).code())
                .isEqualTo("deal.partner-missing");
        assertThat(post(otherManager, DEALS, draft("Behalf Inc", behalf), null).code())
                .isEqualTo("deal.partner-unknown");
        assertThat(post(rival, DEALS, draft("Behalf Inc", behalf), null).code())
                .isEqualTo("deal.partner-unknown");

        Answer submitted = submitted(manager, "Behalf Inc", behalf);
        assertThat(submitted.text("partnerId")).isEqualTo(DELTA);
        JsonNode kept = get(seller, path(submitted) + "/submissions").body().at("/items/0");
        assertThat(kept.path("onBehalfOf").asString()).isEqualTo(DELTA);
        assertThat(kept.path("by").asString())
                .isEqualTo(submitted.body().at("/contributors/0").asString());
        assertThat(event("deal.submitted", submitted).headers())
                .containsEntry("ce_partnerid", DELTA);

        Answer own = post(manager, path(submitted) + "/approval", "", submitted.etag());
        assertThat(own.status()).isEqualTo(403);
        assertThat(own.code()).isEqualTo("deal.self-approval");
        assertThat(post(admin, path(submitted) + "/approval", "", submitted.etag()).status())
                .isEqualTo(200);
    }

    @Test
    void approvesAgainWhatHasBecomeAnotherDeal() {
        Answer approved = approved("Growing GmbH");
        assertThat(texts(approved.body().path("editableFields"))).isEmpty();
        assertThat(texts(get(seller, path(approved)).body().path("editableFields")))
                .containsExactlyInAnyOrder(
                        "estimate", "expectedCloseDate", "description", "stage", "nextStep");
        Answer locked = patch(seller, approved, "{\"customer\": {\"name\": \"Somebody else\"}}");
        assertThat(locked.code()).isEqualTo("deal.field-locked");
        assertThat(locked.text("detail")).contains("customer");

        Answer moved = patch(seller, approved, "{\"expectedCloseDate\": \"2099-01-15\"}");
        assertThat(moved.text("protectedUntil")).isEqualTo(approved.text("protectedUntil"));
        assertThat(texts(moved.body().path("hints")))
                .containsExactlyInAnyOrder("CLOSE_AFTER_PROTECTION", "REQUEST_EXTENSION");

        Answer larger = patch(seller, moved, "{\"estimate\": {\"amount\": \"1250.01\"}}");
        assertThat(larger.text("state")).as("%s", larger.body()).isEqualTo("SUBMITTED");
        assertThat(larger.text("protectedUntil")).isEqualTo(approved.text("protectedUntil"));
        assertThat(event("deal.reopened", approved).data().path("state").asString())
                .isEqualTo("SUBMITTED");
        assertThat(submitted(rival, "Growing GmbH", "").code())
                .isEqualTo("deal.customer-protected");
        assertThat(get(manager, path(approved) + "/submissions").body().path("items")).hasSize(2);

        Answer again = post(manager, path(larger) + "/approval", "", larger.etag());
        assertThat(again.text("protectedUntil")).isEqualTo(approved.text("protectedUntil"));
    }

    @Test
    void showsWhichFieldsMayBeCorrectedWhen() {
        JsonNode rows = get(seller, DEALS + "/edit-matrix").body().path("items");

        assertThat(rows.toString())
                .contains(
                        "{\"state\":\"SUBMITTED\",\"side\":\"PARTNER\",\"fields\":[\"nextStep\",\"stage\"]}");
    }

    @Test
    void keepsHowTheSaleMoved() {
        Answer draft = post(seller, DEALS, draft("Moving AG", ""), null);
        Answer moved =
                send(
                        seller,
                        "PUT",
                        path(draft) + "/stage",
                        "{\"stage\": \"PROPOSAL\", \"nextStep\": \"Send the offer\"}",
                        draft.etag(),
                        null);

        assertThat(moved.text("nextStep")).as("%s", moved.body()).isEqualTo("Send the offer");
        assertThat(moved.body().path("probability").asInt()).isEqualTo(60);
        assertThat(get(manager, path(draft) + "/stage").body().at("/items/0/nextStep").asString())
                .isEqualTo("Send the offer");
    }

    @Test
    void revokesForAReasonThatHasAName() {
        Answer approved = approved("Revoked SA");
        Answer revoked =
                post(
                        admin,
                        path(approved) + "/revocation",
                        "{\"reason\": \"Sold below list price\", \"code\": \"BREACH\"}",
                        approved.etag());

        assertThat(revoked.body().at("/decision/reason").asString()).isEqualTo("BREACH");
        assertThat(revoked.body().at("/decision/comment").asString())
                .isEqualTo("Sold below list price");
    }

    @Test
    void saysThatNothingIsHeardAndThatTheProtectionEnds() {
        DealId quiet = approvedAt("Quiet BV", Instant.now().minus(Duration.ofDays(40)));
        DealId ending = approvedAt("Ending BV", Instant.now().minus(Duration.ofDays(80)));

        watch.run();
        watch.run();

        for (DealId each : List.of(quiet, ending)) {
            EventProbe.Seen warned =
                    topics.await(
                            "deal.events.v1",
                            it ->
                                    it.type().equals("deal.inactivity-warned")
                                            && it.key().equals(each.value()));
            EventContracts.assertFits("deal.inactivity-warned", warned.data());
        }
        EventProbe.Seen soon =
                topics.await(
                        "deal.events.v1",
                        it ->
                                it.type().equals("deal.protection-ending")
                                        && it.key().equals(ending.value()));
        EventContracts.assertFits("deal.protection-ending", soon.data());
        assertThat(
                        topics.all("deal.events.v1").stream()
                                .filter(it -> it.key().equals(ending.value()))
                                .map(EventProbe.Seen::type))
                .doesNotHaveDuplicates();
        assertThat(
                        topics.all("deal.events.v1").stream()
                                .filter(it -> it.key().equals(quiet.value()))
                                .map(EventProbe.Seen::type))
                .doesNotContain("deal.protection-ending");
    }

    /** Approved then, by the registration's own actions. */
    private DealId approvedAt(String customer, Instant at) {
        var rules = new ProgrammeRules(90, BusinessCalendar.weekdays(ZONE), null);
        var id = new DealId(Ids.derived("deal", customer));
        var details =
                new DealDetails(
                        new EndCustomer(customer, "NL", null, null, null),
                        List.of(new ProductLine("MG Special", BigDecimal.ONE, null)),
                        null,
                        null,
                        null);
        deals.add(Deal.draft(id, new PartnerId(DELTA), details, List.of(), at));
        deals.change(
                id,
                Expected.any(),
                deal -> deal.submit(new Actor("dan"), new PartnerStanding(true, true), rules, at));
        deals.change(id, Expected.any(), deal -> deal.approve(new Actor("cam"), rules, at));
        return id;
    }

    private Answer patch(String token, Answer deal, String body) {
        return send(token, "PATCH", path(deal), body, deal.etag(), null);
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

    private Answer send(
            String token,
            String method,
            String path,
            String body,
            @Nullable String etag,
            @Nullable String key) {
        return calls().send(token, method, path, body, etag, key);
    }

    private void upload(String path, String csv) {
        assertThat(calls().upload(admin, path, csv).status()).isEqualTo(202);
    }
}
