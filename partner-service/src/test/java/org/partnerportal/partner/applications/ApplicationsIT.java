package org.partnerportal.partner.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.partnerportal.kernel.Expected;
import org.partnerportal.kernel.Ids;
import org.partnerportal.kernel.Refused;
import org.partnerportal.messaging.Envelope;
import org.partnerportal.messaging.EventConsumer;
import org.partnerportal.partner.MailServerForTests;
import org.partnerportal.partner.applications.application.ApplicantTokens;
import org.partnerportal.partner.applications.application.ExpireApplications;
import org.partnerportal.partner.applications.domain.AnApplication;
import org.partnerportal.partner.applications.domain.ApplicationDetails;
import org.partnerportal.partner.applications.domain.ApplicationId;
import org.partnerportal.partner.applications.domain.ApplicationRefusal;
import org.partnerportal.partner.applications.domain.Language;
import org.partnerportal.partner.applications.domain.PartnerApplication;
import org.partnerportal.partner.applications.domain.PartnerApplications;
import org.partnerportal.partner.partner.domain.Partner;
import org.partnerportal.partner.partner.domain.PartnerId;
import org.partnerportal.partner.partner.domain.PartnerProfile;
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

/** Applications as a whole: HTTP, store, mails, events out and in. */
@SuiteTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApplicationsIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TOPIC = "partner.events.v1";
    private static final String BASE = "/api/v1/applications";
    private static final Pattern LINK =
            Pattern.compile("http\\S+/(app_\\w+)/verification\\?token=(\\S+)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final EventProbe topics = new EventProbe();
    private final TestIssuer issuer = TestIssuer.get();
    private final String admin = issuer.staff("chief", "channel-admin");
    private final String manager = issuer.staff("cam", "partner-manager");
    private final String otherManager = issuer.staff("dora", "partner-manager");
    private final String auditor = issuer.staff("audrey", "auditor");

    @LocalServerPort private int port;
    @Autowired private PartnerApplications applications;
    @Autowired private Partners partners;
    @Autowired private ApplicantTokens tokens;
    @Autowired private ExpireApplications expire;
    @Autowired private Clock clock;
    @Autowired private MongoTemplate mongo;
    @Autowired private List<EventConsumer> consumers;

    record Answer(int status, Map<String, List<String>> headers, JsonNode body) {

        String etag() {
            return headers.getOrDefault("etag", List.of("")).getFirst();
        }

        String code() {
            return body.path("code").asString("");
        }

        String text(String field) {
            return body.path(field).asString("");
        }

        String path() {
            return BASE + "/" + text("id");
        }
    }

    /** Somebody who applies, with a mailbox of its own. */
    record Applicant(String path, String email, String verification, String access) {}

    @BeforeAll
    void startMailServer() {
        MailServerForTests.get();
    }

    @AfterAll
    void close() {
        topics.close();
        http.close();
    }

    private static String mailbox() {
        return "erika." + UUID.randomUUID().toString().substring(0, 8) + "@gmail.com";
    }

    private static String form(String company, String email, @Nullable String vatId) {
        return """
        {"companyName": "%s", "country": "DE", %s
         "contact": {"name": "Erika Muster", "email": "%s"}, "partnerType": "RESELLER",
         "region": "Bayern", "message": "Hello\\nthere", "locale": "de",
         "consent": true, "consentVersion": "2026-01"}
        """
                .formatted(company, vatId == null ? "" : "\"vatId\": \"" + vatId + "\",", email);
    }

    private Applicant verified(String company, @Nullable String vatId) {
        return verified(company, vatId, mailbox());
    }

    private Applicant verified(String company, @Nullable String vatId, String email) {
        int before = MailServerForTests.mailsTo(email).size();
        Answer received = post(null, BASE, form(company, email, vatId), null);
        assertThat(received.status()).as("%s", received.body()).isEqualTo(201);
        String token = linkIn(mail(email, before)).group(2);
        Answer verified = verify(received.path(), token);
        assertThat(verified.status()).as("%s", verified.body()).isEqualTo(200);
        assertThat(verified.text("state")).isEqualTo("SUBMITTED");
        return new Applicant(received.path(), email, token, verified.text("applicantToken"));
    }

    private Answer verify(String path, String token) {
        return post(null, path + "/verification", "{\"token\": \"" + token + "\"}", null);
    }

    private Answer underReview(Applicant applicant) {
        Answer review =
                post(admin, applicant.path() + "/review", "", get(admin, applicant.path()).etag());
        assertThat(review.status()).as("%s", review.body()).isEqualTo(200);
        return review;
    }

    private static String approval(String... acknowledged) {
        return JSON.writeValueAsString(
                Map.of(
                        "region", "Central",
                        "channelManager", "melvin.marxen",
                        "acknowledgedDuplicates", List.of(acknowledged)));
    }

    /** The mail that came for this address after so many others. */
    private static MimeMessage mail(String email, int before) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> MailServerForTests.mailsTo(email).size() > before);
        return MailServerForTests.mailsTo(email).get(before);
    }

    private static String textOf(MimeMessage mail) {
        try {
            return mail.getContent().toString();
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Matcher linkIn(MimeMessage mail) {
        Matcher link = LINK.matcher(textOf(mail));
        assertThat(link.find()).as(textOf(mail)).isTrue();
        return link;
    }

    private static String id(String path) {
        return path.substring(BASE.length() + 1);
    }

    @Test
    void leadsFromAFormToAPartnerInOnboarding() throws MessagingException {
        Applicant applicant = verified("Ganzer Weg GmbH", "DE 111 222 333");
        assertThat(MailServerForTests.mailsTo(applicant.email()).getFirst().getSubject())
                .isEqualTo("Bitte bestätigen Sie Ihre E-Mail-Adresse");

        Answer listed = get(manager, BASE + "?q=ganzer&state=SUBMITTED&country=DE");
        assertThat(listed.body().path("items").size()).isEqualTo(1);
        Answer seen = get(manager, applicant.path());
        Answer review = post(manager, applicant.path() + "/review", "", seen.etag());
        assertThat(review.text("reviewer")).isEqualTo("cam");
        assertThat(get(otherManager, applicant.path()).status()).isEqualTo(404);

        Answer asked =
                post(
                        manager,
                        applicant.path() + "/information-requests",
                        "{\"message\": \"Wie viele Häuser?\"}",
                        review.etag());
        assertThat(asked.text("state")).isEqualTo("INFO_REQUESTED");
        MimeMessage question = mail(applicant.email(), 1);
        assertThat(textOf(question)).contains("Wie viele Häuser?", "Ganzer Weg GmbH");
        assertThat(linkIn(question).group(2)).isEqualTo(applicant.verification());

        Answer own = applicantGet(applicant);
        assertThat(own.text("state")).isEqualTo("INFO_REQUESTED");
        assertThat(own.body().path("messages").path(0).path("text").asString())
                .isEqualTo("Wie viele Häuser?");
        assertThat(own.body().toString()).doesNotContain("\"cam\"", "nonce");
        Answer answered = applicantPost(applicant, "/answers", "{\"text\": \"Zwölf\"}");
        assertThat(answered.text("state")).isEqualTo("UNDER_REVIEW");

        Answer before = get(admin, applicant.path());
        Answer approved = post(admin, applicant.path() + "/approval", approval(), before.etag());
        assertThat(approved.status()).as("%s", approved.body()).isEqualTo(200);
        String partnerId = approved.body().path("decision").path("partnerId").asString();
        assertThat(partnerId)
                .isEqualTo(PartnerId.of("DE", "Ganzer Weg GmbH", "DE111222333").value());

        EventProbe.Seen created =
                topics.await(
                        TOPIC,
                        event ->
                                event.type().equals("partner.created")
                                        && event.key().equals(partnerId));
        assertThat(created.data().path("state").asString()).isEqualTo("ONBOARDING");
        Answer partner = get(admin, "/api/v1/partners/" + partnerId);
        assertThat(partner.text("state")).isEqualTo("ONBOARDING");
        assertThat(partner.text("name")).isEqualTo("Ganzer Weg GmbH");
        assertThat(partner.text("channelManager")).isEqualTo("melvin.marxen");
        assertThat(mail(applicant.email(), 2).getSubject())
                .isEqualTo("Willkommen als unser Partner");

        String id = id(applicant.path());
        List<EventProbe.Seen> events =
                topics.all(TOPIC).stream().filter(event -> event.key().equals(id)).toList();
        assertThat(events.stream().map(EventProbe.Seen::type))
                .containsExactly(
                        "partner.application-verification-requested",
                        "partner.application-submitted",
                        "partner.application-information-requested",
                        "partner.application-approved");
        events.forEach(event -> {
            EventContracts.assertFits(event.type(), event.data());
            assertThat(event.value() + event.headers())
                    .doesNotContain(
                            "Erika",
                            applicant.email(),
                            applicant.access(),
                            applicant.verification());
        });
        assertThat(events.getLast().headers()).containsEntry("ce_partnerid", partnerId);
    }

    @Nested
    class TheLink {

        @Test
        void givesTheSameAnswerAgain() {
            Applicant applicant = verified("Doppelklick KG", null);
            Answer again = verify(applicant.path(), applicant.verification());

            assertThat(again.status()).isEqualTo(200);
            assertThat(again.text("state")).isEqualTo("SUBMITTED");
            assertThat(again.text("applicantToken")).isEqualTo(applicant.access());
            assertThat(
                            topics.all(TOPIC).stream()
                                    .filter(event -> event.key().equals(id(applicant.path())))
                                    .filter(event -> event.type().endsWith("-submitted")))
                    .hasSize(1);
        }

        @Test
        void isNeverKept() {
            Applicant applicant = verified("Ohne Spur KG", null);
            String stored = applications.get(new ApplicationId(id(applicant.path()))).toString();

            assertThat(stored).doesNotContain(applicant.verification(), applicant.access());
        }

        @Test
        void comesAgainButNotAtOnceAndNobodyLearnsWhetherItDoes() {
            String email = mailbox();
            Answer received = post(null, BASE, form("Nochmal AG", email, null), null);
            mail(email, 0);

            assertThat(again(received.path())).isEqualTo(202);
            assertThat(again(BASE + "/app_0000000000000000000000000A")).isEqualTo(202);
            assertThat(again(BASE + "/nonsense")).isEqualTo(202);
            assertThat(applications.get(new ApplicationId(received.text("id"))).mails().count())
                    .isEqualTo(1);
        }

        private int again(String path) {
            return post(null, path + "/verification-mail", "", null).status();
        }

        @Test
        void isWorthlessWhenItComesTooLateAndTheTimerSaysSo() {
            Instant longAgo = clock.instant().minus(Duration.ofDays(8));
            var id = new ApplicationId(Ids.derived("app", UUID.randomUUID().toString()));
            PartnerApplication old =
                    applications.add(
                            PartnerApplication.draft(
                                    id,
                                    details(mailbox()),
                                    "2026-01",
                                    "nonce",
                                    AnApplication.RULES,
                                    longAgo));
            String token = tokens.token(id, old.nonce(), ApplicantTokens.Purpose.VERIFICATION);
            Answer late = verify(BASE + "/" + id, token);

            assertThat(late.status()).isEqualTo(409);
            assertThat(late.code()).isEqualTo("application.link-expired");
            expire.run();
            EventProbe.Seen expired =
                    topics.await(
                            TOPIC,
                            event ->
                                    event.key().equals(id.value())
                                            && event.type().endsWith("-expired"));
            EventContracts.assertFits(expired.type(), expired.data());
        }
    }

    private static ApplicationDetails details(String email) {
        return new ApplicationDetails(
                "Langsam GmbH",
                "DE",
                null,
                null,
                new ApplicationDetails.Contact("Erika Muster", email),
                null,
                null,
                null,
                Language.DE);
    }

    @Test
    void neverFillsAMailboxWithLinks() {
        String email = mailbox();
        Answer last = post(null, BASE, form("Flut", email, null), null);
        for (int i = 0; i < 5; i++) {
            last = post(null, BASE, form("Flut " + i, email, null), null);
        }
        String order = last.text("id") + ":application-verification:1";

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(mails().find(new Document("_id", order)).first())
                                .isNotNull()
                                .containsEntry("state", "DROPPED"));
    }

    private MongoCollection<Document> mails() {
        return mongo.getCollection("mails");
    }

    @Test
    void isDescribedOperationByOperation() {
        JsonNode paths = get(null, "/v3/api-docs").body().path("paths");
        List<String> ours =
                paths.propertyNames().stream().filter(path -> path.startsWith(BASE)).toList();

        assertThat(ours).hasSize(10);
        for (String path : ours) {
            paths.path(path)
                    .forEach(operation ->
                            assertThat(operation.path("summary").asString(""))
                                    .as(path)
                                    .isNotBlank());
        }
    }

    @Nested
    class WithoutTheRightToken {

        @Test
        void thereIsNoSuchApplication() {
            Applicant applicant = verified("Geheim GmbH", null);
            Applicant other = verified("Fremd GmbH", null);

            for (String wrong : List.of("x", other.access(), applicant.verification())) {
                assertThat(send(null, "GET", applicant.path(), "", null, wrong).status())
                        .isEqualTo(404);
                assertThat(
                                send(
                                                null,
                                                "POST",
                                                applicant.path() + "/answers",
                                                "{\"text\": \"x\"}",
                                                null,
                                                wrong)
                                        .status())
                        .isEqualTo(404);
            }
            assertThat(get(null, applicant.path()).status()).isEqualTo(404);
            assertThat(post(null, applicant.path() + "/withdrawal", "", null).status())
                    .isEqualTo(404);
            assertThat(verify(applicant.path(), other.verification()).status()).isEqualTo(404);
            Answer missing = verify(BASE + "/app_0000000000000000000000000A", "x");
            assertThat(missing.status()).isEqualTo(404);
            assertThat(missing.code())
                    .isEqualTo(verify(applicant.path(), other.verification()).code());
        }

        @Test
        void theVendorsPathsAre401() {
            Applicant applicant = verified("Zu GmbH", null);

            assertThat(get(null, BASE).status()).isEqualTo(401);
            assertThat(post(null, applicant.path() + "/review", "", "\"2\"").status())
                    .isEqualTo(401);
            assertThat(post(null, applicant.path() + "/approval", approval(), "\"2\"").status())
                    .isEqualTo(401);
        }
    }

    @Nested
    class TheVendor {

        @Test
        void withTheWrongRoleIs403() {
            Applicant applicant = verified("Rolle GmbH", null);
            Answer review = underReview(applicant);
            String partner = issuer.partner(Ids.derived("ptr", "x"), "pam", "partner-admin");

            assertThat(get(partner, BASE).status()).isEqualTo(403);
            assertThat(get(partner, applicant.path()).status()).isEqualTo(403);
            assertThat(
                            post(manager, applicant.path() + "/approval", approval(), review.etag())
                                    .status())
                    .isEqualTo(403);
            assertThat(get(auditor, applicant.path()).status()).isEqualTo(200);
            assertThat(post(auditor, applicant.path() + "/review", "", review.etag()).status())
                    .isEqualTo(403);
        }

        @Test
        void onAStaleOrMissingVersionIsRefused() {
            Applicant applicant = verified("Alt GmbH", null);

            assertThat(post(admin, applicant.path() + "/review", "", null).status()).isEqualTo(428);
            assertThat(post(admin, applicant.path() + "/review", "", "\"7\"").status())
                    .isEqualTo(412);
        }

        @Test
        void inTheWrongStateLearnsWhatIsPossible() {
            Applicant applicant = verified("Falsch GmbH", null);
            Answer refused =
                    post(
                            admin,
                            applicant.path() + "/approval",
                            approval(),
                            get(admin, applicant.path()).etag());

            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.code()).isEqualTo("application.illegal-transition");
            assertThat(refused.body().path("allowedActions").toString())
                    .isEqualTo("[\"REVIEW\",\"WITHDRAW\"]");
        }

        @Test
        void doesNotSeeWhatNobodyVerified() {
            String email = mailbox();
            Answer received = post(null, BASE, form("Unbewiesen GmbH", email, null), null);

            assertThat(get(admin, received.path()).status()).isEqualTo(404);
            assertThat(get(admin, BASE + "?q=" + email).body().path("items").size()).isZero();
        }

        @Test
        void rejectsWithAReasonThatTheApplicantIsToldAndACommentThatItIsNot() {
            Applicant applicant = verified("Nein GmbH", null);
            Answer review = underReview(applicant);
            Answer rejected =
                    post(
                            admin,
                            applicant.path() + "/rejection",
                            "{\"reason\": \"DUPLICATE\", \"comment\": \"Same as Haus KG\"}",
                            review.etag());

            assertThat(rejected.body().path("decision").path("reason").asString())
                    .isEqualTo("DUPLICATE");
            String mail = textOf(mail(applicant.email(), 1));
            assertThat(mail).contains("derzeit nicht annehmen").doesNotContain("Haus KG");
            Answer own = applicantGet(applicant);
            assertThat(own.text("rejectedBecause")).isEqualTo("OTHER");
            assertThat(own.body().toString()).doesNotContain("Haus KG", "chief");

            Applicant again = verified("Nein GmbH", null, applicant.email());
            assertThat(get(admin, again.path()).text("coolOffUntil")).isNotEmpty();
            assertThat(applicantGet(again).body().has("coolOffUntil")).isFalse();
        }

        @Test
        void needsACommentToReject() {
            Applicant applicant = verified("Wortlos GmbH", null);
            Answer review = underReview(applicant);
            Answer refused =
                    post(
                            admin,
                            applicant.path() + "/rejection",
                            "{\"reason\": \"OTHER\", \"comment\": \" \"}",
                            review.etag());

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body().path("errors").path(0).path("pointer").asString())
                    .isEqualTo("/comment");
        }
    }

    @Nested
    class TheSameCompany {

        @Test
        void isShownToTheReviewerAndMustBeAcknowledged() {
            String domain = "haus" + UUID.randomUUID().toString().substring(0, 6) + ".example";
            Applicant first = verified("Haus und Hof GmbH", null, "a@" + domain);
            Applicant second = verified("HAUS & HOF AG", null, "b@mail." + domain);
            Answer review = underReview(second);
            JsonNode duplicate = review.body().path("possibleDuplicates").path(0);

            assertThat(review.body().path("possibleDuplicates").size()).isEqualTo(1);
            assertThat(duplicate.path("id").asString()).isEqualTo(id(first.path()));
            assertThat(duplicate.path("sameBy").toString()).contains("DOMAIN");
            Answer refused = post(admin, second.path() + "/approval", approval(), review.etag());
            assertThat(refused.code()).isEqualTo("application.duplicates-not-acknowledged");
            Answer approved =
                    post(
                            admin,
                            second.path() + "/approval",
                            approval(id(first.path())),
                            review.etag());
            assertThat(approved.status()).as("%s", approved.body()).isEqualTo(200);
        }

        @Test
        void isNotApprovedWhenAPartnerHasItsVatId() {
            partners.add(
                    Partner.create(
                            PartnerId.of("DE", "Schon da GmbH", "DE999888777"),
                            new PartnerProfile("Schon da GmbH", "DE", "DE999888777", null, null),
                            null,
                            clock.instant()));
            Applicant applicant = verified("Ganz anders GmbH", "999 888 777");
            Answer review = underReview(applicant);
            Answer refused = post(admin, applicant.path() + "/approval", approval(), review.etag());

            assertThat(
                            review.body()
                                    .path("possibleDuplicates")
                                    .path(0)
                                    .path("blocking")
                                    .asBoolean())
                    .isTrue();
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.code()).isEqualTo("application.duplicate-vat");
        }

        @Test
        void isApprovedOnceWhenTwoDecideAtTheSameInstant() {
            Applicant one = verified("Zwilling Eins GmbH", "DE555666777");
            Applicant two = verified("Zwilling Zwei GmbH", "DE555666777");
            underReview(one);
            underReview(two);
            approveBlindly(one);

            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> approveBlindly(two))
                    .satisfies(refused ->
                            assertThat(refused.refusal())
                                    .isEqualTo(ApplicationRefusal.DUPLICATE_VAT));
        }

        /** As somebody does who looked for duplicates before the other was approved. */
        private void approveBlindly(Applicant applicant) {
            applications.change(
                    new ApplicationId(id(applicant.path())),
                    Expected.any(),
                    application ->
                            application.approve(
                                    new PartnerApplication.Terms(
                                            "chief",
                                            PartnerId.of("DE", "Zwilling", "DE555666777"),
                                            "Central",
                                            "melvin.marxen"),
                                    List.of(),
                                    Set.of(),
                                    clock.instant()));
        }

        @Test
        void becomesOnePartnerHoweverOftenTheFactComes() {
            Applicant applicant = verified("Einmal GmbH", "DE444333222");
            Answer review = underReview(applicant);
            Answer approved =
                    post(admin, applicant.path() + "/approval", approval(), review.etag());
            String partnerId = approved.body().path("decision").path("partnerId").asString();
            EventProbe.Seen fact =
                    topics.await(
                            TOPIC,
                            event ->
                                    event.key().equals(id(applicant.path()))
                                            && event.type().endsWith("-approved"));
            topics.await(TOPIC, event -> event.key().equals(partnerId));
            mail(applicant.email(), 1);
            consumers.forEach(consumer -> consumer.on(again(fact)));

            assertThat(topics.all(TOPIC).stream().filter(event -> event.key().equals(partnerId)))
                    .hasSize(1);
            assertThat(
                            mails().countDocuments(
                                            new Document("about", id(applicant.path()))
                                                    .append("kind", "application-approved")))
                    .isEqualTo(1);
        }

        /** The same fact as a consumer gets it. */
        private Envelope again(EventProbe.Seen fact) {
            return new Envelope(
                    "evt_again",
                    "/partner-portal/partner-service",
                    fact.type(),
                    fact.key(),
                    clock.instant(),
                    null,
                    "system",
                    "none",
                    null,
                    4,
                    1,
                    fact.data(),
                    clock.instant(),
                    TOPIC,
                    0,
                    0,
                    JSON);
        }
    }

    @Test
    void isTakenBackByItsApplicantForGood() {
        Applicant applicant = verified("Zurueck GmbH", null);
        Answer withdrawn = applicantPost(applicant, "/withdrawal", "");
        Answer again = applicantPost(applicant, "/withdrawal", "");

        assertThat(withdrawn.text("state")).isEqualTo("WITHDRAWN");
        assertThat(again.status()).isEqualTo(409);
        EventProbe.Seen event =
                topics.await(
                        TOPIC,
                        seen ->
                                seen.key().equals(id(applicant.path()))
                                        && seen.type().endsWith("-withdrawn"));
        EventContracts.assertFits(event.type(), event.data());
    }

    @Nested
    class BadInput {

        private void assertField(String body, String pointer, String code) {
            Answer refused = post(null, BASE, body, null);

            assertThat(refused.status()).as(body).isEqualTo(400);
            assertThat(refused.body().path("errors").path(0).path("pointer").asString())
                    .isEqualTo(pointer);
            assertThat(refused.body().path("errors").path(0).path("code").asString())
                    .isEqualTo(code);
        }

        @Test
        void namesTheFieldAndTheCode() {
            String good = form("Gut GmbH", "erika@muster.example", "DE123456789");

            assertField(good.replace("\"DE\"", "\"XX\""), "/country", "field.invalid");
            assertField(good.replace("Gut GmbH", " "), "/companyName", "field.required");
            assertField(good.replace("Gut GmbH", "a\\nb"), "/companyName", "field.invalid");
            assertField(good.replace("Gut GmbH", "x".repeat(201)), "/companyName", "field.size");
            assertField(good.replace("true", "false"), "/consent", "field.invalid");
            assertField(good.replace("\"2026-01\"", "\"\""), "/consentVersion", "field.required");
            assertField(good.replace("\"de\"", "\"fr\""), "/locale", "field.invalid");
            assertField(good.replace("RESELLER", "KING"), "/partnerType", "field.invalid");
            assertField(good.replace("DE123456789", "<script>"), "/vatId", "field.invalid");
            assertField(
                    good.replace("erika@muster.example", "a@b.example\\r\\nBcc: c@d.example"),
                    "/contact/email",
                    "field.invalid");
            assertField(
                    good.replace("erika@muster.example", "a@b.example,c@d.example"),
                    "/contact/email",
                    "field.invalid");
            assertField(
                    good.replace("Erika Muster", "a\\u0007b"), "/contact/name", "field.invalid");
            assertField(good.replace("\"region\"", "\"regio\""), "/regio", "field.unknown");
            assertField(good.replace("Hello", "x".repeat(4001)), "/message", "field.size");
        }

        @Test
        void underTheSameKeyHasOneEffectAndAnotherBodyIsRefused() {
            String key = UUID.randomUUID().toString();
            String email = mailbox();
            Answer first = keyed(form("Einmal nur AG", email, null), key);
            Answer again = keyed(form("Einmal nur AG", email, null), key);
            Answer other = keyed(form("Zweimal AG", email, null), key);

            assertThat(first.status()).isEqualTo(201);
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(other.status()).isEqualTo(422);
        }

        private Answer keyed(String body, String key) {
            return exchange(
                    request(null, BASE)
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", key)
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build());
        }
    }

    private Answer applicantGet(Applicant applicant) {
        return send(null, "GET", applicant.path(), "", null, applicant.access());
    }

    private Answer applicantPost(Applicant applicant, String action, String body) {
        return send(null, "POST", applicant.path() + action, body, null, applicant.access());
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

    private Answer post(@Nullable String token, String path, String body, @Nullable String etag) {
        return send(token, "POST", path, body, etag, null);
    }

    private Answer send(
            @Nullable String token,
            String method,
            String path,
            String body,
            @Nullable String etag,
            @Nullable String applicantToken) {
        HttpRequest.Builder request =
                request(token, path)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        if (etag != null) {
            request.header("If-Match", etag);
        }
        if (applicantToken != null) {
            request.header("X-Applicant-Token", applicantToken);
        }
        return exchange(request.build());
    }

    private Answer exchange(HttpRequest request) {
        try {
            HttpResponse<String> response =
                    http.send(request, HttpResponse.BodyHandlers.ofString());
            String text = response.body();
            return new Answer(
                    response.statusCode(),
                    response.headers().map(),
                    text.startsWith("{") ? JSON.readTree(text) : JSON.createObjectNode());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
