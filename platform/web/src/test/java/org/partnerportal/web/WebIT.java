package org.partnerportal.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.partnerportal.kernel.Ids;
import org.partnerportal.messaging.audit.AuditTrail;
import org.partnerportal.sample.SampleApplication;
import org.partnerportal.web.Http.Answer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

@SpringBootTest(
        classes = SampleApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
class WebIT {

    private static final SampleIssuer ISSUER = SampleServers.ISSUER;
    private static final String SAMPLES = "/api/v1/samples";

    private final Http http;
    private final MongoTemplate mongo;
    private final AuditTrail audit;
    private final String anna = ISSUER.token("partner-sales");

    @Autowired
    WebIT(@LocalServerPort int port, MongoTemplate mongo, AuditTrail audit) {
        this.http = new Http(port);
        this.mongo = mongo;
        this.audit = audit;
    }

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        registry.add("spring.mongodb.uri", () -> SampleServers.MONGO);
        registry.add("portal.security.issuer", ISSUER::issuer);
    }

    private static void problem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(answer.code()).isEqualTo(code);
        assertThat(problem.path("type").asString(""))
                .isEqualTo("https://partnerportal.dev/problems/" + code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString("")).isNotBlank();
        assertThat(answer.detail()).isNotBlank().isNotEqualTo(code).doesNotContain("{", "''");
        assertThat(problem.path("correlationId").asString(""))
                .isEqualTo(answer.header("X-Correlation-Id"))
                .isNotBlank();
    }

    private static void field(Answer answer, String pointer, String code) {
        List<String> fields = new ArrayList<>();
        answer.json()
                .path("errors")
                .forEach(error ->
                        fields.add(
                                error.path("pointer").asString("")
                                        + " "
                                        + error.path("code").asString("")));
        assertThat(fields).as(answer.response().body()).contains(pointer + " " + code);
    }

    @Nested
    class AToken {

        @Test
        void letsIn() {
            Answer answer = http.get(anna, SAMPLES + "/me");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().path("username").asString("")).isEqualTo("anna");
        }

        @Test
        void isAskedFor() {
            Answer answer = http.get("", SAMPLES + "/me");
            problem(answer, 401, "security.token-missing");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        }

        @Test
        void isRefusedWhenItIsNone() {
            Answer answer = http.get("nonsense", SAMPLES + "/me");
            problem(answer, 401, "security.token-invalid");
            assertThat(answer.header("WWW-Authenticate")).contains("invalid_token");
        }

        @Test
        void isRefusedWhenAnotherSignedItOrNobody() {
            problem(
                    http.get(ISSUER.signedByAnother(), SAMPLES + "/me"),
                    401,
                    "security.token-invalid");
            problem(http.get(ISSUER.unsigned(), SAMPLES + "/me"), 401, "security.token-invalid");
        }

        @Test
        void isTakenUnderTheAlgorithmsThatWeNameAndNoOthers() {
            for (String good :
                    List.of(ISSUER.signedBy(JWSAlgorithm.PS256), ISSUER.signedByCurve())) {
                assertThat(http.get(good, SAMPLES + "/me").status()).isEqualTo(200);
            }
            refusedWith(ISSUER.signedBy(JWSAlgorithm.RS384));
            refusedWith(ISSUER.signedByOurPublicKey());
        }

        @Test
        void isRefusedWhenItsTimeIsOver() {
            Instant past = Clock.systemUTC().instant().minusSeconds(600);
            refusedWith(ISSUER.with(claims -> claims.expirationTime(Date.from(past))));
            refusedWith(ISSUER.with(claims -> claims.expirationTime(null)));
        }

        @Test
        void isRefusedWhenItIsForSomebodyElse() {
            refusedWith(ISSUER.with(claims -> claims.audience("another-system")));
            refusedWith(ISSUER.with(claims -> claims.audience(List.of())));
            refusedWith(ISSUER.with(claims -> claims.issuer("http://127.0.0.1/another")));
        }

        private void refusedWith(String token) {
            problem(http.get(token, SAMPLES + "/me"), 401, "security.token-invalid");
        }

        @Test
        void isRefusedWhenItIsOfBothSides() {
            for (String claim : List.of("partner_id", "partners")) {
                Object partner = claim.equals("partners") ? List.of("ptr_1") : "ptr_1";
                String token =
                        ISSUER.with(claims ->
                                claims.claim(claim, partner)
                                        .claim("roles", List.of("internal-user")));
                problem(
                        http.get(token, SAMPLES + "/me", "X-Partner-Id", "ptr_1"),
                        401,
                        "security.contradictory-token");
            }
        }

        @Test
        void isReadWhereverItHasItsRoles() {
            String nested =
                    ISSUER.with(claims ->
                            claims.claim(
                                    "realm_access", Map.of("roles", List.of("channel-admin"))));
            assertThat(http.get(nested, SAMPLES + "/admin").status()).isEqualTo(200);
        }

        @Test
        void withoutTheRoleIsForbiddenAndNotUnknown() {
            problem(http.get(anna, SAMPLES + "/admin"), 403, "common.forbidden");
            assertThat(http.get(ISSUER.token("channel-admin"), SAMPLES + "/admin").status())
                    .isEqualTo(200);
        }
    }

    @Nested
    class ThePartner {

        private final String ofTwo =
                ISSUER.with(claims ->
                        claims.claim("partner_id", "ptr_1")
                                .claim("partners", List.of("ptr_1", "ptr_2")));

        @Test
        void isTheOneOfTheToken() {
            assertThat(partner(http.get(ofTwo, SAMPLES + "/me"))).isEqualTo("ptr_1");
        }

        @Test
        void isPickedAmongThoseOfTheToken() {
            assertThat(partner(http.get(ofTwo, SAMPLES + "/me", "X-Partner-Id", "ptr_2")))
                    .isEqualTo("ptr_2");
        }

        @Test
        void isNeverAnother() {
            problem(
                    http.get(ofTwo, SAMPLES + "/me", "X-Partner-Id", "ptr_3"),
                    403,
                    "security.not-a-member");
            problem(
                    http.get(anna, SAMPLES + "/me", "X-Partner-Id", "ptr_1"),
                    403,
                    "security.not-a-member");
        }

        private static String partner(Answer answer) {
            return answer.json().path("partner").asString("");
        }
    }

    @Nested
    class ABody {

        @Test
        void isTakenWhenItIsRight() {
            Answer answer =
                    http.post(
                            anna,
                            SAMPLES,
                            """
                            {"name": "Anna", "count": 2, "price": {"amount": "12.30", "currency": "EUR"},
                             "lines": [{"code": "A", "quantity": 1}]}\
                            """);
            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.header("ETag")).isEqualTo("\"1\"");
            assertThat(answer.header("Location")).isEqualTo("/api/v1/samples/1");
            assertThat(answer.json().path("price").toString())
                    .isEqualTo("{\"amount\":\"12.30\",\"currency\":\"EUR\"}");
            assertThat(answer.json().has("day")).as("nothing is sent as null").isFalse();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"name\":\"A\",\"count\":1,\"colour\":\"red\"} | /colour | field.unknown",
                    "{\"name\":\"A\",\"count\":1,\"lines\":[{\"code\":\"A\",\"quantity\":1,\"x\":1}]} | /lines/0/x | field.unknown",
                    "{\"name\":\"A\",\"count\":\"many\"} | /count | field.invalid",
                    "{\"name\":\"A\",\"count\":null} | /count | field.invalid",
                    "{\"name\":\"A\",\"count\":1,\"day\":\"tomorrow\"} | /day | field.invalid",
                    "{\"name\":\"A\\u0000B\",\"count\":1} | /name | field.invalid",
                    "{\"name\":\"A\",\"count\":1,\"lines\":[{\"code\":\"\\u001b[2J\",\"quantity\":1}]} | /lines/0/code | field.invalid",
                    "{\"name\":{\"$gt\":\"\"},\"count\":1} | /name | field.invalid",
                    "{\"count\":1} | /name | field.required",
                    "{\"name\":\"  \",\"count\":1} | /name | field.required",
                    "{\"name\":\"aaaaaaaaaaaaaaaaaaaaaaaaa\",\"count\":1} | /name | field.size",
                    "{\"name\":\"A\",\"count\":1,\"lines\":[{\"code\":\"A\",\"quantity\":-1}]} | /lines/0/quantity | field.range",
                    "{\"name\":\"A\",\"count\":1,\"price\":{\"amount\":12.3,\"currency\":\"EUR\"}} | /price | field.invalid",
                    "{\"name\":\"A\",\"count\":1,\"price\":{\"amount\":\"a lot\",\"currency\":\"EUR\"}} | /price | field.invalid",
                    "{\"name\":\"A\",\"count\":1,\"price\":\"12.30 EUR\"} | /price | field.invalid",
                })
        void isRefusedWithTheFieldThatIsWrong(String body, String pointer, String code) {
            Answer answer = http.post(anna, SAMPLES, body);
            problem(answer, 400, "request.invalid-fields");
            field(answer, pointer, code);
        }

        @ParameterizedTest
        @CsvSource({
            "12.345, EUR, common.too-many-decimals",
            "12.30, HUF1, common.unknown-currency",
            "1.5, JPY, common.too-many-decimals",
            "1e999999999, EUR, common.too-many-decimals",
            "1E+2147483647, EUR, common.too-many-decimals",
        })
        void isRefusedWithTheRuleOfMoneyThatItBreaks(String amount, String currency, String code) {
            Answer answer =
                    http.post(
                            anna,
                            SAMPLES,
                            "{\"name\":\"A\",\"count\":1,\"price\":{\"amount\":\"%s\",\"currency\":\"%s\"}}"
                                    .formatted(amount, currency));
            problem(answer, 400, code);
            field(answer, "/price", code);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"{\"name\":", "name=A", "", "{\"name\":\"A\",\"count\":1} trailing"})
        void isRefusedWhenItIsNoJson(String body) {
            problem(http.post(anna, SAMPLES, body), 400, "request.malformed-json");
        }

        @Test
        void isRefusedWhenItIsTooLarge() {
            String body = "{\"name\":\"" + "a".repeat(3_000) + "\"}";
            problem(http.post(anna, SAMPLES, body), 413, "request.body-too-large");
        }

        @Test
        void isRefusedInAnotherMediaType() {
            Answer answer =
                    http.send(
                            http.request(anna, SAMPLES, "Content-Type", "application/xml")
                                    .POST(HttpRequest.BodyPublishers.ofString("<sample/>")));
            problem(answer, 415, "request.unsupported-media-type");
        }
    }

    @Nested
    class AChange {

        @Test
        void needsAVersion() {
            problem(put(null), 428, "request.if-match-required");
        }

        @ParameterizedTest
        @ValueSource(strings = {"3", "\"three\"", "*", "\"3\", \"4\""})
        void needsAVersionThatIsOne(String version) {
            problem(put(version), 400, "request.bad-if-match");
        }

        @Test
        void isRefusedOnAStaleVersion() {
            problem(put("\"2\""), 412, "common.stale-version");
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"3\"", "W/\"3\""})
        void isMadeOnThePresentOne(String version) {
            Answer answer = put(version);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("ETag")).isEqualTo("\"4\"");
        }

        private Answer put(@Nullable String version) {
            HttpRequest.Builder request =
                    version == null
                            ? http.request(anna, SAMPLES + "/1")
                            : http.request(anna, SAMPLES + "/1", "If-Match", version);
            return http.send(request.PUT(HttpRequest.BodyPublishers.noBody()));
        }
    }

    @Nested
    class AList {

        @Test
        void isReadPageByPage() {
            var seen = new ArrayList<Integer>();
            String cursor = "";
            do {
                Answer page = http.get(anna, SAMPLES + "?limit=2" + cursor);
                page.json().path("items").forEach(item -> seen.add(item.asInt()));
                String next = page.json().path("nextCursor").asString("");
                cursor = next.isEmpty() ? "" : "&cursor=" + next;
            } while (!cursor.isEmpty());
            assertThat(seen).containsExactly(1, 2, 3, 4, 5);
        }

        @Test
        void refusesACursorOfAnotherFilterOrHand() {
            String cursor = cursor("?limit=2&state=OPEN");
            assertThat(http.get(anna, SAMPLES + "?state=OPEN&limit=3&cursor=" + cursor).status())
                    .isEqualTo(200);
            refused("?limit=2&state=SHUT&cursor=" + cursor);
            refused("?limit=2&cursor=" + cursor);
            refused("?limit=2&state=OPEN&sort=name&cursor=" + cursor);
            refused("?limit=2&state=OPEN&cursor=A" + cursor.substring(1) + "A");
            refused("?cursor=!!!");
            refused("?cursor=AAAA");
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "201", "-1", "many", ""})
        void refusesALimitOutOfBounds(String limit) {
            problem(http.get(anna, SAMPLES + "?limit=" + limit), 400, "request.bad-parameter");
        }

        private String cursor(String query) {
            return http.get(anna, SAMPLES + query).json().path("nextCursor").asString("");
        }

        private void refused(String query) {
            problem(http.get(anna, SAMPLES + query), 400, "request.bad-cursor");
        }
    }

    @Nested
    class ACommand {

        @Test
        void isTheCallersUnderHisCorrelation() {
            Answer answer =
                    http.post(anna, SAMPLES + "/commands", "{}", "X-Correlation-Id", "corr-1");
            assertThat(answer.json().path("actor").asString("")).isEqualTo("sub-anna");
            assertThat(answer.json().path("correlation").asString("")).isEqualTo("corr-1");
            assertThat(answer.json().has("key")).isFalse();
        }

        @Test
        void hasACorrelationOfItsOwnWhenTheGivenOneIsNotSane() {
            Answer answer =
                    http.post(anna, SAMPLES + "/commands", "{}", "X-Correlation-Id", "a b<c>");
            assertThat(answer.json().path("correlation").asString(""))
                    .isEqualTo(answer.header("X-Correlation-Id"))
                    .hasSize(36);
        }

        @Test
        void isTheSameUnderTheSameKeyAndBody() {
            assertThat(key(anna, "", "{\"a\":\"1\"}", "k"))
                    .isEqualTo(key(anna, "", "{\"a\":\"1\"}", "k"));
        }

        @Test
        void isAnotherOfAnotherCallerOrKey() {
            String bert = ISSUER.with(claims -> claims.subject("sub-bert"));
            assertThat(key(bert, "", "{}", "k")).isNotEqualTo(key(anna, "", "{}", "k"));
            assertThat(key(anna, "", "{}", "l")).isNotEqualTo(key(anna, "", "{}", "k"));
        }

        @Test
        void differsInBodyAndQuery() {
            String once = key(anna, "", "{}", "k");
            assertThat(key(anna, "", "{\"a\":\"1\"}", "k"))
                    .isNotEqualTo(once)
                    .startsWith(once.substring(0, once.indexOf(' ')));
            assertThat(key(anna, "?dryRun=true", "{}", "k")).isNotEqualTo(once);
        }

        @Test
        void isRefusedUnderAKeyThatIsNone() {
            problem(
                    http.post(
                            anna, SAMPLES + "/commands", "{}", "Idempotency-Key", "k".repeat(129)),
                    400,
                    "request.bad-idempotency-key");
            problem(
                    http.post(anna, SAMPLES + "/commands", "{}", "Idempotency-Key", "a key"),
                    400,
                    "request.bad-idempotency-key");
        }

        @Test
        void isRefusedWhenItsKeyWasUsedOtherwise() {
            problem(
                    http.post(anna, SAMPLES + "/reuse", "{}"),
                    422,
                    "common.idempotency-key-reused");
        }

        private String key(String token, String query, String body, String key) {
            JsonNode answer =
                    http.post(token, SAMPLES + "/commands" + query, body, "Idempotency-Key", key)
                            .json();
            return answer.path("key").asString("") + " " + answer.path("digest").asString("");
        }
    }

    @Nested
    class AProblem {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "en | There is no such thing here.",
                    "hu | Itt nincs ilyen.",
                    "de-AT, en;q=0.5 | Das gibt es hier nicht.",
                    "fr | There is no such thing here.",
                })
        void isToldInTheCallersLanguage(String language, String text) {
            Answer answer = http.get(anna, SAMPLES + "/missing", "Accept-Language", language);
            problem(answer, 404, "common.not-found");
            assertThat(answer.detail()).isEqualTo(text);
        }

        @ParameterizedTest
        @CsvSource({"en, must not be blank", "hu, nem lehet üres", "de, darf nicht leer sein"})
        void namesFieldsInTheCallersLanguage(String language, String text) {
            Answer answer = http.post(anna, SAMPLES, "{\"count\":1}", "Accept-Language", language);
            assertThat(answer.json().at("/errors/0/detail").asString("")).contains(text);
        }

        @Test
        void isToldInTheCallersLanguageBeforeAnyController() {
            Answer answer = http.get("", SAMPLES, "Accept-Language", "hu");
            assertThat(answer.detail()).startsWith("Küldjön hozzáférési tokent");
        }

        @Test
        void namesWhatIsAllowedInstead() {
            Answer answer = http.post(anna, SAMPLES + "/submission", "{}");
            problem(answer, 409, "sample.not-now");
            assertThat(answer.json().path("allowedActions").toString())
                    .isEqualTo("[\"SUBMIT\",\"WITHDRAW\"]");
        }

        @ParameterizedTest
        @ValueSource(strings = {"state=a%00b", "sort=%1b%5b2J", "anything=%07"})
        void refusesAParameterWithAControlCharacter(String query) {
            problem(http.get(anna, SAMPLES + "?" + query), 400, "request.bad-parameter");
        }

        @Test
        void namesTheParameterThatIsMissingOrWrong() {
            Answer missing = http.get(anna, SAMPLES + "/year");
            problem(missing, 400, "request.bad-parameter");
            field(missing, "?year", "field.required");
            Answer wrong = http.get(anna, SAMPLES + "/year?year=soon");
            problem(wrong, 400, "request.bad-parameter");
            field(wrong, "?year", "field.invalid");
        }

        @Test
        void keepsOurSecrets() {
            Answer broken = http.get(anna, SAMPLES + "/broken");
            problem(broken, 500, "common.internal-error");
            assertThat(broken.response().body()).doesNotContain("secret");
            Answer away = http.get(anna, SAMPLES + "/store-away");
            problem(away, 503, "common.store-unavailable");
            assertThat(away.header("Retry-After")).isEqualTo("5");
            assertThat(away.response().body()).doesNotContain("secret");
        }

        @Test
        void isWhatTheFrameworkRefusesToo() {
            problem(http.get(anna, "/api/v1/nowhere"), 404, "common.not-found");
            Answer method = http.send(http.request(anna, SAMPLES + "/me").DELETE());
            problem(method, 405, "request.method-not-allowed");
            assertThat(method.header("Allow")).contains("GET");
            problem(
                    http.get(anna, SAMPLES + "/me", "Accept", "image/png"),
                    406,
                    "request.not-acceptable");
        }

        @Test
        void isWhatNeverReachesAController() {
            problem(http.get(anna, SAMPLES + "/;x=1"), 400, "request.rejected");
        }
    }

    @Nested
    class DeadLettersOfTheService {

        private static final String PATH = "/api/v1/dead-letters/sample";
        private final String admin = ISSUER.token("internal-user", "channel-admin");

        @Test
        void areForOperatorsAlone() {
            for (String path : List.of(PATH, PATH + "/dlt_1")) {
                problem(http.get(anna, path), 403, "common.forbidden");
                problem(http.get("", path), 401, "security.token-missing");
            }
            for (String action : List.of("/replay", "/discard")) {
                problem(http.post(anna, PATH + "/dlt_1" + action, ""), 403, "common.forbidden");
            }
        }

        @Test
        void areListedAndReplayed() {
            insert("dlt_a");
            insert("dlt_b");
            Answer page = http.get(admin, PATH + "?limit=1");
            assertThat(page.json().at("/items/0/id").asString("")).isEqualTo("dlt_a");
            String cursor = page.json().path("nextCursor").asString("");
            assertThat(
                            http.get(admin, PATH + "?limit=1&cursor=" + cursor)
                                    .json()
                                    .at("/items/0/id")
                                    .asString(""))
                    .isEqualTo("dlt_b");

            Answer replayed = http.post(admin, PATH + "/dlt_a/replay", "");
            assertThat(replayed.json().path("state").asString(""))
                    .as(replayed.response().body())
                    .isEqualTo("REPLAYED");
            problem(
                    http.post(admin, PATH + "/dlt_a/replay", ""),
                    409,
                    "messaging.dead-letter-not-open");
            Answer discarded = http.post(admin, PATH + "/dlt_b/discard", "");
            assertThat(discarded.json().path("state").asString("")).isEqualTo("DISCARDED");
        }

        @Test
        void areUnknownWhenTheyAreNot() {
            problem(http.get(admin, PATH + "/dlt_x"), 404, "common.not-found");
            problem(http.post(admin, PATH + "/dlt_x/replay", ""), 404, "common.not-found");
            problem(http.get(admin, PATH + "?state=GONE"), 400, "request.bad-parameter");
        }

        private void insert(String id) {
            mongo.getCollection("deadLetters")
                    .insertOne(
                            new Document("_id", id)
                                    .append("consumer", "sample.feature")
                                    .append("topic", "crm.events.v1")
                                    .append("partition", 0)
                                    .append("offset", 1L)
                                    .append("reason", "UNDECODABLE")
                                    .append("detail", "no JSON")
                                    .append("state", "OPEN")
                                    .append("attempts", 1)
                                    .append("at", Date.from(Instant.EPOCH))
                                    .append("records", List.of()));
        }
    }

    @Nested
    class TheAuditTrail {

        private static final String ENTRIES = "/api/v1/audit-entries/sample";
        private static final String VERIFICATION = "/api/v1/audit-verifications/sample";
        private final String auditor = ISSUER.token("auditor");

        /** What one new user was refused. */
        private List<JsonNode> refused(String subject) {
            audit.flush();
            Answer answer = http.get(auditor, ENTRIES + "?outcome=REFUSED&actor=" + subject);
            assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
            return answer.json().path("items").values().stream()
                    .map(item -> item.path("entry"))
                    .toList();
        }

        private static String token(String subject) {
            return ISSUER.with(claims ->
                    claims.subject(subject)
                            .claim("azp", "portal-app")
                            .claim("partner_id", "ptr_1")
                            .claim("roles", List.of("partner-sales")));
        }

        private static String shown(JsonNode entry) {
            return entry.path("action").asString("")
                    + " "
                    + entry.at("/refusal/status").asInt()
                    + " "
                    + entry.at("/refusal/code").asString("")
                    + " x"
                    + entry.at("/refusal/count").asInt();
        }

        @Test
        void hasEveryRefusalWithItsCode() {
            String token = token("refused-1");
            http.get(token, SAMPLES + "/admin");
            http.get(token, SAMPLES + "/missing");
            http.get(token, SAMPLES + "/missing");
            http.get(token, "/api/v1/nowhere");
            http.post(token, SAMPLES + "/submission", "");
            http.post(token, SAMPLES + "/reuse", "");
            http.post(token, SAMPLES, "{\"nam\": 1}");
            http.post(token, SAMPLES + "/commands", "{}", "Idempotency-Key", "no spaces");
            http.get(token, SAMPLES + "/me", "X-Partner-Id", "ptr_9");
            List<JsonNode> refused = refused("refused-1");

            assertThat(refused)
                    .extracting(TheAuditTrail::shown)
                    .containsExactlyInAnyOrder(
                            "GET /api/v1/samples/admin 403 common.forbidden x1",
                            "GET /api/v1/samples/missing 404 common.not-found x2",
                            "GET /** 404 common.not-found x1",
                            "POST /api/v1/samples/submission 409 sample.not-now x1",
                            "POST /api/v1/samples/reuse 422 common.idempotency-key-reused x1",
                            "POST /api/v1/samples 400 request.invalid-fields x1",
                            "POST unknown route 400 request.bad-idempotency-key x1",
                            "GET /api/v1/samples/me 403 security.not-a-member x1");
            assertThat(refused)
                    .allSatisfy(entry -> {
                        assertThat(entry.at("/who/client").asString()).isEqualTo("portal-app");
                        assertThat(entry.at("/who/partnerId").asString()).isEqualTo("ptr_1");
                        assertThat(entry.path("correlationId").asString()).isNotEmpty();
                    });
        }

        @Test
        void namesOurIdsOfAPathAndNothingElseOfIt() {
            String id = Ids.derived("deal", "1");
            String token = token("refused-2");
            http.get(token, "/api/v1/dead-letters/sample/" + id);
            http.get(token, "/api/v1/dead-letters/sample/anna@example.org");

            List<JsonNode> refused = refused("refused-2");
            assertThat(refused).hasSize(1);
            assertThat(refused.getFirst().path("about").toString()).isEqualTo("[\"" + id + "\"]");
            assertThat(refused.toString()).doesNotContain("example.org");
        }

        @Test
        void hasNoWorkThatWasDoneAndNothingOfStrangers() {
            // What earlier tests were refused is written a moment later.
            audit.flush();
            long before = audit.head().sequence();
            http.get("", SAMPLES + "/me");
            http.get(token("welcome"), SAMPLES + "/me");
            audit.flush();
            assertThat(audit.head().sequence()).isEqualTo(before);
        }

        @Test
        void namesBothWhereOneActsAsAnother() {
            String token =
                    ISSUER.with(claims ->
                            claims.subject("victim")
                                    .claim("act", Map.of("sub", "admin-1"))
                                    .claim("partner_id", "ptr_1")
                                    .claim("roles", List.of("partner-sales")));
            assertThat(http.get(token, SAMPLES + "/me").status()).isEqualTo(200);
            problem(
                    http.post(token, SAMPLES + "/commands", "{}"),
                    403,
                    "security.read-only-impersonation");
            assertThat(refused("victim"))
                    .singleElement()
                    .satisfies(entry ->
                            assertThat(entry.at("/who/impersonator").asString())
                                    .isEqualTo("admin-1"));
        }

        @Test
        void hasWhatOperatorsOrder() {
            String admin = ISSUER.token("channel-admin");
            http.post(admin, "/api/v1/dead-letters/sample/dlt_gone/replay", "");
            JsonNode newest =
                    http.get(auditor, ENTRIES + "?outcome=ORDERED&aggregate=dlt_gone")
                            .json()
                            .at("/items/0/entry");
            assertThat(newest.path("action").asString(""))
                    .isEqualTo("POST /api/v1/dead-letters/{service}/{id}/replay");
        }

        @Test
        void isReadInPages() {
            for (int i = 0; i < 5; i++) {
                audit.ordered("page-" + i);
            }
            Answer first = http.get(auditor, ENTRIES + "?outcome=ORDERED&limit=2");
            String cursor = first.json().path("nextCursor").asString("");
            Answer second =
                    http.get(auditor, ENTRIES + "?outcome=ORDERED&limit=2&cursor=" + cursor);
            assertThat(second.json().at("/items/0/sequence").asLong())
                    .isLessThan(first.json().at("/items/1/sequence").asLong());
        }

        @Test
        void isForAuditorsAlone() {
            for (String path : List.of(ENTRIES, VERIFICATION)) {
                problem(http.get(anna, path), 403, "common.forbidden");
                problem(http.get("", path), 401, "security.token-missing");
            }
        }

        @Test
        void isVerifiedFromTheStartAndFromAKnownHead() {
            audit.ordered("verified");
            Answer all = http.get(auditor, VERIFICATION);
            assertThat(all.json().has("broken")).isFalse();
            assertThat(all.json().path("complete").asBoolean()).isTrue();
            String known =
                    "?after=%d&hash=%s"
                            .formatted(
                                    all.json().at("/through/sequence").asLong(),
                                    all.json().at("/through/hash").asString());
            assertThat(http.get(auditor, VERIFICATION + known).json().has("broken")).isFalse();
            Answer forged = http.get(auditor, VERIFICATION + "?after=1&hash=" + "0".repeat(64));
            assertThat(forged.json().at("/broken/sequence").asLong()).isEqualTo(1);
            problem(http.get(auditor, VERIFICATION + "?after=1"), 400, "request.bad-parameter");
            problem(
                    http.get(auditor, VERIFICATION + "?after=1&hash=x"),
                    400,
                    "request.bad-parameter");
        }
    }

    @Nested
    class TheTime {

        private static final String CLOCK = "/internal/clock";
        private final String admin = ISSUER.token("internal-user", "channel-admin");

        @Test
        void isMovedByOperatorsAlone() {
            problem(http.get("", CLOCK), 401, "security.token-missing");
            problem(http.get(anna, CLOCK), 403, "common.forbidden");
            problem(put(anna, "{\"offset\":\"P1D\"}"), 403, "common.forbidden");
        }

        @Test
        void isMovedForwardAndBack() {
            try {
                Instant before = now(http.get(admin, CLOCK));
                Answer moved = put(admin, "{\"offset\":\"PT240H\"}");
                assertThat(moved.status()).isEqualTo(200);
                assertThat(Duration.between(before, now(moved)))
                        .isBetween(Duration.ofDays(10), Duration.ofDays(10).plusMinutes(1));
                assertThat(now(put(admin, "{\"now\":\"2030-01-01T00:00:00Z\"}")))
                        .isBetween("2030-01-01T00:00:00Z", "2030-01-01T00:01:00Z");
            } finally {
                put(admin, "{\"offset\":\"PT0S\"}");
            }
            assertThat(http.get(admin, CLOCK).json().path("offset").asString("")).isEqualTo("PT0S");
        }

        @Test
        void isNotMovedToNowhere() {
            problem(put(admin, "{}"), 400, "request.bad-parameter");
            problem(put(admin, "{\"now\":\"9999-01-01T00:00:00Z\"}"), 400, "request.bad-parameter");
            problem(put(admin, "{\"now\":\"soon\"}"), 400, "request.invalid-fields");
        }

        private Answer put(String token, String body) {
            return http.send(
                    http.request(token, CLOCK, "Content-Type", "application/json")
                            .PUT(HttpRequest.BodyPublishers.ofString(body)));
        }

        private static Instant now(Answer answer) {
            return Instant.parse(answer.json().path("now").asString(""));
        }
    }

    @Nested
    class WhatIsOpen {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/actuator/health/liveness",
                    "/actuator/health/readiness",
                    "/v3/api-docs"
                })
        void needsNoToken(String path) {
            assertThat(http.get("", path).status()).isEqualTo(200);
        }

        @Test
        void showsNoInside() {
            assertThat(http.get("", "/actuator/health/liveness").json().has("components"))
                    .isFalse();
            assertThat(http.get("", "/actuator/env").status()).isEqualTo(401);
        }

        @Test
        void documentsNothingThatIsOnlyForTests() {
            assertThat(http.get("", "/v3/api-docs").response().body())
                    .contains("/api/v1/samples")
                    .doesNotContain("/internal/clock", "\"/error\"");
        }

        @Test
        void isDocumentedAsItIsUsed() {
            JsonNode document = http.get("", "/v3/api-docs").json();
            JsonNode paths = document.path("paths");
            JsonNode change = paths.path("/api/v1/samples/{id}").path("put");
            assertThat(change.path("operationId").asString("")).isEqualTo("putSamplesById");
            assertThat(change.at("/parameters/0/schema/type").asString("")).isEqualTo("string");
            assertThat(document.at("/components/schemas").has("SampleId")).isFalse();
            assertThat(document.at("/components/schemas").has("Problem")).isTrue();
            assertThat(document.toString()).doesNotContain("*/*");
            assertThat(
                            paths.path("/api/v1/dead-letters/{service}/{id}/replay")
                                    .at("/post/operationId")
                                    .asString(""))
                    .isEqualTo("postDeadLettersByServiceByIdReplay");
        }

        @Test
        void namesEveryRefusalThatTheCodeCanComeTo() {
            JsonNode paths = http.get("", "/v3/api-docs").json().path("paths");
            assertThat(
                            paths.path("/api/v1/samples/submission")
                                    .at("/post/responses/409/x-problem-codes")
                                    .toString())
                    .isEqualTo("[\"sample.not-now\"]");
            assertThat(paths.path("/api/v1/samples/me").at("/get/responses").has("409")).isFalse();
        }

        @Test
        void namesTheStatusAndTheHeadersThatAreAnswered() {
            JsonNode create =
                    http.get("", "/v3/api-docs")
                            .json()
                            .path("paths")
                            .path("/api/v1/samples")
                            .at("/post/responses");
            assertThat(create.has("200")).isFalse();
            assertThat(create.at("/201/headers").propertyNames()).contains("ETag", "Location");
        }

        @Test
        void boundsWhatIsAsked() {
            assertThat(http.get(anna, "/api/v1/samples?cursor=" + "x".repeat(2049)).status())
                    .isEqualTo(400);
        }
    }
}
