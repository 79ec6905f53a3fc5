package org.partnerportal.partner.memberships;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.partnerportal.kernel.Expected;
import org.partnerportal.partner.partner.application.ChangePartner;
import org.partnerportal.partner.partner.domain.Partner;
import org.partnerportal.partner.partner.domain.PartnerId;
import org.partnerportal.partner.partner.domain.PartnerProfile;
import org.partnerportal.partner.partner.domain.Partners;
import org.partnerportal.testkit.EventProbe;
import org.partnerportal.testkit.SuiteTest;
import org.partnerportal.testkit.TestIssuer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Memberships as a whole: token in, HTTP, store, events out. The issuer of the tests has no admin
 * API, so every account waits, as in an outage.
 */
@SuiteTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MembershipsIT {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private final EventProbe topics = new EventProbe();
    private final TestIssuer issuer = TestIssuer.get();
    private final String chief = issuer.staff("chief", "channel-admin");

    @LocalServerPort private int port;
    @Autowired private Partners partners;
    @Autowired private ChangePartner changePartner;

    private record Answer(int status, String etag, JsonNode body) {

        String text(String field) {
            return body.path(field).asString("");
        }
    }

    @AfterAll
    void close() {
        topics.close();
        http.close();
    }

    private String partner() {
        String name = "Partner " + UUID.randomUUID();
        PartnerId id = PartnerId.of("HU", name, null);
        partners.add(
                Partner.create(
                        id,
                        new PartnerProfile(name, "HU", null, "Central", "cam"),
                        null,
                        Instant.now()));
        return id.value();
    }

    private Answer send(String method, String token, String path, String body, String ifMatch) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!ifMatch.isEmpty()) {
            request.header("If-Match", ifMatch);
        }
        try {
            HttpResponse<String> answer =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("etag").orElse(""),
                    JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer invite(String token, String partner, String email, String role) {
        return send(
                "POST",
                token,
                "/partners/" + partner + "/memberships",
                JSON.writeValueAsString(
                        Map.of("email", email, "name", "Tűrő Anna", "roles", List.of(role))),
                "");
    }

    /**
     * Ends a membership as a client does: it reads again where provisioning moved the version on.
     */
    private Answer end(String token, String id) {
        Answer answer;
        int tries = 0;
        do {
            String etag = send("GET", token, "/memberships/" + id, "", "").etag();
            answer =
                    send(
                            "POST",
                            token,
                            "/memberships/" + id + "/end",
                            "{\"reason\":\"Has left\"}",
                            etag);
        } while (answer.status() == 412 && ++tries < 10);
        return answer;
    }

    @Test
    void promisesAnAccountWhileTheIdentityProviderIsAwayAndForgetsNothing() {
        String partner = partner();

        Answer invited = invite(chief, partner, "anna@example.com", "partner-admin");

        assertThat(invited.status()).as("%s", invited.body()).isEqualTo(202);
        assertThat(invited.text("state")).isEqualTo("INVITED");
        assertThat(invited.text("provisioning")).isEqualTo("PENDING");
        String path = "/memberships/" + invited.text("id");
        await().untilAsserted(() -> {
            Answer now = send("GET", chief, path, "", "");
            assertThat(now.text("provisioning")).isEqualTo("PENDING");
            assertThat(now.text("provisioningProblem"))
                    .isEqualTo("membership.identity-unavailable");
        });
        topics.await(
                "partner.events.v1",
                event ->
                        event.type().equals("partner.membership-invited")
                                && event.key().equals(invited.text("id")));
    }

    @Test
    void invitesNobodyTwiceHoweverTheAddressIsWritten() {
        String partner = partner();
        invite(chief, partner, "anna@example.com", "partner-admin");

        Answer again = invite(chief, partner, "Anna@Example.COM", "partner-sales");

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("code")).isEqualTo("membership.already-member");
    }

    @Test
    void keepsTheLastAdministrator() {
        String partner = partner();
        Answer anna = invite(chief, partner, "anna@example.com", "partner-admin");
        invite(chief, partner, "bela@example.com", "partner-sales");

        Answer refused = end(chief, anna.text("id"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("code")).isEqualTo("membership.last-administrator");
        invite(chief, partner, "cili@example.com", "partner-admin");
        assertThat(end(chief, anna.text("id")).status()).isEqualTo(200);
    }

    @Test
    void keepsOneAdministratorWhenTheLastTwoEndEachOtherAtOnce() throws Exception {
        for (int round = 0; round < 10; round++) {
            String partner = partner();
            String anna = invite(chief, partner, "anna@example.com", "partner-admin").text("id");
            String bela = invite(chief, partner, "bela@example.com", "partner-admin").text("id");
            try (var both = Executors.newFixedThreadPool(2)) {
                List<Callable<Answer>> ends =
                        List.of(() -> end(chief, anna), () -> end(chief, bela));
                for (var answer : both.invokeAll(ends)) {
                    assertThat(answer.get().status()).isIn(200, 409, 412);
                }
            }

            Answer left =
                    send(
                            "GET",
                            chief,
                            "/partners/" + partner + "/memberships?role=partner-admin",
                            "",
                            "");
            assertThat(
                            left.body()
                                    .path("items")
                                    .valueStream()
                                    .filter(it -> it.path("state").asString().equals("INVITED"))
                                    .count())
                    .as("administrators left in round %s", round)
                    .isGreaterThanOrEqualTo(1);
        }
    }

    @Test
    void showsAnotherPartnersPeopleToNobody() {
        String mine = partner();
        String theirs = partner();
        String id = invite(chief, theirs, "anna@example.com", "partner-admin").text("id");
        String admin = issuer.partner(mine, "dora", "partner-admin");

        assertThat(send("GET", admin, "/memberships/" + id, "", "").status()).isEqualTo(404);
        assertThat(send("GET", admin, "/partners/" + theirs + "/memberships", "", "").status())
                .isEqualTo(404);
        assertThat(invite(admin, theirs, "eve@example.com", "partner-sales").status())
                .isEqualTo(404);
        assertThat(invite(admin, mine, "eve@example.com", "partner-sales").status()).isEqualTo(202);
    }

    @Test
    void isForAdministratorsAlone() {
        String partner = partner();
        String seller = issuer.partner(partner, "bela", "partner-sales");

        assertThat(invite(seller, partner, "eve@example.com", "partner-sales").status())
                .isEqualTo(403);
    }

    @Test
    void refusesWhatItCannotMeanAndChangesNothing() {
        String partner = partner();

        assertThat(invite(chief, partner, "not an address", "partner-sales").status())
                .isEqualTo(400);
        assertThat(invite(chief, partner, "anna@example.com", "channel-admin").text("code"))
                .isEqualTo("membership.unknown-role");
        Answer list = send("GET", chief, "/partners/" + partner + "/memberships", "", "");
        assertThat(list.body().path("items").size()).isZero();
    }

    @Test
    void wantsToKnowWhatAChangeIsBasedOn() {
        String partner = partner();
        String id = invite(chief, partner, "anna@example.com", "partner-admin").text("id");
        String path = "/memberships/" + id + "/deactivation";
        String body = "{\"reason\":\"Long leave\"}";

        assertThat(send("POST", chief, path, body, "").status()).isEqualTo(428);
        assertThat(send("POST", chief, path, body, "\"99\"").status()).isEqualTo(412);
    }

    @Test
    void namesWhatIsAllowedInsteadOfWhatIsNot() {
        String partner = partner();
        invite(chief, partner, "anna@example.com", "partner-admin");
        String id = invite(chief, partner, "bela@example.com", "partner-sales").text("id");
        assertThat(end(chief, id).status()).isEqualTo(200);

        Answer again = end(chief, id);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("code")).isEqualTo("membership.illegal-transition");
        assertThat(again.body().path("allowedActions").isArray()).isTrue();
    }

    @Test
    void endsWithThePartnership() {
        String partner = partner();
        String id = invite(chief, partner, "anna@example.com", "partner-admin").text("id");
        var key = new PartnerId(partner);
        partners.change(key, Expected.any(), it -> it.activate(Instant.now()));

        changePartner.handle(key, Expected.any(), new ChangePartner.Terminate("Agreed"));

        await().untilAsserted(() ->
                assertThat(send("GET", chief, "/memberships/" + id, "", "").text("state"))
                        .isEqualTo("ENDED"));
    }
}
