package org.partnerportal.deal.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.partnerportal.deal.ServiceCalls;
import org.partnerportal.deal.ServiceCalls.Answer;
import org.partnerportal.deal.approvals.application.EscalateApprovals;
import org.partnerportal.deal.approvals.domain.AnApproval;
import org.partnerportal.deal.approvals.domain.ApprovalProcess;
import org.partnerportal.deal.approvals.domain.ApprovalProcesses;
import org.partnerportal.deal.approvals.domain.ApprovalSubject;
import org.partnerportal.deal.approvals.domain.Approver;
import org.partnerportal.deal.approvals.domain.ProcessId;
import org.partnerportal.deal.approvals.domain.TaskState;
import org.partnerportal.deal.registration.application.ChangeDeal;
import org.partnerportal.deal.registration.application.RegisterDeal;
import org.partnerportal.deal.registration.application.SubmitDeal;
import org.partnerportal.deal.registration.domain.Actor;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.DealDetails;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.deal.registration.domain.EndCustomer;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.deal.registration.domain.ProductLine;
import org.partnerportal.kernel.CommandContext;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Ids;
import org.partnerportal.kernel.Money;
import org.partnerportal.messaging.audit.AuditTrail;
import org.partnerportal.testkit.EventContracts;
import org.partnerportal.testkit.EventProbe;
import org.partnerportal.testkit.SuiteTest;
import org.partnerportal.testkit.TestIssuer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Approval chains in the service as a whole. There is a chain as long as these tests run, and none
 * for those of other classes.
 */
@SuiteTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApprovalsIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String CHAIN = "/api/v1/approval-chains/deals";
    private static final String TASKS = "/api/v1/approval-tasks";
    private static final PartnerId PARTNER = new PartnerId(Ids.derived("ptr", "approved"));
    private static final Actor SELLER = new Actor("sub-sally");

    private final HttpClient http = HttpClient.newHttpClient();
    private final EventProbe topics = new EventProbe();
    private final TestIssuer issuer = TestIssuer.get();
    private final String admin = issuer.staff("chief", "channel-admin");
    private final String manager = issuer.staff("mona", "partner-manager");
    private final String region = issuer.staff("rita", "region-manager");
    private final String otherRegion = issuer.staff("ralf", "region-manager");
    private final String seller = issuer.partner(PARTNER.value(), "sally", "partner-sales");

    @LocalServerPort private int port;
    @Autowired private AuditTrail audit;
    @Autowired private MongoTemplate mongo;
    @Autowired private RegisterDeal register;
    @Autowired private SubmitDeal submit;
    @Autowired private ChangeDeal change;
    @Autowired private ApprovalProcesses processes;
    @Autowired private EscalateApprovals escalate;

    @BeforeAll
    void knowThePartnerAndSaveTheChain() {
        topics.publish(
                "partner.events.v1",
                "/test",
                "partner.activated",
                PARTNER.value(),
                2,
                Map.of(
                        "partnerId", PARTNER.value(),
                        "name", "Partner",
                        "country", "DE",
                        "region", "Central",
                        "channelManager", "mona",
                        "state", "ACTIVE",
                        "agreementInForce", true));
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> draft("1") != null);
        Answer saved = send(admin, "PUT", CHAIN, chain("1"), "\"0\"");
        assertThat(saved.status()).as("%s", saved.body()).isEqualTo(200);
    }

    @AfterAll
    void leaveNoChainToOthers() {
        audit.flush();
        mongo.getCollection("approvalChains").deleteMany(new Document());
        topics.close();
        http.close();
    }

    /** The partner's manager, and above 75,000 EUR a region manager after him. */
    private static String chain(String quorum) {
        return """
        {"subjectType": "deal", "steps": [
          {"id": "manager", "roles": ["partner-manager"], "dueInDays": 2, "escalateTo": "region-manager"},
          {"id": "region", "after": ["manager"], "roles": ["region-manager"], "quorum": %s,
           "band": {"from": {"amount": "75000.01", "currency": "EUR"}}, "escalateTo": "channel-admin"}]}
        """
                .formatted(quorum);
    }

    private Deal draft(String estimate) {
        return register.handle(
                new RegisterDeal.Command(
                        new DealId(Ids.next("deal", Instant.now())),
                        PARTNER,
                        details("Customer " + UUID.randomUUID(), estimate),
                        List.of()));
    }

    private static DealDetails details(String customer, String estimate) {
        return new DealDetails(
                new EndCustomer(customer, "DE", null, null, null),
                List.of(new ProductLine("GTX Pro", BigDecimal.ONE, null)),
                Money.of(estimate, "EUR"),
                null,
                null);
    }

    private Deal submitted(String estimate) {
        return submit(draft(estimate), SELLER);
    }

    private Deal submit(Deal deal, Actor by) {
        return submit.handle(new SubmitDeal.Command(deal.id(), Expected.any(), by));
    }

    private Answer approve(String token, Deal deal) {
        return send(token, "POST", path(deal) + "/approval", "", etag(deal));
    }

    private Answer approval(Deal deal) {
        return get(admin, path(deal) + "/approval");
    }

    private static String path(Deal deal) {
        return "/api/v1/deals/" + deal.id();
    }

    private static String etag(Deal deal) {
        return "\"" + deal.version() + "\"";
    }

    private ApprovalProcess processOf(Deal deal) {
        return processes
                .find(new ProcessId(approval(deal).body().path("id").asString()))
                .orElseThrow();
    }

    @Test
    void needsTwoAboveTheLimitAndVoidsTheFirstWhenTheContentBecomesAnother() {
        Deal deal = submitted("100000.00");
        Answer first = approve(manager, deal);
        assertThat(first.status()).as("%s", first.body()).isEqualTo(200);
        assertThat(first.state()).isEqualTo("SUBMITTED");
        assertThat(tasks(approval(deal))).containsExactly("manager APPROVED", "region PENDING");

        change.handle(
                deal.id(),
                Expected.any(),
                new ChangeDeal.GiveBack(new Actor("sub-mona"), List.of("/estimate"), "Smaller?"));
        change.handle(
                deal.id(),
                Expected.any(),
                new ChangeDeal.Edit(details(deal.details().customer().name(), "60000.00")));
        Deal again = submit(deal, SELLER);

        assertThat(tasks(approval(again))).containsExactly("manager PENDING");
        Answer all = get(admin, path(deal) + "/approvals");
        assertThat(all.body().path("items").values())
                .extracting(it -> it.path("state").asString())
                .containsExactly("PENDING", "VOIDED");
        assertThat(all.body().at("/items/1/tasks/0/state").asString()).isEqualTo("VOIDED");
        assertThat(approve(region, again).code()).isEqualTo("deal.approval-not-asked");
        assertThat(approve(manager, again).state()).isEqualTo("APPROVED");

        String id = deal.id().value();
        for (String type :
                List.of(
                        "deal.approval-requested",
                        "deal.approval-step-approved",
                        "deal.approval-voided",
                        "deal.approval-granted")) {
            EventProbe.Seen seen =
                    topics.await(
                            "deal.events.v1",
                            it ->
                                    it.type().equals(type)
                                            && it.data().path("subjectId").asString("").equals(id));
            EventContracts.assertFits(type, seen.data());
            assertThat(seen.headers()).containsEntry("ce_partnerid", PARTNER.value());
            assertThat(seen.data().toString()).doesNotContain("sub-");
        }
    }

    @Test
    void refusesTheManagerWhoSubmittedAndAsksTheRegionManagerInstead() {
        Deal deal = submit(draft("60000.00"), new Actor("sub-mona"));
        assertThat(approve(region, deal).code()).isEqualTo("deal.approval-not-asked");

        Answer refused = approve(manager, deal);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("deal.self-approval");
        assertThat(tasks(approval(deal))).containsExactly("manager ESCALATED");
        EventProbe.Seen routed =
                topics.await(
                        "deal.events.v1",
                        it ->
                                it.type().equals("deal.approval-escalated")
                                        && it.data()
                                                .path("subjectId")
                                                .asString("")
                                                .equals(deal.id().value()));
        EventContracts.assertFits("deal.approval-escalated", routed.data());
        assertThat(approve(region, deal).state()).isEqualTo("APPROVED");
    }

    @Test
    void asksTheRegionManagerAtOnceWhenItIsKnownThatTheManagerSubmitted() {
        Deal draft = draft("60000.00");
        var origin =
                new CommandContext.Origin(
                        () -> "POST /api/v1/deals/{id}/submission",
                        null,
                        null,
                        Set.of("partner-manager"),
                        null);
        Deal deal =
                new CommandContext("sub-mona", "none", null, null, origin)
                        .call(() -> submit(draft, new Actor("sub-mona")));

        assertThat(tasks(approval(deal))).containsExactly("manager ESCALATED");
        assertThat(approve(region, deal).state()).isEqualTo("APPROVED");
    }

    @Test
    void countsBothWhoDecideAtTheSameInstant() throws Exception {
        Answer before = get(admin, CHAIN);
        Answer two = send(admin, "PUT", CHAIN, chain("2"), before.etag());
        assertThat(two.status()).as("%s", two.body()).isEqualTo(200);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 10; round++) {
                Deal deal = submitted("100000.00");
                approve(manager, deal);
                List<Callable<Answer>> wishes =
                        List.of(() -> approve(region, deal), () -> approve(otherRegion, deal));
                var states = new ArrayList<String>();
                for (Future<Answer> answer : threads.invokeAll(wishes)) {
                    assertThat(answer.get().status()).as("%s", answer.get().body()).isEqualTo(200);
                    states.add(answer.get().state());
                }

                assertThat(states).contains("APPROVED");
                assertThat(get(admin, path(deal)).state()).isEqualTo("APPROVED");
                assertThat(approval(deal).body().at("/tasks/1/decisions").values())
                        .extracting(it -> it.path("by").asString())
                        .containsExactlyInAnyOrder("sub-rita", "sub-ralf");
            }
        } finally {
            send(admin, "PUT", CHAIN, chain("1"), get(admin, CHAIN).etag());
        }
    }

    @Test
    void goesOnFromADecidedProcessWhoseRegistrationACrashLeftUndecided() {
        Deal deal = submitted("60000.00");
        processes.change(
                processOf(deal).id(),
                Expected.any(),
                process ->
                        process.approve(
                                AnApproval.alone(
                                        new Approver("sub-mona", Set.of("partner-manager"))),
                                "Before the crash",
                                AnApproval.CALENDAR,
                                Instant.now()));
        assertThat(get(admin, path(deal)).state()).isEqualTo("SUBMITTED");
        assertThat(approve(region, deal).code()).isEqualTo("deal.approval-not-asked");
        assertThat(approve(manager, deal).state()).isEqualTo("APPROVED");
        assertThat(approval(deal).body().at("/tasks/0/decisions").size()).isEqualTo(1);
    }

    @Test
    void rejectsWithOneNoOfThoseWhoAreAsked() {
        Deal deal = submitted("100000.00");
        String no = "{\"reason\": \"NOT_QUALIFIED\", \"comment\": \"No project\"}";

        assertThat(send(admin, "POST", path(deal) + "/rejection", no, etag(deal)).code())
                .isEqualTo("deal.approval-not-asked");
        Answer rejected = send(manager, "POST", path(deal) + "/rejection", no, etag(deal));
        assertThat(rejected.state()).isEqualTo("REJECTED");
        assertThat(tasks(approval(deal))).containsExactly("manager REJECTED", "region VOIDED");
        EventProbe.Seen refused =
                topics.await(
                        "deal.events.v1",
                        it ->
                                it.type().equals("deal.approval-refused")
                                        && it.data()
                                                .path("subjectId")
                                                .asString("")
                                                .equals(deal.id().value()));
        EventContracts.assertFits("deal.approval-refused", refused.data());
    }

    @Test
    void answersARepeatedDecisionAsTheFirstTime() {
        Deal deal = submitted("100000.00");
        String key = UUID.randomUUID().toString();
        String decision = path(deal) + "/approval";
        Answer first = send(manager, "POST", decision, "{\"comment\": \"Yes\"}", etag(deal), key);
        Answer again = send(manager, "POST", decision, "{\"comment\": \"Yes\"}", etag(deal), key);

        assertThat(again.etag()).isEqualTo(first.etag());
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(approve(manager, deal).code()).isEqualTo("deal.approval-not-asked");
        assertThat(approval(deal).body().at("/tasks/0/decisions/0/comment").asString())
                .isEqualTo("Yes");
        key = UUID.randomUUID().toString();
        Answer last = send(region, "POST", decision, "", etag(deal), key);
        assertThat(last.state()).isEqualTo("APPROVED");
        assertThat(send(region, "POST", decision, "", etag(deal), key).body())
                .isEqualTo(last.body());
        assertThat(send(manager, "POST", decision, "", "\"1\"", null).status()).isEqualTo(412);
    }

    @Test
    void listsWhatWaitsForTheCallerUntilHeHasDecided() {
        Deal deal = submitted("100000.00");
        await().atMost(Duration.ofSeconds(10)).until(() -> waitsFor(manager, deal));

        assertThat(waitsFor(admin, deal)).isFalse();
        assertThat(waitsFor(region, deal)).isFalse();
        assertThat(waitsFor(issuer.staff("dora", "partner-manager"), deal)).isFalse();
        approve(manager, deal);
        assertThat(waitsFor(manager, deal)).isFalse();
        assertThat(waitsFor(region, deal)).isTrue();
        assertThat(get(region, TASKS + "?role=channel-admin").body().path("items").size()).isZero();
        assertThat(
                        get(manager, TASKS + "?dueBefore=2020-01-01T00:00:00Z")
                                .body()
                                .path("items")
                                .size())
                .isZero();
    }

    private boolean waitsFor(String token, Deal deal) {
        String cursor = "";
        do {
            Answer page = get(token, TASKS + "?limit=20" + cursor);
            assertThat(page.status()).as("%s", page.body()).isEqualTo(200);
            if (page.body().path("items").values().stream()
                    .anyMatch(it -> it.path("subjectId").asString().equals(deal.id().value()))) {
                return true;
            }
            cursor =
                    page.body().has("nextCursor")
                            ? "&cursor=" + page.body().path("nextCursor").asString()
                            : "";
        } while (!cursor.isEmpty());
        return false;
    }

    @Test
    void letsASubstituteDecideWhileSomebodyIsAway() {
        String stand = issuer.staff("steve", "partner-manager");
        Deal deal = submitted("60000.00");
        assertThat(get(stand, path(deal)).status()).isEqualTo(404);
        LocalDate today = LocalDate.now(AnApproval.CALENDAR.zone());
        String away =
                """
                {"periods": [{"from": "%s", "to": "%s", "by": "sub-steve"}]}
                """
                        .formatted(today.minusDays(1), today.plusDays(1));
        String mine = "/api/v1/approval-substitutes/sub-mona";

        assertThat(send(stand, "PUT", mine, away, "\"0\"").status()).isEqualTo(404);
        Answer planned = send(manager, "PUT", mine, away, "\"0\"");
        assertThat(planned.status()).as("%s", planned.body()).isEqualTo(200);
        assertThat(waitsFor(stand, deal)).isTrue();
        assertThat(approve(stand, deal).state()).isEqualTo("APPROVED");
        JsonNode decision = approval(deal).body().at("/tasks/0/decisions/0");
        assertThat(decision.path("by").asString()).isEqualTo("sub-steve");
        assertThat(decision.path("onBehalfOf").asString()).isEqualTo("sub-mona");

        assertThat(send(manager, "PUT", mine, "{\"periods\": []}", planned.etag()).status())
                .isEqualTo(200);
        assertThat(get(stand, path(deal)).status()).isEqualTo(404);
    }

    @Test
    void namesEverythingThatIsWrongWithAnAbsence() {
        Answer refused =
                send(
                        admin,
                        "PUT",
                        "/api/v1/approval-substitutes/sub-otto",
                        """
                        {"roles": ["region-manager"], "periods": [
                          {"from": "2026-12-24", "to": "2026-12-23", "by": "sub-otto"},
                          {"from": "2026-12-01", "to": "2026-12-02", "by": "sub-chief"},
                          {"from": "2026-12-02", "to": "2026-12-03", "by": "sub-rita"}]}
                        """,
                        "\"0\"");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("errors").values())
                .extracting(it -> it.path("pointer").asString(), it -> it.path("code").asString())
                .containsExactly(
                        tuple("/periods/0/to", "deal.absence-period-empty"),
                        tuple("/periods/0/by", "deal.absence-own-substitute"),
                        tuple("/periods/1/by", "deal.absence-self-appointed"),
                        tuple("/periods/2", "deal.absence-periods-overlap"));
    }

    @Test
    void namesEverythingThatIsWrongWithAChainAndKeepsTheOldOne() {
        Answer before = get(admin, CHAIN);
        Answer refused =
                send(
                        admin,
                        "PUT",
                        CHAIN,
                        """
                        {"subjectType": "deal", "steps": [
                          {"id": "a", "after": ["b"], "roles": ["partner-manager"], "escalateTo": "channel-admin"},
                          {"id": "b", "after": ["a"], "roles": [], "escalateTo": "partner-sales"}]}
                        """,
                        before.etag());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("deal.approval-chain-invalid");
        assertThat(refused.body().path("errors").values())
                .extracting(it -> it.path("pointer").asString(), it -> it.path("code").asString())
                .containsExactly(
                        tuple("/steps/1/roles", "deal.approval-no-approver"),
                        tuple("/steps/1/escalateTo", "deal.approval-role-unknown"),
                        tuple("/steps/0/after", "deal.approval-cycle"),
                        tuple("/steps/1/after", "deal.approval-cycle"));
        assertThat(get(admin, CHAIN).etag()).isEqualTo(before.etag());
        assertThat(get(admin, CHAIN).body()).isEqualTo(before.body());
        assertThat(send(admin, "PUT", CHAIN, chain("1"), "\"0\"").status()).isEqualTo(412);
        assertThat(send(admin, "PUT", CHAIN, chain("1"), null).status()).isEqualTo(428);
        assertThat(send(admin, "PUT", "/api/v1/approval-chains/others", chain("1"), "\"0\"").code())
                .isEqualTo("deal.approval-subject-taken");
        assertThat(
                        send(admin, "PUT", "/api/v1/approval-chains/Bad_Code", chain("1"), "\"0\"")
                                .code())
                .isEqualTo("deal.approval-code-malformed");
    }

    @Test
    void keepsEveryVersionAndShowsWhoWouldBeAsked() {
        Answer latest = get(admin, CHAIN);
        Answer next = send(admin, "PUT", CHAIN, chain("1"), latest.etag());
        int number = latest.body().path("number").asInt() + 1;
        assertThat(next.body().path("number").asInt()).isEqualTo(number);
        Answer versions = get(admin, CHAIN + "/versions?limit=1");
        assertThat(versions.body().at("/items/0/number").asInt()).isEqualTo(number);
        assertThat(
                        get(
                                        admin,
                                        CHAIN
                                                + "/versions?limit=1&cursor="
                                                + versions.body().path("nextCursor").asString())
                                .body()
                                .at("/items/0/number")
                                .asInt())
                .isEqualTo(number - 1);
        assertThat(get(admin, "/api/v1/approval-chains").body().path("items").size()).isEqualTo(1);

        for (String[] row :
                List.of(
                        new String[] {"75000.00", "[\"manager\"]"},
                        new String[] {"75000.01", "[\"manager\",\"region\"]"})) {
            Answer preview =
                    send(
                            manager,
                            "POST",
                            CHAIN + "/preview",
                            "{\"amount\": {\"amount\": \"%s\", \"currency\": \"EUR\"}}"
                                    .formatted(row[0]),
                            null);
            assertThat(
                            preview.body().path("steps").values().stream()
                                    .map(it -> it.path("step").asString()))
                    .isEqualTo(
                            JSON.readTree(row[1]).values().stream()
                                    .map(JsonNode::asString)
                                    .toList());
        }
        Answer draft = approval(draft("100000.00"));
        assertThat(draft.body().path("preview").asBoolean()).isTrue();
        assertThat(tasks(draft)).containsExactly("manager PENDING", "region WAITING");
    }

    @Test
    void isNoBusinessOfThePartner() {
        Deal deal = submitted("60000.00");
        for (String path :
                List.of(
                        "/api/v1/approval-chains",
                        CHAIN,
                        CHAIN + "/versions",
                        TASKS,
                        path(deal) + "/approval",
                        path(deal) + "/approvals",
                        "/api/v1/approval-substitutes/sub-sally")) {
            assertThat(get(seller, path).status()).as(path).isEqualTo(403);
        }
        assertThat(approve(seller, deal).status()).isEqualTo(403);
        assertThat(send(seller, "POST", CHAIN + "/preview", "{}", null).status()).isEqualTo(403);
        assertThat(send(manager, "PUT", CHAIN, chain("1"), "\"1\"").status()).isEqualTo(403);
        assertThat(get(issuer.staff("dora", "partner-manager"), path(deal) + "/approval").status())
                .isEqualTo(404);
        assertThat(get(seller, path(deal)).body().toString()).doesNotContain("manager", "sub-");
    }

    @Test
    void escalatesWhatIsLate() {
        var subject =
                new ApprovalSubject(
                        "thing",
                        UUID.randomUUID().toString(),
                        PARTNER.value(),
                        "first",
                        "hash",
                        null,
                        1,
                        List.of());
        ApprovalProcess late =
                processes.add(
                        ApprovalProcess.start(
                                subject,
                                "things",
                                AnApproval.chain(AnApproval.step("clerk", "clerk")),
                                AnApproval.CALENDAR,
                                Instant.now().minus(Duration.ofDays(30))));

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> {
                    escalate.run();
                    assertThat(processes.get(late.id()).tasks().getFirst().state())
                            .isInstanceOf(TaskState.Escalated.class);
                });
    }

    @Test
    void storesEveryStateAsItIs() {
        for (ApprovalProcess process : AnApproval.inEveryState()) {
            var other =
                    new ApprovalSubject(
                            "thing",
                            UUID.randomUUID().toString(),
                            null,
                            "first",
                            "hash",
                            process.subject().amount(),
                            1,
                            process.subject().barred());
            var renamed =
                    new ApprovalProcess(
                            ProcessId.of(other),
                            other,
                            process.chain(),
                            process.chainVersion(),
                            process.oneDecisionEach(),
                            process.tasks(),
                            process.state(),
                            process.startedAt(),
                            1);
            processes.add(new Decided<>(renamed, List.of()));

            assertThat(processes.get(renamed.id())).isEqualTo(renamed);
        }
    }

    private ServiceCalls calls() {
        return new ServiceCalls(http, port);
    }

    private Answer get(String token, String path) {
        return calls().get(token, path);
    }

    private Answer send(
            String token, String method, String path, String body, @Nullable String etag) {
        return send(token, method, path, body, etag, null);
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

    private static List<String> tasks(Answer answer) {
        return answer.body().path("tasks").values().stream()
                .map(task -> task.path("step").asString() + " " + task.path("state").asString())
                .toList();
    }
}
