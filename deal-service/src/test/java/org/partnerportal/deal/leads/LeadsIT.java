package org.partnerportal.deal.leads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.partnerportal.deal.leads.LeadCaller.Answer;
import org.partnerportal.deal.leads.application.KeepLeadsMoving;
import org.partnerportal.deal.leads.application.Turns;
import org.partnerportal.deal.leads.domain.ALead;
import org.partnerportal.deal.leads.domain.Lead;
import org.partnerportal.deal.leads.domain.LeadEvent;
import org.partnerportal.deal.leads.domain.LeadId;
import org.partnerportal.deal.leads.domain.LeadOffer.Recipient;
import org.partnerportal.deal.leads.domain.LeadRefusal;
import org.partnerportal.deal.leads.domain.LeadState;
import org.partnerportal.deal.leads.domain.Leads;
import org.partnerportal.deal.leads.domain.ProgrammeCode;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.kernel.Deadline;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Ids;
import org.partnerportal.kernel.Refused;
import org.partnerportal.testkit.EventContracts;
import org.partnerportal.testkit.EventProbe;
import org.partnerportal.testkit.SuiteTest;
import org.partnerportal.testkit.TestIssuer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

/** Leads over HTTP, in the store and on the topic. */
@SuiteTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeadsIT {

    private static final PartnerId ONE = new PartnerId(Ids.derived("ptr", "leads", "one"));
    private static final PartnerId TWO = new PartnerId(Ids.derived("ptr", "leads", "two"));
    private static final PartnerId THREE = new PartnerId(Ids.derived("ptr", "leads", "three"));
    private static final PartnerId ASLEEP = new PartnerId(Ids.derived("ptr", "leads", "asleep"));
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /**
     * In every lead of these tests; a partner that has not accepted must never read one of them.
     */
    private static final List<String> SECRETS =
            List.of(
                    "Nordlicht",
                    "Hafenstr",
                    "Ida Storm",
                    "ida@",
                    "555 0100",
                    "nordlicht.example",
                    "DE99");

    private final HttpClient http = HttpClient.newHttpClient();
    private final EventProbe topics = new EventProbe();
    private final TestIssuer issuer = TestIssuer.get();

    @LocalServerPort private int port;
    @Autowired private Leads leads;
    @Autowired private Turns turns;
    @Autowired private KeepLeadsMoving timer;
    @Autowired private MongoTemplate mongo;

    private LeadCaller as(String token) {
        return new LeadCaller(http, port, token);
    }

    private LeadCaller admin() {
        return as(issuer.staff("chief", "channel-admin"));
    }

    private LeadCaller seller(PartnerId partner) {
        return as(issuer.partner(partner.value(), "seller-" + partner, "partner-sales"));
    }

    @BeforeAll
    void knowPartnersAndProducts() {
        for (PartnerId partner : List.of(ONE, TWO, THREE)) {
            know(partner, "ACTIVE", "lead-cam");
        }
        know(ASLEEP, "SUSPENDED", "lead-cam");
        mongo.getCollection("products")
                .insertOne(
                        new Document("_id", "LEAD-1")
                                .append("version", 1L)
                                .append(
                                        "state",
                                        new Document("name", "Terminal")
                                                .append("aliases", List.of())
                                                .append("keys", List.of("LEAD-1"))
                                                .append("batch", "test")
                                                .append("removed", false)));
        for (PartnerId partner : List.of(ONE, TWO, THREE)) {
            await().atMost(PATIENCE)
                    .until(() -> seller(partner).post("/api/v1/leads", lead("")).status() == 201);
        }
        await().atMost(PATIENCE)
                .until(() ->
                        seller(ASLEEP)
                                .post("/api/v1/leads", lead(""))
                                .code()
                                .equals("deal.lead-partner-not-ready"));
    }

    private void know(PartnerId partner, String state, String manager) {
        topics.publish(
                "partner.events.v1",
                "/test",
                "partner.activated",
                partner.value(),
                2,
                Map.of(
                        "partnerId",
                        partner.value(),
                        "name",
                        "Partner",
                        "country",
                        "DE",
                        "channelManager",
                        manager,
                        "state",
                        state,
                        "agreementInForce",
                        true));
    }

    @AfterAll
    void publishedNothingByWhichAnOrganisationCouldBeFound() {
        try {
            checkEvents();
        } finally {
            topics.close();
            http.close();
        }
    }

    private static String lead(String more) {
        return """
        {%s"organisation": {"name": "Nordlicht GmbH", "street": "Hafenstr 1", "country": "DE", "region": "Hamburg",
           "city": "Hamburg", "domain": "nordlicht.example", "vatId": "DE99 123 4567"},
         "contact": {"person": "Ida Storm", "email": "ida@nordlicht.example", "phone": "+49 555 0100"},
         "industry": "Hotels", "products": ["LEAD-1"], "estimate": {"amount": "9642.00", "currency": "EUR"},
         "need": "Check-in terminals"}
        """
                .formatted(more);
    }

    /** A programme for the partners of this test, whatever others there are in the country. */
    private String programme(String strategy, PartnerId... partners) {
        String code = "t-" + UUID.randomUUID();
        code = code.substring(0, 20);
        String members =
                String.join(
                        ",",
                        List.of(partners).stream()
                                .map(partner ->
                                        "{\"partnerId\": \"" + partner + "\", \"weight\": 1}")
                                .toList());
        Answer made =
                admin().send(
                                "PUT",
                                "/api/v1/lead-programmes/" + code,
                                rules(strategy, members),
                                "\"0\"");
        assertThat(made.status()).as("%s", made.body()).isEqualTo(200);
        return code;
    }

    private static String rules(String strategy, String members) {
        return """
        {"name": "For tests", "strategy": "%s", "weight": 0, "members": [%s], "inactivityDays": 10, "noticeDays": 3,
         "acceptWithin": {"amount": 2, "unit": "BUSINESS_DAYS"}}
        """
                .formatted(strategy, members);
    }

    private String qualified(String programme) {
        Answer fresh =
                admin().post("/api/v1/leads", lead("\"programme\": \"" + programme + "\", "));
        assertThat(fresh.status()).as("%s", fresh.body()).isEqualTo(201);
        return admin().act(fresh.id(), "qualification", "").id();
    }

    private Answer distributed(String programme) {
        Answer offered = admin().act(qualified(programme), "distribution", "");
        assertThat(offered.status()).as("%s", offered.body()).isEqualTo(200);
        return offered;
    }

    private static PartnerId offeredTo(Answer lead) {
        return new PartnerId(lead.body().at("/desk/offers/0/partnerId").asString());
    }

    private static void assertMasked(Answer lead) {
        assertThat(lead.status()).as("%s", lead.body()).isEqualTo(200);
        assertThat(lead.body().toString()).doesNotContain(SECRETS);
        assertThat(lead.body().path("masked").asBoolean()).isTrue();
        assertThat(lead.body().at("/organisation/city").asString()).isEqualTo("Hamburg");
        assertThat(lead.body().has("desk")).isFalse();
    }

    @Test
    void takesALeadFromTheVendorToARegistrationWithoutTypingItAgain() {
        Answer offered = distributed(programme("ROUND_ROBIN", ONE));
        String id = offered.id();
        LeadCaller partner = seller(ONE);

        assertThat(offeredTo(offered)).isEqualTo(ONE);
        assertMasked(partner.get("/api/v1/leads/" + id));
        assertThat(partner.get("/api/v1/leads/" + id).body().path("allowedActions").toString())
                .isEqualTo("[\"ACCEPT\",\"DECLINE\"]");
        Answer accepted = partner.act(id, "acceptance", "");
        assertThat(accepted.body().at("/contact/person").asString()).isEqualTo("Ida Storm");
        partner.act(id, "activities", "{\"note\": \"Called\"}");
        Answer converted = partner.act(id, "conversion", "");

        assertThat(converted.state()).as("%s", converted.body()).isEqualTo("CONVERTED");
        Answer deal = partner.get("/api/v1/deals/" + converted.body().path("dealId").asString());
        assertThat(deal.state()).isEqualTo("DRAFT");
        assertThat(deal.body().at("/customer/name").asString()).isEqualTo("Nordlicht GmbH");
        assertThat(deal.body().at("/products/0/productCode").asString()).isEqualTo("LEAD-1");
        assertThat(deal.body().at("/estimate/amount").asString()).isEqualTo("9642.00");
        topics.await(
                "deal.events.v1",
                seen -> seen.type().equals("deal.lead-converted") && seen.key().equals(id));
        assertThat(
                        topics.all("deal.events.v1").stream()
                                .filter(seen -> seen.key().equals(id))
                                .map(EventProbe.Seen::type))
                .containsExactly("deal.lead-offered", "deal.lead-accepted", "deal.lead-converted");
    }

    @Test
    void goesToTheNextOfItselfAndThenToTheVendor() {
        Answer offered = distributed(programme("ROUND_ROBIN", ONE, TWO));
        String id = offered.id();
        PartnerId first = offeredTo(offered);
        PartnerId second = first.equals(ONE) ? TWO : ONE;

        Answer declined = seller(first).act(id, "decline", "{\"reason\": \"NO_CAPACITY\"}");
        assertMasked(declined);
        assertThat(declined.state()).isEqualTo("DECLINED");
        afterTheTimer(() -> seller(second).get("/api/v1/leads/" + id).state().equals("OFFERED"));
        assertThat(admin().act(id, "reclaim", "{\"comment\": \"Too long\"}").state())
                .isEqualTo("RECLAIMED");
        assertMasked(seller(second).get("/api/v1/leads/" + id));
        afterTheTimer(() -> admin().get("/api/v1/leads/" + id).state().equals("UNASSIGNABLE"));

        assertThat(admin().get("/api/v1/leads?state=UNASSIGNABLE").ids()).contains(id);
        EventProbe.Seen told =
                topics.await(
                        "deal.events.v1",
                        seen ->
                                seen.type().equals("deal.lead-unassignable")
                                        && seen.key().equals(id));
        assertThat(told.data().path("state").asString()).isEqualTo("UNASSIGNABLE");
    }

    @Test
    void goesToTheVendorAtOnceWhereNoPartnerIsInTheCountry() {
        String programme = programme("TERRITORY", ONE);
        Answer fresh =
                admin().post(
                                "/api/v1/leads",
                                lead("\"programme\": \"" + programme + "\", ")
                                        .replace("\"country\": \"DE\"", "\"country\": \"LI\""));
        admin().act(fresh.id(), "qualification", "");

        assertThat(admin().act(fresh.id(), "distribution", "").state()).isEqualTo("UNASSIGNABLE");
        assertThat(admin().get("/api/v1/leads?state=UNASSIGNABLE&country=LI").ids())
                .contains(fresh.id());
        topics.await(
                "deal.events.v1",
                seen ->
                        seen.type().equals("deal.lead-unassignable")
                                && seen.key().equals(fresh.id()));
        Answer offered = admin().act(fresh.id(), "offer", "{\"partnerId\": \"" + TWO + "\"}");
        assertThat(offeredTo(offered)).isEqualTo(TWO);
    }

    @Test
    void visitsEveryPartnerBeforeOneComesAgain() {
        String programme = programme("ROUND_ROBIN", ONE, TWO, THREE);
        var visited = new HashSet<PartnerId>();
        for (int lead = 0; lead < 3; lead++) {
            visited.add(offeredTo(distributed(programme)));
        }

        assertThat(visited).containsExactlyInAnyOrder(ONE, TWO, THREE);
        Turns.Taken seen = turns.of(new ProgrammeCode(programme));
        assertThat(seen.count()).isEqualTo(3);
        assertThat(turns.take(new ProgrammeCode(programme), seen, ONE)).isTrue();
        assertThat(turns.take(new ProgrammeCode(programme), seen, TWO))
                .as("the pointer has moved on")
                .isFalse();
    }

    @Test
    void givesNothingToAPartnerThatMayNotDoBusiness() {
        String id = qualified(programme("WEIGHTED", ASLEEP));

        Answer refused = admin().act(id, "offer", "{\"partnerId\": \"" + ASLEEP + "\"}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("deal.lead-partner-not-ready");
        assertThat(admin().act(id, "distribution", "").state()).isEqualTo("UNASSIGNABLE");
    }

    @Test
    void offersToSeveralAndTheFirstGetsIt() {
        Answer offered = distributed(programme("FIRST_TO_CLAIM", ONE, TWO, THREE));
        String id = offered.id();
        String path = "/api/v1/leads/" + id;
        String seenByAll = seller(ONE).get(path).etag();
        for (PartnerId partner : List.of(ONE, TWO, THREE)) {
            assertMasked(seller(partner).get(path));
            assertThat(seller(partner).get("/api/v1/leads?state=OFFERED").ids()).contains(id);
        }

        assertThat(seller(TWO).send("POST", path + "/acceptance", "", seenByAll).status())
                .isEqualTo(200);
        Answer late = seller(ONE).send("POST", path + "/acceptance", "", seenByAll);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.code()).isEqualTo("deal.lead-taken");
        assertThat(late.body().toString()).doesNotContain(SECRETS).doesNotContain(TWO.value());
        assertMasked(seller(ONE).get(path));
        assertThat(seller(ONE).get("/api/v1/leads?state=OFFERED").ids()).doesNotContain(id);
        assertThat(seller(ONE).get("/api/v1/leads?state=RECLAIMED").ids()).contains(id);
        assertThat(seller(ONE).get("/api/v1/leads?partnerId=" + TWO).ids()).isEmpty();
    }

    @Test
    void treatsAnOfferAsOverAtItsEndWithoutWaitingForTheTimer() {
        Answer offered = distributed(programme("ROUND_ROBIN", THREE));
        String id = offered.id();
        Instant past = Instant.now().minus(1, ChronoUnit.HOURS);
        mongo.getCollection("leads")
                .updateOne(
                        new Document("_id", id),
                        new Document(
                                "$set",
                                new Document(
                                        "state.status.recipients.0.acceptBy", Date.from(past))));

        assertThat(seller(THREE).get("/api/v1/leads/" + id).state()).isEqualTo("RECLAIMED");
        assertThat(seller(THREE).get("/api/v1/leads?state=RECLAIMED").ids()).contains(id);
        assertThat(seller(THREE).get("/api/v1/leads?state=OFFERED").ids()).doesNotContain(id);
        assertThat(admin().get("/api/v1/leads?state=RECLAIMED").ids()).contains(id);
        assertThat(admin().get("/api/v1/leads?state=OFFERED").ids()).doesNotContain(id);
        Answer late = seller(THREE).act(id, "acceptance", "");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.code()).isEqualTo("deal.lead-offer-over");

        mongo.getCollection("leads")
                .updateOne(
                        new Document("_id", id),
                        new Document("$set", new Document("state.dueAt", Date.from(past))));
        afterTheTimer(() -> admin().get("/api/v1/leads/" + id).state().equals("UNASSIGNABLE"));
    }

    @Test
    void warnsOnceOfSilenceAndThenTakesTheLeadBack() {
        String id = distributed(programme("ROUND_ROBIN", ONE)).id();
        seller(ONE).act(id, "acceptance", "");
        Answer working = seller(ONE).act(id, "activities", "{\"note\": \"Called\"}");
        assertThat(working.body().has("warnedAt")).isFalse();

        silence(id);
        afterTheTimer(() -> seller(ONE).get("/api/v1/leads/" + id).body().has("warnedAt"));
        assertThat(seller(ONE).get("/api/v1/leads/" + id).state()).isEqualTo("WORKING");
        silence(id);
        afterTheTimer(() -> seller(ONE).get("/api/v1/leads/" + id).state().equals("RECLAIMED"));

        Answer lost = seller(ONE).get("/api/v1/leads/" + id);
        assertMasked(lost);
        assertThat(lost.body().at("/ended/reason").asString()).isEqualTo("NO_UPDATE");
        assertThat(
                        topics.all("deal.events.v1").stream()
                                .filter(seen -> seen.key().equals(id))
                                .map(EventProbe.Seen::type))
                .containsOnlyOnce("deal.lead-inactivity-warned");
    }

    /** The timer comes by, as often as it takes. */
    private void afterTheTimer(Callable<Boolean> condition) {
        await().atMost(PATIENCE)
                .until(() -> {
                    timer.run();
                    return condition.call();
                });
    }

    /** As if the time for the next update had just passed. */
    private void silence(String lead) {
        Date past = Date.from(Instant.now().minus(1, ChronoUnit.MINUTES));
        mongo.getCollection("leads")
                .updateOne(
                        new Document("_id", lead),
                        new Document(
                                "$set",
                                new Document("state.dueAt", past)
                                        .append("state.status.updateBy", past)));
    }

    @Nested
    class AcceptingAtTheMomentOfTheReclaim {

        private final Instant end = Instant.now().plus(2, ChronoUnit.DAYS);

        private LeadId offered() {
            LeadId id = new LeadId(Ids.next("lead", Instant.now()));
            leads.add(
                    Lead.ofVendor(id, ALead.PROGRAMME, ALead.details(), ALead.CAM, Instant.now()));
            leads.change(id, Expected.any(), lead -> lead.qualify(ALead.CAM, Instant.now()));
            leads.change(
                    id,
                    Expected.any(),
                    lead ->
                            lead.offer(
                                    List.of(new Recipient(ONE, new Deadline(end, ALead.BUDAPEST))),
                                    Instant.now()));
            return id;
        }

        private Lead accept(LeadId id) {
            return leads.change(id, Expected.any(), this::accepted);
        }

        private Decided<Lead, LeadEvent> accepted(Lead lead) {
            return lead.accept(ONE, ALead.warning(), end.minusMillis(1));
        }

        @Test
        void failsOnTheVersionWhenTheReclaimWasFirst() {
            LeadId id = offered();
            var between = new AtomicBoolean(true);

            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() ->
                            leads.change(
                                    id,
                                    Expected.any(),
                                    lead -> {
                                        var decided = accepted(lead);
                                        if (between.getAndSet(false)) {
                                            leads.change(
                                                    id, Expected.any(), other -> other.expire(end));
                                        }
                                        return decided;
                                    }))
                    .satisfies(refused ->
                            assertThat(refused.refusal()).isEqualTo(LeadRefusal.OFFER_OVER));
            assertThat(leads.get(id).state()).isInstanceOf(LeadState.Reclaimed.class);
            assertThat(leads.get(id).showsContactTo(ONE)).isFalse();
        }

        @Test
        void winsOnTheVersionWhenItWasFirst() {
            LeadId id = offered();
            var between = new AtomicBoolean(true);

            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() ->
                            leads.change(
                                    id,
                                    Expected.any(),
                                    lead -> {
                                        var decided = lead.expire(end);
                                        if (between.getAndSet(false)) {
                                            accept(id);
                                        }
                                        return decided;
                                    }))
                    .satisfies(refused ->
                            assertThat(refused.refusal())
                                    .isEqualTo(LeadRefusal.ILLEGAL_TRANSITION));
            assertThat(leads.get(id).state().holder()).isEqualTo(ONE);
        }
    }

    @Nested
    class APartnersOwn {

        @Test
        void isDecidedByTheVendorAndHiddenFromOthers() {
            Answer mine = seller(ONE).post("/api/v1/leads", lead(""));
            String path = "/api/v1/leads/" + mine.id();

            assertThat(mine.state()).isEqualTo("SUBMITTED");
            assertThat(seller(TWO).get(path).status()).isEqualTo(404);
            assertThat(seller(TWO).get("/api/v1/leads?state=SUBMITTED").ids())
                    .doesNotContain(mine.id());
            assertThat(seller(ONE).act(mine.id(), "admission", "").status()).isEqualTo(403);
            assertThat(admin().act(mine.id(), "admission", "").state())
                    .isEqualTo("ACCEPTED_BY_VENDOR");
            assertThat(seller(ONE).act(mine.id(), "activities", "{\"note\": \"Met\"}").state())
                    .isEqualTo("WORKING");
        }

        @Test
        void isADuplicateOfWhatItNeverLearns() {
            Answer known = seller(TWO).post("/api/v1/leads", lead(""));
            Answer mine = seller(ONE).post("/api/v1/leads", lead(""));
            admin().act(mine.id(), "duplicate", "{\"duplicateOf\": \"" + known.id() + "\"}");

            Answer seen = seller(ONE).get("/api/v1/leads/" + mine.id());
            assertThat(seen.state()).isEqualTo("DUPLICATE");
            assertThat(seen.body().toString()).doesNotContain(known.id());
        }

        @Test
        void isRejectedOrDisqualifiedForAReasonThatItsPartnerReads() {
            Answer rejected = seller(ONE).post("/api/v1/leads", lead(""));
            admin().act(
                            rejected.id(),
                            "rejection",
                            "{\"reason\": \"OUT_OF_SCOPE\", \"comment\": \"No terminals\"}");
            Answer worked = seller(ONE).post("/api/v1/leads", lead(""));
            admin().act(worked.id(), "admission", "");
            seller(ONE).act(worked.id(), "activities", "{\"note\": \"Met\"}");
            Answer done =
                    seller(ONE)
                            .act(
                                    worked.id(),
                                    "disqualification",
                                    "{\"reason\": \"NO_BUDGET\", \"comment\": \"Next year\"}");

            assertThat(
                            seller(ONE)
                                    .get("/api/v1/leads/" + rejected.id())
                                    .body()
                                    .at("/decision/reason")
                                    .asString())
                    .isEqualTo("OUT_OF_SCOPE");
            assertThat(done.state()).isEqualTo("DISQUALIFIED");
        }

        @Test
        void writtenDownByTheVendorIsAcceptedAndKeepsBothNames() {
            Answer behalf = admin().post("/api/v1/leads", lead("\"partnerId\": \"" + ONE + "\", "));

            assertThat(behalf.state()).isEqualTo("ACCEPTED_BY_VENDOR");
            assertThat(behalf.body().path("onBehalf").asBoolean()).isTrue();
            assertThat(behalf.body().path("partnerId").asString()).isEqualTo(ONE.value());
            assertThat(behalf.body().at("/desk/createdBy").asString()).isEqualTo("sub-chief");
        }
    }

    @Nested
    class BadInput {

        @Test
        void namesWhatIsWrong() {
            String programme = programme("ROUND_ROBIN", ONE);

            assertThat(admin().post("/api/v1/leads", lead("")).code())
                    .isEqualTo("deal.lead-origin-unclear");
            assertThat(
                            seller(ONE)
                                    .post(
                                            "/api/v1/leads",
                                            lead("\"programme\": \"" + programme + "\", "))
                                    .code())
                    .isEqualTo("deal.lead-origin-unclear");
            assertThat(admin().post("/api/v1/leads", lead("\"programme\": \"no-such\", ")).code())
                    .isEqualTo("deal.lead-programme-unknown");
            assertThat(
                            seller(ONE)
                                    .post("/api/v1/leads", lead("").replace("LEAD-1", "LEAD-2"))
                                    .code())
                    .isEqualTo("deal.product-unknown");
            Answer mail = seller(ONE).post("/api/v1/leads", lead("").replace("ida@", "ida "));
            assertThat(mail.status()).isEqualTo(400);
            assertThat(mail.body().at("/errors/0/pointer").asString()).isEqualTo("/contact/email");
            Answer days =
                    admin().send(
                                    "PUT",
                                    "/api/v1/lead-programmes/" + programme,
                                    rules("WEIGHTED", "").replace("\"amount\": 2", "\"amount\": 0"),
                                    "\"1\"");
            assertThat(days.body().at("/errors/0/pointer").asString())
                    .isEqualTo("/acceptWithin/amount");
        }

        @Test
        void leavesAProgrammeAsItWas() {
            String programme = programme("WEIGHTED", ONE);
            String path = "/api/v1/lead-programmes/" + programme;

            assertThat(admin().send("PUT", path, rules("WEIGHTED", ""), "\"1\"").code())
                    .isEqualTo("deal.lead-no-weight");
            String other = rules("CAPACITY", "").replace("\"weight\": 0", "\"weight\": 1");
            assertThat(admin().send("PUT", path, other, "\"7\"").status()).isEqualTo(412);
            assertThat(admin().send("PUT", path, other, null).status()).isEqualTo(428);
            assertThat(seller(ONE).get(path).status()).isEqualTo(403);
            Answer still = admin().get(path);
            assertThat(still.etag()).isEqualTo("\"1\"");
            assertThat(still.body().at("/strategy").asString()).isEqualTo("WEIGHTED");
        }

        @Test
        void inTheWrongStateNamesWhatIsPossible() {
            Answer refused =
                    admin().act(
                                    qualified(programme("ROUND_ROBIN", ONE)),
                                    "reclaim",
                                    "{\"comment\": \"x\"}");

            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.body().path("allowedActions").toString())
                    .isEqualTo("[\"DISQUALIFY\",\"DISTRIBUTE\",\"OFFER\"]");
        }
    }

    @Test
    void letsAPartnerManagerLookAfterItsOwnPartnersAlone() {
        LeadCaller own = as(issuer.staff("lead-cam", "partner-manager"));
        LeadCaller other = as(issuer.staff("other-cam", "partner-manager"));
        String id = qualified(programme("ROUND_ROBIN", ONE));
        String path = "/api/v1/leads/" + id;

        assertThat(other.get(path).status()).as("nobody has it yet").isEqualTo(200);
        assertThat(other.act(id, "offer", "{\"partnerId\": \"" + ONE + "\"}").status())
                .isEqualTo(400);
        assertThat(own.act(id, "offer", "{\"partnerId\": \"" + ONE + "\"}").status())
                .isEqualTo(200);
        assertThat(other.get(path).status()).isEqualTo(404);
        assertThat(other.get("/api/v1/leads?state=OFFERED").ids()).doesNotContain(id);
        assertThat(own.get("/api/v1/leads?state=OFFERED").ids()).contains(id);
    }

    private void checkEvents() {
        List<EventProbe.Seen> told =
                topics.all("deal.events.v1").stream()
                        .filter(seen -> seen.type().startsWith("deal.lead-"))
                        .toList();

        assertThat(told).isNotEmpty();
        for (EventProbe.Seen seen : told) {
            JsonNode data = seen.data();
            EventContracts.assertFits(seen.type(), data);
            assertThat(data.toString()).doesNotContain(SECRETS);
        }
        assertThat(told.stream().map(EventProbe.Seen::type).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        EventContracts.types("deal").stream()
                                .filter(type -> type.startsWith("deal.lead-"))
                                .toList());
    }
}
