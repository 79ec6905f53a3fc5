package org.partnerportal.partner.agreements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.partnerportal.kernel.Expected;
import org.partnerportal.partner.agreements.application.TimeAgreements;
import org.partnerportal.partner.agreements.domain.StoredFile;
import org.partnerportal.partner.partner.domain.Partner;
import org.partnerportal.partner.partner.domain.PartnerId;
import org.partnerportal.partner.partner.domain.PartnerProfile;
import org.partnerportal.partner.partner.domain.PartnerState;
import org.partnerportal.partner.partner.domain.Partners;
import org.partnerportal.testkit.EventContracts;
import org.partnerportal.testkit.EventProbe;
import org.partnerportal.testkit.SuiteTest;
import org.partnerportal.testkit.TestIssuer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Agreements as a whole: token in, HTTP, store, sealed file, events out, partner active. */
@SuiteTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgreementsIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TOPIC = "partner.events.v1";

    private final HttpClient http = HttpClient.newHttpClient();
    private final EventProbe topics = new EventProbe();
    private final TestIssuer issuer = TestIssuer.get();
    private final String chief = issuer.staff("chief", "channel-admin");
    private final String manager = issuer.staff("cam", "partner-manager");
    private final String otherManager = issuer.staff("dora", "partner-manager");
    private final String stranger =
            issuer.partner(PartnerId.of("DE", "Rival GmbH", null).value(), "rita", "partner-admin");

    @LocalServerPort private int port;
    @Autowired private Partners partners;
    @Autowired private MongoTemplate mongo;
    @Autowired private TimeAgreements timer;

    @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
    record Answer(int status, Map<String, List<String>> headers, byte[] bytes) {

        String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }

        String etag() {
            return header("etag");
        }

        JsonNode body() {
            return bytes.length > 0 && bytes[0] == '{'
                    ? JSON.readTree(bytes)
                    : JSON.createObjectNode();
        }

        String text(String field) {
            return body().path(field).asString("");
        }

        String code() {
            return text("code");
        }
    }

    /** A partner of its own for each test, and its people. */
    private final class Company {

        final String id;
        final String admin;
        final String seller;

        Company(String name) {
            PartnerId key = PartnerId.of("HU", name, null);
            partners.add(
                    Partner.create(
                            key,
                            new PartnerProfile(name, "HU", null, "Central", "cam"),
                            null,
                            Instant.parse("2026-09-01T06:00:00Z")));
            id = key.value();
            admin = issuer.partner(id, "anna", "partner-admin");
            seller = issuer.partner(id, "bela", "partner-sales");
        }

        Answer offered(String body) {
            return post(manager, "/api/v1/partners/" + id + "/agreements", body, null);
        }

        Partner now() {
            return partners.get(new PartnerId(id));
        }

        List<JsonNode> checks(Answer agreement) {
            Answer report = get(admin, path(agreement) + "/verification");
            assertThat(report.status()).isEqualTo(200);
            return StreamSupport.stream(report.body().path("checks").spliterator(), false).toList();
        }
    }

    @AfterAll
    void close() {
        topics.close();
        http.close();
    }

    private static String path(Answer agreement) {
        return "/api/v1/agreements/" + agreement.text("id");
    }

    private static String yes(Answer agreement) {
        return yes(agreement.text("documentHash"));
    }

    private static String yes(String hash) {
        return "{\"documentHash\": \"%s\", \"fullName\": \"Tűrő Anna\", \"statement\": true}"
                .formatted(hash);
    }

    private static List<String> failed(List<JsonNode> checks) {
        return checks.stream()
                .filter(check -> !check.path("passed").asBoolean())
                .map(check -> check.path("check").asString())
                .toList();
    }

    @Test
    void makesAnOnboardingPartnerActiveOnceItsAdminAcceptsWhatItRead() {
        var company = new Company("Tükörfúró Kft.");
        Answer sent = company.offered("{\"language\": \"hu\"}");
        assertThat(sent.status()).as("%s", sent.body()).isEqualTo(201);
        assertThat(sent.text("state")).isEqualTo("SENT");
        assertThat(sent.header("location")).isEqualTo(path(sent));

        Answer seen = get(company.admin, path(sent));
        assertThat(seen.body().path("allowedActions").toString())
                .isEqualTo("[\"ACCEPT\",\"DECLINE\"]");
        assertThat(seen.text("statement")).contains("Tükörfúró Kft.", "elolvastam");
        Answer read = get(company.admin, path(sent) + "/document");
        assertThat(read.header("content-type")).isEqualTo("application/pdf");
        assertThat(read.header("content-disposition")).contains(sent.text("id") + ".pdf");
        assertThat(StoredFile.of(read.bytes()).hash())
                .isEqualTo(sent.text("documentHash"))
                .isEqualTo(read.etag().replace("\"", ""));
        assertThat(
                        exchange(
                                        request(company.admin, path(sent) + "/document")
                                                .header("If-None-Match", read.etag())
                                                .build())
                                .status())
                .isEqualTo(304);

        Answer accepted =
                exchange(
                        request(company.admin, path(sent) + "/acceptance")
                                .header("Content-Type", "application/json")
                                .header("If-Match", seen.etag())
                                .header("X-Forwarded-For", "6.6.6.6, 203.0.113.7")
                                .header("User-Agent", "Browser/1")
                                .header("Accept-Language", "hu-HU,hu;q=0.9")
                                .header("X-Correlation-Id", "walk-1")
                                .POST(HttpRequest.BodyPublishers.ofString(yes(sent)))
                                .build());
        assertThat(accepted.status()).as("%s", accepted.body()).isEqualTo(200);
        assertThat(accepted.text("state")).isEqualTo("IN_FORCE");

        EventProbe.Seen active =
                topics.await(
                        TOPIC,
                        event ->
                                event.type().equals("partner.activated")
                                        && event.key().equals(company.id));
        assertThat(active.headers()).containsEntry("ce_correlationid", "walk-1");
        assertThat(company.now().state().name()).isEqualTo(PartnerState.Name.ACTIVE);
        assertThat(company.now().agreementInForce()).isTrue();

        List<EventProbe.Seen> told =
                topics.all(TOPIC).stream()
                        .filter(event -> event.key().equals(sent.text("id")))
                        .toList();
        assertThat(told)
                .extracting(EventProbe.Seen::type)
                .containsExactly(
                        "partner.agreement-sent",
                        "partner.agreement-accepted",
                        "partner.agreement-in-force");
        assertThat(told)
                .allSatisfy(event -> {
                    EventContracts.assertFits(event.type(), event.data());
                    assertThat(event.value()).doesNotContain("Anna", "203.0.113.7", "sub-anna");
                });

        Answer sealed = get(company.seller, path(sent) + "/document");
        assertThat(sealed.etag().replace("\"", ""))
                .isEqualTo(accepted.text("sealedDocumentHash"))
                .isEqualTo(StoredFile.of(sealed.bytes()).hash());
        assertThat(Arrays.copyOf(sealed.bytes(), read.bytes().length)).isEqualTo(read.bytes());

        assertThat(company.checks(sent)).hasSize(7);
        assertThat(failed(company.checks(sent))).isEmpty();

        JsonNode evidence = get(company.admin, path(sent) + "/evidence").body();
        assertThat(evidence.path("subject").asString()).isEqualTo("sub-anna");
        assertThat(evidence.path("fullName").asString()).isEqualTo("Tűrő Anna");
        assertThat(evidence.path("address").asString()).isEqualTo("203.0.113.7");
        assertThat(evidence.path("userAgent").asString()).isEqualTo("Browser/1");
        assertThat(evidence.path("locale").asString()).isEqualTo("hu-HU");
        assertThat(evidence.path("correlationId").asString()).isEqualTo("walk-1");
        assertThat(evidence.path("documentHash").asString()).isEqualTo(sent.text("documentHash"));
        assertThat(evidence.path("sealedDocumentHash").asString())
                .isEqualTo(accepted.text("sealedDocumentHash"));
        assertThat(evidence.path("templateVersion").asInt()).isEqualTo(1);
        assertThat(get(company.seller, path(sent) + "/evidence").status()).isEqualTo(403);

        Answer mine = upload(company.seller, sealed.bytes());
        assertThat(mine.body().path("passed").asBoolean()).isTrue();
        assertThat(mine.text("agreementId")).isEqualTo(sent.text("id"));
        assertThat(upload(stranger, sealed.bytes()).body().has("agreementId")).isFalse();
        byte[] other = sealed.bytes().clone();
        other[other.length / 3] ^= 1;
        assertThat(upload(company.seller, other).body().path("passed").asBoolean()).isFalse();
        assertThat(upload(company.seller, "junk".getBytes(StandardCharsets.UTF_8)).status())
                .isEqualTo(200);
    }

    @Test
    void tellsWhenTheStoredFileIsNoLongerWhatWasSealed() {
        var company = new Company("Tamper Kft.");
        Answer sent = company.offered("");
        Answer accepted = post(company.admin, path(sent) + "/acceptance", yes(sent), sent.etag());
        var files = mongo.getCollection("agreement-files");
        var key = new Document("_id", accepted.text("sealedDocumentHash"));
        Document stored = files.find(key).first();
        assertThat(stored).isNotNull();
        byte[] content = stored.get("content", Binary.class).getData();
        content[100] ^= 1;
        files.updateOne(key, new Document("$set", new Document("content", new Binary(content))));

        assertThat(failed(company.checks(sent))).contains("RECORD", "DOCUMENT");
        files.deleteOne(key);
        assertThat(failed(company.checks(sent))).containsExactly("FILE");
    }

    @Nested
    class AtMostOne {

        @Test
        void isSentWhoeverAsksAtTheSameInstant() {
            var company = new Company("Race Kft.");
            List<Answer> answers =
                    IntStream.range(0, 6).parallel().mapToObj(_ -> company.offered("")).toList();

            assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> answer.status() != 201)
                    .allSatisfy(answer -> {
                        assertThat(answer.status()).isEqualTo(409);
                        assertThat(answer.code()).isEqualTo("agreement.already-open");
                    });
            assertThat(
                            get(company.admin, "/api/v1/agreements?state=SENT")
                                    .body()
                                    .path("items")
                                    .size())
                    .isEqualTo(1);
        }

        @Test
        void standsInTheWayOnlyUntilItIsClosed() {
            var company = new Company("Again Kft.");
            Answer first = company.offered("");
            Answer declined =
                    post(
                            company.admin,
                            path(first) + "/decline",
                            "{\"reason\": \"Too long\"}",
                            first.etag());
            assertThat(declined.text("state")).isEqualTo("DECLINED");
            assertThat(declined.text("reason")).isEqualTo("Too long");

            Answer second = company.offered("");
            assertThat(second.status()).isEqualTo(201);
            Answer withdrawn = post(chief, path(second) + "/withdrawal", "", second.etag());
            assertThat(withdrawn.text("state")).isEqualTo("WITHDRAWN");
            assertThat(company.offered("").status()).isEqualTo(201);
        }

        @Test
        void standsInTheWayNoLongerOnceItRanOutEvenIfTheTimerHasNotComeBy() {
            var company = new Company("Late Kft.");
            Answer first = company.offered("");
            runOut(first);

            assertThat(get(company.admin, path(first)).text("state"))
                    .isEqualTo("SIGNATURE_EXPIRED");
            assertThat(post(company.admin, path(first) + "/acceptance", yes(first), first.etag()))
                    .satisfies(refused -> {
                        assertThat(refused.status()).isEqualTo(409);
                        assertThat(refused.code()).isEqualTo("agreement.illegal-transition");
                    });
            assertThat(
                            get(company.admin, "/api/v1/agreements?state=SIGNATURE_EXPIRED")
                                    .body()
                                    .path("items")
                                    .size())
                    .isEqualTo(1);
            assertThat(company.offered("").status()).isEqualTo(201);
        }

        @Test
        void isSentForTheSameKeyHoweverOftenAsked() {
            var company = new Company("Once Kft.");
            String key = UUID.randomUUID().toString();
            String place = "/api/v1/partners/" + company.id + "/agreements";
            Answer first = send(chief, place, "{}", null, key);
            Answer again = send(chief, place, "{}", null, key);

            assertThat(again.status()).isEqualTo(201);
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(send(chief, place, "{\"language\": \"de\"}", null, key).status())
                    .isEqualTo(422);
        }
    }

    private void runOut(Answer agreement) {
        mongo.getCollection("agreements")
                .updateOne(
                        new Document("_id", agreement.text("id")),
                        new Document(
                                "$set",
                                new Document(
                                        "state.acceptUntil",
                                        Date.from(Instant.now().minusSeconds(60)))));
    }

    @Test
    void saysByTimerThatAnOfferRanOutAndThatAnAgreementBegins() {
        var late = new Company("Timer Kft.");
        Answer ranOut = late.offered("");
        runOut(ranOut);
        var early = new Company("Begin Kft.");
        LocalDate tomorrow = LocalDate.now(ZoneId.of("Europe/Budapest")).plusDays(1);
        Answer sent = early.offered("{\"startsOn\": \"" + tomorrow + "\"}");
        Answer accepted = post(early.admin, path(sent) + "/acceptance", yes(sent), sent.etag());
        assertThat(accepted.text("state")).isEqualTo("ACCEPTED");
        assertThat(early.now().state().name()).isEqualTo(PartnerState.Name.ONBOARDING);
        mongo.getCollection("agreements")
                .updateOne(
                        new Document("_id", sent.text("id")),
                        new Document(
                                "$set",
                                new Document(
                                        "state.startsAt",
                                        Date.from(Instant.now().minusSeconds(60)))));
        assertThat(get(early.admin, path(sent)).text("state")).isEqualTo("IN_FORCE");

        timer.run();

        topics.await(
                TOPIC,
                event ->
                        event.type().equals("partner.agreement-expired")
                                && event.key().equals(ranOut.text("id")));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> early.now().state().name() == PartnerState.Name.ACTIVE);
        assertThat(late.now().state().name()).isEqualTo(PartnerState.Name.ONBOARDING);
    }

    @Test
    void leavesASuspendedPartnerSuspended() {
        var company = new Company("Suspended Kft.");
        Answer first = company.offered("");
        post(company.admin, path(first) + "/acceptance", yes(first), first.etag());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> company.now().state().name() == PartnerState.Name.ACTIVE);
        partners.change(
                new PartnerId(company.id),
                Expected.any(),
                partner -> partner.suspend("Compliance", Instant.now()));
        long version = company.now().version();
        JsonNode fact =
                topics.all(TOPIC).stream()
                        .filter(event ->
                                event.type().equals("partner.agreement-in-force")
                                        && event.key().equals(first.text("id")))
                        .findFirst()
                        .orElseThrow()
                        .data();
        topics.publish(TOPIC, "/test", "partner.agreement-in-force", first.text("id"), 2, fact);
        var marker = new Company("Marker Kft.");
        Answer after = marker.offered("");
        post(marker.admin, path(after) + "/acceptance", yes(after), after.etag());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> marker.now().state().name() == PartnerState.Name.ACTIVE);

        assertThat(company.now().state().name()).isEqualTo(PartnerState.Name.SUSPENDED);
        assertThat(company.now().version()).isEqualTo(version);
        assertThat(company.offered("").code()).isEqualTo("agreement.partner-not-open");
    }

    @Nested
    class Refusals {

        @Test
        void ofAnotherOrganisationAre404AndItsListIsEmpty() {
            var company = new Company("Mine Kft.");
            Answer sent = company.offered("");

            for (String token : new String[] {stranger, otherManager}) {
                assertThat(get(token, path(sent)).status()).isEqualTo(404);
                assertThat(get(token, path(sent) + "/document").status()).isEqualTo(404);
                assertThat(get(token, path(sent) + "/verification").status()).isEqualTo(404);
                assertThat(get(token, path(sent) + "/evidence").status()).isEqualTo(404);
                assertThat(
                                get(token, "/api/v1/agreements?partnerId=" + company.id)
                                        .body()
                                        .path("items")
                                        .size())
                        .isZero();
            }
            assertThat(post(stranger, path(sent) + "/acceptance", yes(sent), sent.etag()).status())
                    .isEqualTo(404);
            assertThat(
                            post(
                                            otherManager,
                                            "/api/v1/partners/" + company.id + "/agreements",
                                            "",
                                            null)
                                    .status())
                    .isEqualTo(404);
            assertThat(get(manager, path(sent)).status()).isEqualTo(200);
        }

        @Test
        void ofTheWrongRoleAre403AndWithoutATokenAre401() {
            var company = new Company("Roles Kft.");
            Answer sent = company.offered("");

            assertThat(
                            post(company.seller, path(sent) + "/acceptance", yes(sent), sent.etag())
                                    .status())
                    .isEqualTo(403);
            assertThat(post(chief, path(sent) + "/acceptance", yes(sent), sent.etag()).status())
                    .isEqualTo(403);
            assertThat(post(manager, path(sent) + "/withdrawal", "", sent.etag()).status())
                    .isEqualTo(403);
            assertThat(
                            post(
                                            company.admin,
                                            "/api/v1/partners/" + company.id + "/agreements",
                                            "",
                                            null)
                                    .status())
                    .isEqualTo(403);
            assertThat(get(null, path(sent)).status()).isEqualTo(401);
        }

        @Test
        void nameAWrongHashAMissingStatementAndAStaleVersion() {
            var company = new Company("Hash Kft.");
            Answer sent = company.offered("");
            String place = path(sent) + "/acceptance";

            Answer hash = post(company.admin, place, yes("ab".repeat(32)), sent.etag());
            assertThat(hash.status()).isEqualTo(409);
            assertThat(hash.code()).isEqualTo("agreement.document-changed");
            Answer unconfirmed =
                    post(company.admin, place, yes(sent).replace("true", "false"), sent.etag());
            assertThat(unconfirmed.status()).isEqualTo(400);
            assertThat(unconfirmed.code()).isEqualTo("agreement.statement-required");
            assertThat(
                            post(
                                            company.admin,
                                            place,
                                            yes(sent).replace("Tűrő Anna", " "),
                                            sent.etag())
                                    .body()
                                    .path("errors")
                                    .path(0)
                                    .path("pointer")
                                    .asString())
                    .isEqualTo("/fullName");
            assertThat(post(company.admin, place, yes(sent), null).status()).isEqualTo(428);
            assertThat(post(company.admin, place, yes(sent), "\"7\"").status()).isEqualTo(412);
            assertThat(get(company.admin, path(sent)).text("state")).isEqualTo("SENT");
            assertThat(get(company.admin, path(sent) + "/evidence").code())
                    .isEqualTo("agreement.not-accepted");
        }

        @Test
        void ofASecondAcceptanceNameWhatIsPossibleButARepeatIsAnsweredAlike() {
            var company = new Company("Twice Kft.");
            Answer sent = company.offered("");
            String place = path(sent) + "/acceptance";
            String key = UUID.randomUUID().toString();

            Answer first = send(company.admin, place, yes(sent), sent.etag(), key);
            Answer again = send(company.admin, place, yes(sent), sent.etag(), key);
            assertThat(first.status()).isEqualTo(200);
            assertThat(again.status()).isEqualTo(200);
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(post(company.admin, place, yes(sent), sent.etag()).status()).isEqualTo(412);
            Answer second = post(company.admin, place, yes(sent), first.etag());
            assertThat(second.status()).isEqualTo(409);
            assertThat(second.code()).isEqualTo("agreement.illegal-transition");
            assertThat(second.body().path("allowedActions").isArray()).isTrue();
            assertThat(second.body().path("allowedActions").size()).isZero();
            assertThat(post(chief, path(sent) + "/withdrawal", "", first.etag()).code())
                    .isEqualTo("agreement.illegal-transition");
        }

        @Test
        void nameUnknownTextsAndImpossibleDays() {
            var company = new Company("Days Kft.");

            assertThat(company.offered("{\"language\": \"fr\"}").code())
                    .isEqualTo("agreement.template-unknown");
            assertThat(company.offered("{\"startsOn\": \"2020-01-01\"}").code())
                    .isEqualTo("agreement.starts-out-of-range");
            assertThat(company.offered("{\"validUntil\": \"2020-01-01\"}").code())
                    .isEqualTo("agreement.validity-out-of-range");
            assertThat(company.offered("{\"until\": \"2020-01-01\"}").status()).isEqualTo(400);
            assertThat(
                            post(
                                            chief,
                                            "/api/v1/partners/"
                                                    + PartnerId.of("HU", "Nobody", null)
                                                    + "/agreements",
                                            "",
                                            null)
                                    .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void areListedInPagesThatMissNothing() {
        var company = new Company("Pages Kft.");
        var sent = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            Answer each = company.offered("");
            sent.add(each.text("id"));
            post(chief, path(each) + "/withdrawal", "", each.etag());
        }
        var seen = new ArrayList<String>();
        String cursor = "";
        do {
            Answer page = get(company.seller, "/api/v1/agreements?sort=id&limit=2" + cursor);
            page.body().path("items").forEach(item -> seen.add(item.path("id").asString()));
            cursor = page.body().has("nextCursor") ? "&cursor=" + page.text("nextCursor") : "";
        } while (!cursor.isEmpty());

        assertThat(seen).containsExactlyElementsOf(sent.stream().sorted().toList());
    }

    private HttpRequest.Builder request(@Nullable String token, String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    private Answer get(@Nullable String token, String path) {
        return exchange(request(token, path).build());
    }

    private Answer post(String token, String path, String body, @Nullable String etag) {
        return send(token, path, body, etag, null);
    }

    private Answer send(
            String token, String path, String body, @Nullable String etag, @Nullable String key) {
        HttpRequest.Builder request =
                request(token, path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        if (etag != null) {
            request.header("If-Match", etag);
        }
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return exchange(request.build());
    }

    private Answer upload(String token, byte[] file) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(
                String.join(
                                "\r\n",
                                "--b",
                                "Content-Disposition: form-data; name=\"file\"; filename=\"copy.pdf\"",
                                "Content-Type: application/pdf",
                                "",
                                "")
                        .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
        return exchange(
                request(token, "/api/v1/agreements/verifications")
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                        .build());
    }

    private Answer exchange(HttpRequest request) {
        try {
            HttpResponse<byte[]> response =
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.headers().map(), response.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
