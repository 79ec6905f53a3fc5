package org.partnerportal.analytics.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.partnerportal.analytics.AnEvent;
import org.partnerportal.analytics.AnalyticsApi;
import org.partnerportal.analytics.figures.Figures;
import org.partnerportal.analytics.figures.Row;
import org.partnerportal.analytics.projections.Generations;
import org.partnerportal.analytics.projections.Projections;
import org.partnerportal.testkit.EventProbe;
import org.partnerportal.testkit.SuiteTest;
import org.partnerportal.testkit.TestIssuer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@SuiteTest
class RebuildIT {

    private static final String ADMIN = TestIssuer.get().staff("ada", "channel-admin");

    @LocalServerPort private int port;
    @Autowired private Rebuilds rebuilds;
    @Autowired private Generations generations;
    @Autowired private Projections projections;
    @Autowired private Figures figures;

    private AnalyticsApi api;
    private EventProbe broker;

    @BeforeEach
    void somethingHasHappened() {
        api = new AnalyticsApi(port);
        broker = new EventProbe();
        broker.publish(
                "partner.events.v1",
                "/test",
                "partner.activated",
                "ptr_r",
                1,
                AnEvent.partner("ptr_r", "Rosa", "Red", "mona"));
        for (int i = 0; i < 30; i++) {
            String id = "dr" + i;
            broker.publish(
                    "deal.events.v1",
                    "/test",
                    "deal.submitted",
                    id,
                    1,
                    AnEvent.deal(id, "ptr_r", "SUBMITTED"));
            broker.publish(
                    "deal.events.v1",
                    "/test",
                    "deal.won",
                    id,
                    2,
                    AnEvent.won(id, "ptr_r", "2017-03-01T00:00:00Z", i + ".99"));
        }
        broker.publishRaw("deal.events.v1", "junk", new byte[] {1, 2, 3});
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(api.get(ADMIN, "/freshness").body().path("lag").asLong(-1))
                                .isZero());
    }

    @AfterEach
    void close() {
        broker.close();
    }

    private JsonNode finished(String id) {
        await().atMost(Duration.ofSeconds(40))
                .until(() ->
                        api.get(ADMIN, "/rebuilds/" + id).body().path("finishedAt").isString());
        return api.get(ADMIN, "/rebuilds/" + id).body();
    }

    @Test
    void endsInTheSameFiguresAndAnswersFromThemFromThenOn() {
        int before = generations.read();
        List<Row> live = figures.totals(before);

        AnalyticsApi.Answer begun = api.post(ADMIN, "/rebuilds");

        assertThat(begun.status()).isEqualTo(202);
        String id = begun.body().path("id").asString();
        assertThat(begun.location()).isEqualTo("/api/v1/analytics/rebuilds/" + id);
        AnalyticsApi.Answer second = api.post(ADMIN, "/rebuilds");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.body().path("code").asString()).isEqualTo("analytics.rebuild-running");
        JsonNode done = finished(id);
        assertThat(done.path("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(done.path("figures").path("same").asBoolean()).as(done.toString()).isTrue();
        assertThat(done.path("figures").path("before"))
                .isEqualTo(done.path("figures").path("after"));
        assertThat(done.path("percent").asInt()).isEqualTo(100);
        assertThat(done.path("skipped").asInt()).isPositive();
        int after = generations.read();
        assertThat(after).isEqualTo(done.path("generation").asInt()).isGreaterThan(before);
        assertThat(figures.totals(after)).isEqualTo(live);
    }

    @Test
    void leavesLaterEventsToTheNewGeneration() {
        finished(api.post(ADMIN, "/rebuilds").body().path("id").asString());

        broker.publish(
                "deal.events.v1",
                "/test",
                "deal.won",
                "dlate",
                1,
                AnEvent.won("dlate", "ptr_late", "2017-03-01T00:00:00Z", "1.00"));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(
                                        api.get(ADMIN, "/summary?partnerId=ptr_late")
                                                .body()
                                                .path("rows")
                                                .size())
                                .isEqualTo(1));
    }

    @Test
    void isTakenUpAgainWhenItsWorkerDiedWhileReading() {
        int previous = generations.read();
        rebuilds.begin(deserted("job_reading", Rebuild.State.RUNNING, previous));

        JsonNode done = finished("job_reading");

        assertThat(done.path("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(done.path("figures").path("same").asBoolean()).as(done.toString()).isTrue();
    }

    @Test
    void isFinishedWhenItsWorkerDiedRightAfterTheChangeOver() {
        int previous = generations.read();
        List<Row> live = figures.totals(previous);
        Rebuild deserted = deserted("job_switched", Rebuild.State.RUNNING, previous);
        rebuilds.begin(deserted);
        generations.swap(previous, deserted.generation());

        JsonNode done = finished("job_switched");

        assertThat(done.path("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(generations.read()).isEqualTo(deserted.generation());
        assertThat(figures.totals(deserted.generation())).isEqualTo(live);
    }

    @Test
    void keepsThePreviousFiguresWhereTheTopicsNoLongerHaveTheirEvents() {
        int live = generations.read();
        var gone = new Document("_id", "deal|gone");
        projections
                .collection(Projections.Kind.FACTS, live)
                .insertOne(
                        new Document(gone)
                                .append("version", 1L)
                                .append("state", new Document("partnerId", "ptr_gone")));
        try {
            JsonNode kept = finished(api.post(ADMIN, "/rebuilds").body().path("id").asString());

            assertThat(kept.path("state").asString()).isEqualTo("FAILED");
            assertThat(kept.path("failure").asString()).isEqualTo("EVENTS_MISSING");
            assertThat(kept.path("figures").path("same").asBoolean()).isFalse();
            assertThat(kept.path("figures").path("documents").path("missing").asInt()).isEqualTo(1);
            assertThat(generations.read()).isEqualTo(live);
        } finally {
            projections.collection(Projections.Kind.FACTS, live).deleteOne(gone);
        }
    }

    @Test
    void isUnknownUnderAnotherId() {
        assertThat(api.get(ADMIN, "/rebuilds/job_unknown").status()).isEqualTo(404);
    }

    private Rebuild deserted(String id, Rebuild.State state, int previous) {
        Instant now = Instant.now();
        return new Rebuild(
                id,
                state,
                null,
                generations.allocate(),
                previous,
                true,
                now,
                null,
                "a worker that is no more",
                now.plusSeconds(1),
                1,
                0,
                0,
                List.of(),
                null,
                null,
                null);
    }
}
