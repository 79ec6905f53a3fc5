package org.partnerportal.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.partnerportal.testkit.EventProbe;
import org.partnerportal.testkit.SuiteTest;
import org.partnerportal.testkit.TestIssuer;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@SuiteTest
class AnalyticsServiceIT {

    private static final String ADMIN = TestIssuer.get().staff("ada", "channel-admin");

    @LocalServerPort private int port;

    private AnalyticsApi api;
    private EventProbe broker;

    @BeforeEach
    void theProgrammeOfTwoPartners() {
        api = new AnalyticsApi(port);
        broker = new EventProbe();
        publish("partner.activated", "ptr_x", 1, AnEvent.partner("ptr_x", "Xenia", "Far", "mona"));
        publish("partner.activated", "ptr_y", 1, AnEvent.partner("ptr_y", "Yara", "Near", "nick"));
        publish("deal.won", "dx", 2, AnEvent.won("dx", "ptr_x", "2016-03-01T00:00:00Z", "100.00"));
        publish("deal.won", "dy", 2, AnEvent.won("dy", "ptr_y", "2016-04-01T00:00:00Z", "300.00"));
        publish("deal.approved", "dz", 2, AnEvent.approved("dz", "ptr_x"));
        publish(
                "commission.accrued",
                "lx",
                1,
                AnEvent.earning("lx", "EARNING", "ptr_x", "5.00", "2016-03-01"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(api.get(ADMIN, "/freshness").body().path("lag").asLong(-1))
                                .isZero());
    }

    @AfterEach
    void close() {
        broker.close();
    }

    private void publish(String type, String key, long version, Object data) {
        String topic = type.substring(0, type.indexOf('.')) + ".events.v1";
        broker.publish(topic, "/test", type, key, version, data);
    }

    private List<String> partnersSeenBy(String token, String query) {
        AnalyticsApi.Answer answer = api.get(token, "/summary?groupBy=partner" + query);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body()
                .path("rows")
                .valueStream()
                .map(row -> row.path("partnerId").asString())
                .filter(id -> id.equals("ptr_x") || id.equals("ptr_y"))
                .toList();
    }

    @Nested
    class ASummary {

        @Test
        void tellsWhatWasPublishedAndUpToWhen() {
            Instant before = Instant.now().minusSeconds(60);
            AnalyticsApi.Answer answer =
                    api.get(
                            ADMIN,
                            "/summary?groupBy=partner,month&partnerId=ptr_x&from=2016-03&to=2016-03-31");

            assertThat(answer.status()).isEqualTo(200);
            JsonNode body = answer.body();
            assertThat(Instant.parse(body.path("asOf").asString())).isAfter(before);
            assertThat(body.path("lag").asLong()).isZero();
            assertThat(body.path("rows").size()).isEqualTo(1);
            JsonNode row = body.path("rows").get(0);
            assertThat(row.path("partnerName").asString()).isEqualTo("Xenia");
            assertThat(row.path("month").asString()).isEqualTo("2016-03");
            assertThat(row.path("won").asInt()).isEqualTo(1);
            assertThat(row.path("revenue").path("amount").asString()).isEqualTo("100.00");
            assertThat(row.path("commission").path("amount").asString()).isEqualTo("5.00");
            assertThat(body.path("totals").get(0).path("revenue").path("currency").asString())
                    .isEqualTo("USD");
        }

        @Test
        void countsApprovals() {
            JsonNode body = api.get(ADMIN, "/summary?partnerId=ptr_x").body();

            assertThat(body.path("rows").get(0).path("approved").asInt()).isEqualTo(1);
        }

        @Test
        void refusesWhatIsNoDimensionInTheCallersLanguage() {
            AnalyticsApi.Answer answer =
                    api.get(ADMIN, "/summary?groupBy=moon", Locale.forLanguageTag("hu"));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().path("code").asString())
                    .isEqualTo("analytics.unknown-dimension");
            assertThat(answer.body().path("detail").asString())
                    .contains("moon")
                    .contains("csoportosítási szempont");
        }

        @Test
        void refusesAPeriodThatEndsBeforeItBegins() {
            assertThat(api.get(ADMIN, "/summary?from=2017-04&to=2017-03").body().path("code"))
                    .hasToString("\"analytics.bad-period\"");
            assertThat(api.get(ADMIN, "/summary?from=yesterday").status()).isEqualTo(400);
        }
    }

    @Nested
    class WhoSeesWhat {

        @Test
        void aPartnersUserSeesThatPartnerAlone() {
            String xenia = TestIssuer.get().partner("ptr_x", "xu", "partner-sales");

            assertThat(partnersSeenBy(xenia, "")).containsExactly("ptr_x");
            assertThat(partnersSeenBy(xenia, "&partnerId=ptr_y")).isEmpty();
            assertThat(partnersSeenBy(xenia, "&region=Near")).isEmpty();
            JsonNode other = api.get(xenia, "/summary?partnerId=ptr_y").body();
            assertThat(other.path("rows").size()).isZero();
            assertThat(other.path("totals").size()).isZero();
        }

        @Test
        void aPartnerManagerSeesThePartnersHeLooksAfter() {
            String mona = TestIssuer.get().staff("mona", "partner-manager");

            assertThat(partnersSeenBy(mona, "")).containsExactly("ptr_x");
            assertThat(partnersSeenBy(mona, "&partnerId=ptr_y")).isEmpty();
            assertThat(partnersSeenBy(TestIssuer.get().staff("nobody", "partner-manager"), ""))
                    .isEmpty();
        }

        @Test
        void aRegionManagerSeesHisRegionAndAllWhereTheTokenNamesNone() {
            String far =
                    TestIssuer.get()
                            .token(claims ->
                                    claims.subject("rita")
                                            .claim("region", "Far")
                                            .claim(
                                                    "roles",
                                                    List.of("region-manager", "internal-user")));

            assertThat(partnersSeenBy(far, "")).containsExactly("ptr_x");
            assertThat(partnersSeenBy(TestIssuer.get().staff("rolf", "region-manager"), ""))
                    .containsExactly("ptr_x", "ptr_y");
        }

        @Test
        void theProgrammesPeopleSeeAll() {
            for (String role :
                    List.of("channel-admin", "program-manager", "finance-approver", "auditor")) {
                assertThat(partnersSeenBy(TestIssuer.get().staff("p", role), ""))
                        .as(role)
                        .containsExactly("ptr_x", "ptr_y");
            }
        }

        @Test
        void othersAreRefused() {
            assertThat(api.get(null, "/summary").status()).isEqualTo(401);
            for (String path : List.of("/summary", "/freshness", "/rebuilds/job_1")) {
                for (String token :
                        List.of(
                                TestIssuer.get().staff("s", "support-agent"),
                                TestIssuer.get().partner("ptr_x", "t", "partner-technical"))) {
                    assertThat(api.get(token, path).status()).as(path).isEqualTo(403);
                }
            }
            assertThat(api.post(TestIssuer.get().staff("a", "auditor"), "/rebuilds").status())
                    .isEqualTo(403);
        }
    }

    @Nested
    class Freshness {

        @Test
        void isToldPerTopic() {
            JsonNode body = api.get(ADMIN, "/freshness").body();

            assertThat(
                            body.path("topics")
                                    .valueStream()
                                    .map(topic -> topic.path("topic").asString()))
                    .containsExactly("partner.events.v1", "deal.events.v1", "commission.events.v1");
            assertThat(body.path("topics").get(0).path("lag").asLong(-1)).isZero();
        }
    }
}
