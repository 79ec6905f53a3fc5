package org.partnerportal.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.JWTClaimsSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "eureka.client.enabled=false",
            "portal.gateway.limits.time=1500ms",
            "portal.gateway.limits.import-time=3s",
            "portal.gateway.limits.body=64KB",
            "portal.gateway.limits.import-body=256KB",
            "portal.gateway.circuit-breaker.calls=4",
            "portal.gateway.circuit-breaker.minimum-calls=4",
            "portal.gateway.circuit-breaker.open-for=1s",
            "portal.gateway.rate-limit.per-second=1",
            "portal.gateway.rate-limit.burst=40",
            "portal.gateway.rate-limit.machine.per-second=1",
            "portal.gateway.rate-limit.machine.burst=60",
            "portal.gateway.rate-limit.partner.per-second=1",
            "portal.gateway.rate-limit.partner.burst=1000",
            "portal.gateway.rate-limit.costly.imports.per-minute=60",
            "portal.gateway.rate-limit.costly.imports.burst=5",
            "portal.gateway.load.least=2",
            "portal.gateway.load.initial=2",
            "portal.gateway.load.most=2",
            "portal.gateway.services.busy-service.short-name=busy",
            "portal.gateway.services.busy-service.paths=/api/v1/busy/**",
            "portal.gateway.services.sick-service.short-name=sick",
            "portal.gateway.services.sick-service.paths=/api/v1/sick/**",
            "portal.gateway.services.brittle-service.short-name=brittle",
            "portal.gateway.services.brittle-service.paths=/api/v1/brittle/**",
            "portal.gateway.services.lost-service.short-name=lost",
            "portal.gateway.services.lost-service.paths=/api/v1/lost/**",
            "portal.gateway.services.idle-service.short-name=idle",
            "portal.gateway.services.idle-service.paths=/api/v1/idle/**",
            "portal.gateway.services.idle-service.imports=/api/v1/idle-imports/**",
            "portal.gateway.without=idle-service",
        })
@ActiveProfiles("local")
class GatewayIT {

    private static final StubIssuer ISSUER = new StubIssuer().start();
    private static final StubService PARTNERS = new StubService("partners");
    private static final StubService DEALS = new StubService("deals");
    private static final StubService ANALYTICS = new StubService("analytics");
    private static final StubService BUSY = new StubService("busy");
    private static final StubService SICK = new StubService("sick");

    @LocalServerPort private int port;
    private Caller caller;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) {
        registry.add("portal.security.issuer", ISSUER::issuer);
        String instances = "spring.cloud.discovery.client.simple.instances.";
        registry.add(instances + "partner-service[0].uri", PARTNERS::uri);
        registry.add(instances + "deal-service[0].uri", DEALS::uri);
        registry.add(instances + "deal-service[1].uri", StubService::dead);
        registry.add(instances + "analytics-service[0].uri", ANALYTICS::uri);
        registry.add(instances + "sick-service[0].uri", SICK::uri);
        registry.add(instances + "busy-service[0].uri", BUSY::uri);
        registry.add(instances + "brittle-service[0].uri", SICK::uri);
        registry.add(instances + "commission-service[0].uri", StubService::dead);
    }

    @AfterAll
    static void stop() {
        ISSUER.stop();
        PARTNERS.close();
        DEALS.close();
        ANALYTICS.close();
        SICK.close();
        BUSY.close();
    }

    @BeforeEach
    void call() {
        caller = new Caller(port);
    }

    @AfterEach
    void hangUp() {
        caller.close();
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.body()).contains(code);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        var problem = Caller.json(answer);
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("type").asString())
                .isEqualTo("https://partnerportal.dev/problems/" + code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertThat(problem.path("correlationId").asString())
                .isEqualTo(answer.headers().firstValue("X-Correlation-Id").orElseThrow());
    }

    private static UnaryOperator<HttpRequest.Builder> bearer(String token) {
        return request -> request.header("Authorization", "Bearer " + token);
    }

    @Nested
    class Tokens {

        @Test
        void ofTheIssuerForThisAudienceAreGood() {
            assertThat(caller.get("/api/v1/partners", ISSUER.token()).statusCode()).isEqualTo(200);
        }

        @Test
        void areNeeded() {
            var answer = caller.get("/api/v1/partners");

            assertProblem(answer, 401, "security.token-missing");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        }

        @Test
        void thatExpiredAreRefused() {
            assertRefused(
                    ISSUER.token(claims ->
                            claims.expirationTime(Date.from(Instant.now().minusSeconds(40)))));
        }

        @Test
        void thatNeverExpireAreRefused() {
            assertRefused(ISSUER.token(claims -> claims.expirationTime(null)));
        }

        @Test
        void thatExpiredWithinTheClockSkewAreStillGood() {
            var token =
                    ISSUER.token(claims ->
                            claims.expirationTime(Date.from(Instant.now().minusSeconds(10))));

            assertThat(caller.get("/api/v1/partners", token).statusCode()).isEqualTo(200);
        }

        @Test
        void forAnotherAudienceAreRefused() {
            assertRefused(ISSUER.token(claims -> claims.audience("another-api")));
        }

        @Test
        void withoutAnAudienceAreRefused() {
            assertRefused(ISSUER.token(claims -> claims.audience((String) null)));
        }

        @Test
        void ofAnotherIssuerAreRefused() {
            assertRefused(ISSUER.token(claims -> claims.issuer("https://elsewhere.example")));
        }

        @Test
        void withAForgedSignatureAreRefused() {
            assertRefused(ISSUER.forged());
        }

        @Test
        void ofAnUnknownKeyAreRefused() {
            assertRefused(ISSUER.signedBySomeoneElse());
        }

        @Test
        void withoutASignatureAreRefused() {
            assertRefused(ISSUER.unsigned());
        }

        @Test
        void thatAreNoneAreRefused() {
            assertRefused("not-a-token");
        }

        @ParameterizedTest
        @ValueSource(strings = {"internal-user", "channel-admin", "auditor", "dpo"})
        void ofAPartnerWithARoleOfTheStaffAreRefused(String role) {
            var answer =
                    caller.get(
                            "/api/v1/partners",
                            ISSUER.token(claims -> claims.claim("roles", List.of(role))));

            assertProblem(answer, 401, "security.contradictory-token");
            assertThat(answer.headers().firstValue("WWW-Authenticate"))
                    .contains("Bearer error=\"invalid_token\"");
        }

        @Test
        void ofTheStaffAreGoodWithoutAPartner() {
            var token =
                    ISSUER.token(claims ->
                            claims.claim("partner_id", null)
                                    .claim("roles", List.of("channel-admin", "internal-user")));

            assertThat(caller.get("/api/v1/partners", token).statusCode()).isEqualTo(200);
        }

        @Test
        void areNotNeededWhereTheServiceDecidesItself() {
            assertThat(caller.get("/api/v1/applications/app_1").statusCode()).isEqualTo(200);
            assertThat(caller.get("/api/v1/public/products").statusCode()).isEqualTo(200);
        }

        @Test
        void thatAreBadAreRefusedEvenThere() {
            assertProblem(
                    caller.get("/api/v1/applications/app_1", ISSUER.forged()),
                    401,
                    "security.token-invalid");
        }

        private void assertRefused(String token) {
            var answer = caller.get("/api/v1/partners", token);

            assertProblem(answer, 401, "security.token-invalid");
            assertThat(answer.headers().firstValue("WWW-Authenticate"))
                    .contains("Bearer error=\"invalid_token\"");
        }
    }

    @Nested
    class Routing {

        @ParameterizedTest
        @CsvSource({
            "/api/v1/applications, partners",
            "/api/v1/partners/ptr_1/memberships, partners",
            "/api/v1/agreements/agr_1/acceptance, partners",
            "/api/v1/memberships/m_1, partners",
            "/api/v1/partner-imports, partners",
            "/api/v1/public/countries, partners",
            "/api/v1/operations/partner/job_1, partners",
            "/api/v1/dead-letters/partner, partners",
            "/api/v1/audit-entries/partner?outcome=REFUSED, partners",
            "/api/v1/deals?state=APPROVED&limit=5, deals",
            "/api/v1/products/GTXPRO, deals",
            "/api/v1/tenders/tend_1/withdrawal, deals",
            "/api/v1/leads?state=OFFERED, deals",
            "/api/v1/lead-programmes/inbound-eu, deals",
            "/api/v1/conflicts?overdue=true, deals",
            "/api/v1/product-imports, deals",
            "/api/v1/deal-imports/job_1/errors, deals",
            "/api/v1/dead-letters/deal/dl_1/replay, deals",
            "/api/v1/analytics/summary, analytics",
            "/api/v1/operations/analytics/job_1, analytics",
            "/api/v1/audit-verifications/analytics, analytics",
        })
        void leadsToTheServiceUnderTheSamePath(String path, String service) {
            var answer = caller.get(path, ISSUER.token());

            assertThat(answer.body()).startsWith(service + " GET " + path + " ");
        }

        @Test
        void handsOnTheTokenAndTheChosenPartner() {
            var answer =
                    caller.send(
                            "/api/v1/deals",
                            bearer(ISSUER.token())
                                            .andThen(request ->
                                                    request.header("X-Partner-Id", "ptr_2"))
                                    ::apply);

            assertThat(answer.body()).contains("authorized=true", "partner=ptr_2");
            assertThat(answer.headers().firstValue("ETag")).contains("\"3\"");
        }

        @Test
        void doesNotBelieveForeignForwardingHeaders() {
            var answer =
                    caller.send(
                            "/api/v1/public/products",
                            request -> request.header("X-Forwarded-For", "10.9.8.7"));

            assertThat(answer.body()).doesNotContain("10.9.8.7").contains("forwarded=127.0.0.1");
        }

        @Test
        void tellsTheServiceWhoCalled() {
            var answer = caller.get("/api/v1/public/products");

            assertThat(answer.body()).contains("forwarded=127.0.0.1");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/api/v1/nothing",
                    "/api/v2/deals",
                    "/api/v1/operations/unknown/job_1",
                    "/partners",
                    "/internal/clock",
                    "/v3/api-docs",
                })
        void answersAnUnknownPathWithAProblem(String path) {
            assertProblem(caller.get(path, ISSUER.token()), 404, "gateway.unknown-path");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/api/v1/deals/%00",
                    "/api/v1/deals/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
                    "/api/v1/deals/..%5cwin.ini",
                    "/api/v1/deals/a;b=c",
                    "/api/v1/deals/%ff%fe",
                })
        void refusesAPathThatLeadsElsewhereWithAProblem(String path) {
            assertProblem(caller.get(path, ISSUER.token()), 400, "gateway.bad-request");
        }
    }

    @Nested
    class Outages {

        @Test
        void ofAServiceStopItsOwnRoutesOnly() {
            var dead = caller.get("/api/v1/statements", ISSUER.token());
            var alive = caller.get("/api/v1/partners", ISSUER.token());

            assertProblem(dead, 503, "gateway.service-unavailable");
            assertThat(dead.headers().firstValue("Retry-After")).contains("1");
            assertThat(alive.statusCode()).isEqualTo(200);
        }

        @Test
        void answerTheSameWhenNoInstanceIsListed() {
            var answer = caller.get("/api/v1/lost/things", ISSUER.token());

            assertProblem(answer, 503, "gateway.service-unavailable");
            assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        }

        @Test
        void ofOneInstanceAreNotSeenByReaders() {
            String token = ISSUER.token();

            assertThat(IntStream.range(0, 8))
                    .allSatisfy(call ->
                            assertThat(caller.get("/api/v1/deals/" + call, token))
                                    .extracting(HttpResponse::statusCode)
                                    .isEqualTo(200));
        }

        @Test
        void inTheMiddleOfAChangeAreNeverAnsweredByRepeatingIt() {
            int before = SICK.calls();

            var answer =
                    caller.send(
                            "/api/v1/brittle/broken",
                            bearer(ISSUER.token())
                                            .andThen(request ->
                                                    request.POST(BodyPublishers.ofString("{}")))
                                    ::apply);

            assertProblem(answer, 503, "gateway.service-unavailable");
            assertThat(SICK.calls() - before).isEqualTo(1);
        }

        @Test
        void inTheMiddleOfAReadAreAnsweredByReadingOnceMore() {
            int before = SICK.calls();

            var answer = caller.get("/api/v1/brittle/broken", ISSUER.token());

            assertProblem(answer, 503, "gateway.service-unavailable");
            assertThat(SICK.calls() - before).isEqualTo(2);
        }

        @Test
        void endWithATimeoutWhenTheServiceIsSlow() {
            var answer = caller.get("/api/v1/analytics/slow", ISSUER.token());

            assertProblem(answer, 504, "gateway.timeout");
        }

        @Test
        void openTheBreakerForAWhile() {
            String token = ISSUER.token();
            for (int call = 0; call < 4; call++) {
                caller.get("/api/v1/sick/slow", token);
            }
            int before = SICK.calls();

            assertProblem(
                    caller.get("/api/v1/sick/slow", token), 503, "gateway.service-unavailable");
            assertThat(SICK.calls()).isEqualTo(before);
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() ->
                            assertThat(caller.get("/api/v1/sick/well", token).statusCode())
                                    .isEqualTo(200));
        }

        @Test
        void thatAServiceReportsItselfDoNotOpenTheBreaker() {
            String token = ISSUER.token();
            for (int call = 0; call < 6; call++) {
                var answer = caller.get("/api/v1/agreements/unavailable", token);
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.body()).startsWith("partners");
            }

            assertThat(caller.get("/api/v1/agreements", token).statusCode()).isEqualTo(200);
        }
    }

    @Nested
    class Bodies {

        @Test
        void withinTheLimitPass() {
            assertThat(
                            post("/api/v1/partners", BodyPublishers.ofByteArray(new byte[60_000]))
                                    .body())
                    .contains("body=60000");
        }

        @Test
        void thatDeclareTooMuchAreRefused() {
            assertProblem(
                    post("/api/v1/partners", BodyPublishers.ofByteArray(new byte[66_000])),
                    413,
                    "request.body-too-large");
        }

        @Test
        void thatTurnOutTooLargeAreRefused() {
            assertProblem(
                    post("/api/v1/partners", chunked(100_000)), 413, "request.body-too-large");
        }

        @Test
        void ofImportsMayBeLarger() {
            assertThat(post("/api/v1/partner-imports", chunked(200_000)).body())
                    .contains("body=200000");
            assertProblem(
                    post("/api/v1/partner-imports", chunked(300_000)),
                    413,
                    "request.body-too-large");
        }

        private HttpRequest.BodyPublisher chunked(int size) {
            return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[size]));
        }

        private HttpResponse<String> post(String path, HttpRequest.BodyPublisher body) {
            return caller.send(
                    path, bearer(ISSUER.token()).andThen(request -> request.POST(body))::apply);
        }
    }

    @Nested
    class Rates {

        @Test
        void areLimitedPerUser() {
            String eager = ISSUER.token();

            var first = caller.get("/api/v1/partners", eager);
            var last =
                    IntStream.range(0, 60)
                            .mapToObj(call -> caller.get("/api/v1/partners", eager))
                            .filter(answer -> answer.statusCode() != 200)
                            .findFirst()
                            .orElseThrow();

            assertThat(first.headers().firstValue("RateLimit-Policy"))
                    .contains("\"default\";q=40;w=40, \"partner\";q=1000;w=1000");
            assertThat(first.headers().firstValue("RateLimit"))
                    .hasValueSatisfying(left ->
                            assertThat(left).startsWith("\"default\";r=39;t=1, \"partner\";r="));
            assertProblem(last, 429, "gateway.too-many-requests");
            assertThat(last.headers().firstValue("Retry-After")).contains("1");
            assertThat(caller.get("/api/v1/partners", ISSUER.token()).statusCode()).isEqualTo(200);
        }

        @Test
        void areSharedByAllUsersOfAPartner() {
            UnaryOperator<JWTClaimsSet.Builder> crowd =
                    claims -> claims.claim("partner_id", "ptr_crowd");

            var first = caller.get("/api/v1/partners", ISSUER.token(crowd));
            var second = caller.get("/api/v1/partners", ISSUER.token(crowd));
            var other =
                    caller.get(
                            "/api/v1/partners",
                            ISSUER.token(claims -> claims.claim("partner_id", "ptr_other")));

            assertThat(left(first, "partner")).isEqualTo(999);
            assertThat(left(second, "partner")).isEqualTo(998);
            assertThat(left(other, "partner")).isEqualTo(999);
        }

        @Test
        void areSmallerWhereARequestIsCostly() {
            String importer = ISSUER.token();

            var answers =
                    IntStream.range(0, 6)
                            .mapToObj(call -> importOf(importer, "/api/v1/partner-imports"))
                            .toList();
            var refused = answers.getLast();

            assertThat(answers.subList(0, 5))
                    .extracting(HttpResponse::statusCode)
                    .containsOnly(200);
            assertProblem(refused, 429, "gateway.too-many-requests");
            assertThat(refused.headers().firstValue("RateLimit-Policy"))
                    .contains("\"default\";q=40;w=40, \"imports\";q=5;w=5");
            assertThat(left(refused, "imports")).isZero();
            assertThat(caller.get("/api/v1/partner-imports", importer).statusCode())
                    .as("to look at them is not costly")
                    .isEqualTo(200);
            assertThat(importOf(ISSUER.token(), "/api/v1/partner-imports").statusCode())
                    .as("of another user")
                    .isEqualTo(200);
        }

        @Test
        void areNotUsedUpByWhatWasRefused() {
            UnaryOperator<JWTClaimsSet.Builder> one =
                    claims -> claims.subject("importer").claim("partner_id", "ptr_imports");
            for (int call = 0; call < 20; call++) {
                importOf(ISSUER.token(one), "/api/v1/partner-imports");
            }

            var answer = caller.get("/api/v1/partners", ISSUER.token(one));

            assertThat(left(answer, "default")).isGreaterThan(30);
            assertThat(left(answer, "partner")).isGreaterThan(990);
        }

        private HttpResponse<String> importOf(String token, String path) {
            return caller.send(
                    path,
                    bearer(token).andThen(request -> request.POST(BodyPublishers.ofString("x")))
                            ::apply);
        }

        private static int left(HttpResponse<String> answer, String limit) {
            String all = answer.headers().firstValue("RateLimit").orElseThrow();
            var left = Pattern.compile("\"" + limit + "\";r=(\\d+)").matcher(all);
            assertThat(left.find()).as(all).isTrue();
            return Integer.parseInt(left.group(1));
        }

        @Test
        void areLargerForMachines() {
            UnaryOperator<JWTClaimsSet.Builder> machine =
                    claims ->
                            claims.claim("azp", "crm-connector")
                                    .claim("partner_id", null)
                                    .claim("roles", List.of("integration"));

            var answer = caller.get("/api/v1/partners", ISSUER.token(machine));
            var other = caller.get("/api/v1/partners", ISSUER.token(machine));

            assertThat(answer.headers().firstValue("RateLimit")).contains("\"machine\";r=59;t=1");
            assertThat(other.headers().firstValue("RateLimit"))
                    .as("the client counts, not the subject")
                    .hasValueSatisfying(left -> assertThat(left).startsWith("\"machine\";r=58"));
        }
    }

    @Nested
    class Overload {

        @Test
        void isRefusedAtOnceAndOnlyForTheServiceThatHasTooMuchToDo() {
            String token = ISSUER.token();
            var slow =
                    IntStream.range(0, 2)
                            .mapToObj(call ->
                                    CompletableFuture.supplyAsync(
                                            () -> caller.get("/api/v1/busy/slow", token)))
                            .toList();
            await().until(() -> BUSY.calls() == 2);

            var refused = caller.get("/api/v1/busy/quick", token);
            var elsewhere = caller.get("/api/v1/partners", token);
            var document = caller.get("/v3/api-docs/busy-service");
            var health = caller.get("/actuator/health/readiness");

            assertThat(slow)
                    .as("the service has not answered meanwhile")
                    .noneMatch(it -> it.isDone());
            assertProblem(refused, 503, "gateway.overloaded");
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            assertThat(BUSY.calls()).as("two calls and the document").isEqualTo(3);
            assertThat(elsewhere.statusCode()).isEqualTo(200);
            assertThat(document.statusCode()).isEqualTo(200);
            assertThat(health.statusCode()).isEqualTo(200);
            slow.forEach(CompletableFuture::join);
            assertThat(caller.get("/api/v1/busy/quick", token).statusCode())
                    .as("when there is room again")
                    .isEqualTo(200);
        }
    }

    @Nested
    class Pages {

        @Test
        void ofThePortalMayAsk() {
            var answer =
                    preflight("http://127.0.0.1:5173", "Authorization, If-Match, X-Partner-Id");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains("http://127.0.0.1:5173");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Methods"))
                    .hasValueSatisfying(methods -> assertThat(methods).contains("PATCH", "DELETE"));
            assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
        }

        @Test
        void ofOthersMayNot() {
            var answer = preflight("https://elsewhere.example", "Authorization");

            assertProblem(answer, 403, "gateway.origin-refused");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        }

        @Test
        void canReadProblemsAndTheHeadersThatMatter() {
            var answer =
                    caller.send(
                            "/api/v1/partners",
                            request -> request.header("Origin", "http://127.0.0.1:5173"));

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains("http://127.0.0.1:5173");
            assertThat(answer.headers().firstValue("Access-Control-Expose-Headers"))
                    .hasValueSatisfying(exposed ->
                            assertThat(exposed)
                                    .contains(
                                            "ETag",
                                            "Location",
                                            "Link",
                                            "Retry-After",
                                            "RateLimit",
                                            "X-Correlation-Id"));
        }

        private HttpResponse<String> preflight(String origin, String headers) {
            return caller.send(
                    "/api/v1/deals/deal_1",
                    request ->
                            request.method("OPTIONS", BodyPublishers.noBody())
                                    .header("Origin", origin)
                                    .header("Access-Control-Request-Method", "PATCH")
                                    .header("Access-Control-Request-Headers", headers));
        }
    }

    @Nested
    class Headers {

        @Test
        void carryTheCallersCorrelationIdInAndOut() {
            var answer =
                    caller.send(
                            "/api/v1/public/products",
                            request -> request.header("X-Correlation-Id", "order-4711"));

            assertThat(answer.body()).contains("correlation=order-4711");
            assertThat(answer.headers().allValues("X-Correlation-Id"))
                    .containsExactly("order-4711");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "two words", "<script>"})
        void getANewCorrelationIdInsteadOfAnInsaneOne(String insane) {
            var answer =
                    caller.send(
                            "/api/v1/public/products",
                            request -> request.header("X-Correlation-Id", insane));

            String id = answer.headers().firstValue("X-Correlation-Id").orElseThrow();
            assertThat(id).matches("[0-9a-f-]{36}");
            assertThat(answer.body()).contains("correlation=" + id);
        }

        @Test
        void doNotNameOurServers() {
            var headers = caller.get("/api/v1/public/products").headers();

            assertThat(headers.firstValue("Server")).isEmpty();
            assertThat(headers.firstValue("X-Powered-By")).isEmpty();
        }

        @Test
        void protectBrowsers() {
            var headers = caller.get("/api/v1/public/products").headers();

            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
            assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(headers.firstValue("Content-Security-Policy"))
                    .contains("default-src 'none'; frame-ancestors 'none'");
            assertThat(headers.firstValue("Strict-Transport-Security"))
                    .as("plain http must not promise https")
                    .isEmpty();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "hu-HU,hu;q=0.9,en;q=0.8 | Nincs bejelentkezve | hu",
                    "de-AT | Nicht angemeldet | de",
                    "fr, en;q=0.5 | Not signed in | en",
                    "ja | Not signed in | en",
                    "%% | Not signed in | en",
                })
        void chooseTheLanguageOfProblems(String accepted, String title, String language) {
            var answer =
                    caller.send(
                            "/api/v1/deals",
                            request -> request.header("Accept-Language", accepted));

            assertThat(Caller.json(answer).path("title").asString()).isEqualTo(title);
            assertThat(answer.headers().firstValue("Content-Language")).contains(language);
        }
    }

    @Nested
    class Documents {

        @Test
        void ofAllServicesAreOnOnePage() {
            var page = caller.get("/swagger-ui.html");
            var setup = Caller.json(caller.get("/docs/setup"));

            assertThat(page.body()).contains("/docs/swagger-ui-start.js");
            assertThat(page.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy ->
                            assertThat(policy)
                                    .contains("script-src 'self';", "connect-src 'self' "));
            assertThat(setup.path("clientId").asString()).isEqualTo("portal-spa");
            assertThat(setup.path("urls").valueStream().map(url -> url.path("url").asString()))
                    .contains(
                            "/v3/api-docs/partner-service",
                            "/v3/api-docs/deal-service",
                            "/v3/api-docs/commission-service",
                            "/v3/api-docs/analytics-service");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/docs/swagger-ui-start.js",
                    "/webjars/swagger-ui/swagger-ui-bundle.js",
                    "/webjars/swagger-ui/swagger-ui-standalone-preset.js",
                    "/webjars/swagger-ui/swagger-ui.css",
                    "/webjars/swagger-ui/oauth2-redirect.html",
                })
        void bringWhatThePageNeeds(String file) {
            assertThat(caller.get(file).statusCode()).isEqualTo(200);
        }

        @Test
        void comeFromTheServices() {
            assertThat(caller.get("/v3/api-docs/partner-service").body())
                    .startsWith("partners GET /v3/api-docs ");
        }

        @Test
        void ofADeadServiceAreAProblemOfThatDocumentOnly() {
            assertProblem(
                    caller.get("/v3/api-docs/commission-service"),
                    503,
                    "gateway.service-unavailable");
        }
    }

    @Nested
    class Operation {

        @Test
        void isHealthyWhateverTheServicesDo() {
            assertThat(caller.get("/actuator/health").body()).contains("\"UP\"");
            assertThat(caller.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        }

        @Test
        void isMeasured() {
            caller.get("/api/v1/partners", ISSUER.token());

            assertThat(caller.get("/actuator/prometheus").body())
                    .contains(
                            "resilience4j_circuitbreaker_state",
                            "portal_gateway_calls_limit",
                            "spring_cloud_gateway_requests_seconds_count");
        }

        /** The file holds what dashboards and alerts ask of the gateway. */
        @Test
        void tellsWhatDashboardsAndAlertsAskFor() throws IOException {
            caller.get("/api/v1/partners", ISSUER.token());
            caller.get("/api/v1/partners");
            String scraped = caller.get("/actuator/prometheus").body();

            for (String line :
                    Files.readAllLines(
                            Path.of(System.getProperty("portal.root", ".."))
                                    .resolve("stack/observability/metrics/gateway.txt"))) {
                String name = line.substring(0, line.indexOf('{'));
                String labels = line.substring(name.length() + 1, line.length() - 1);
                assertThat(scraped.lines().filter(it -> it.startsWith(name + "{")))
                        .as(line)
                        .anySatisfy(sample ->
                                assertThat(sample)
                                        .contains(
                                                Stream.of(labels.split(",", -1))
                                                        .map(label -> label + "=\"")
                                                        .toList()));
            }
        }

        @Test
        void keepsTheRestToItself() {
            assertThat(caller.get("/actuator/env").statusCode()).isEqualTo(404);
            assertThat(caller.get("/actuator/gateway/routes").statusCode()).isEqualTo(404);
        }
    }

    @Nested
    class AModuleThatIsOff {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/api/v1/idle/1",
                    "/api/v1/idle-imports",
                    "/api/v1/operations/idle/1",
                    "/api/v1/dead-letters/idle"
                })
        void saysSoOnAllOfItsPaths(String path) {
            var answer = caller.get(path, ISSUER.token(claims -> claims.subject("module")));

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(Caller.json(answer).path("code").asString()).isEqualTo("gateway.module-off");
            assertThat(Caller.json(answer).path("module").asString()).isEqualTo("idle-service");
            assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
        }

        @Test
        void isShownAsOffAndHasNoReference() {
            var states = Caller.json(caller.get("/docs/services"));
            var setup = Caller.json(caller.get("/docs/setup"));

            assertThat(
                            states.valueStream()
                                    .filter(it -> it.path("state").asString().equals("OFF"))
                                    .map(it -> it.path("name").asString()))
                    .containsExactly("idle-service");
            assertThat(setup.path("urls").toString()).doesNotContain("idle");
        }

        @Test
        void isNoReasonForTheOthersToStop() {
            assertThat(caller.get("/api/v1/partners", ISSUER.token()).statusCode()).isEqualTo(200);
        }
    }
}
