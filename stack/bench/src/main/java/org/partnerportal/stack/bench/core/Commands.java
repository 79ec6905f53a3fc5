package org.partnerportal.stack.bench.core;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.DealServiceApplication;
import org.partnerportal.deal.registration.application.ChangeDeal;
import org.partnerportal.deal.registration.domain.Deal;
import org.partnerportal.deal.registration.domain.Deals;
import org.partnerportal.deal.registration.domain.SalesStage;
import org.partnerportal.kernel.Decided;
import org.partnerportal.kernel.Expected;
import org.partnerportal.stack.bench.load.Issuer;
import org.partnerportal.stack.bench.measure.Goal;
import org.partnerportal.stack.bench.measure.Plan;
import org.partnerportal.stack.bench.measure.Row;
import org.partnerportal.stack.bench.measure.Side;
import org.partnerportal.stack.bench.measure.Sides;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * A command that changes a registration: read, decide, and write state and event at once; on a
 * fixed schedule that leaves time for what follows in the background, so that the time of a command
 * is its own.
 */
final class Commands implements AutoCloseable {

    /** Each is left alone until its event is long gone. */
    private static final int DEALS = 500;

    private static final double PER_SECOND = 25;

    /** By then both compilers have seen what is often run. */
    private static final int COMPILED = 10_000;

    /** The tag of a registration that was only added. */
    private static final String NEW = "\"1\"";

    /** Seconds. */
    private static final int PATIENCE = 60;

    private static final SalesStage[] STAGES = {
        SalesStage.QUALIFIED, SalesStage.PROPOSAL, SalesStage.COMMITTED
    };

    private final Backing backing;
    private final Issuer issuer = new Issuer();
    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable Service service;
    private final @Nullable String[] tags = new @Nullable String[DEALS];
    private int next;

    Commands(Backing backing) {
        this.backing = backing;
    }

    List<Row> rows() {
        var goals = List.of(Goal.atMost(Clocked.MEDIAN, 1.3, 1.15));
        String floor = "plain write of that document, same write concern";
        return List.of(
                new Row(
                        "core-command-repository",
                        "change of a registration in the repository, with its event",
                        floor,
                        goals,
                        plan -> sides(plan, "repository", _ -> inRepository())),
                new Row(
                        "core-command-http",
                        "the same over HTTP, token and answer included",
                        floor,
                        goals,
                        plan -> {
                            running(plan);
                            awaitFirstAnswer();
                            return sides(plan, "HTTP", _ -> overHttp());
                        }));
    }

    /**
     * The first token waits for the issuer's keys, on a busy machine longer than a caller would.
     */
    private void awaitFirstAnswer() throws IOException, InterruptedException {
        for (int tries = 1; ; tries++) {
            HttpResponse<String> answer = send();
            if (answer.statusCode() == 200) {
                return;
            }
            if (answer.statusCode() != 503 || tries == PATIENCE) {
                throw unexpected(answer);
            }
            Thread.sleep(1_000);
        }
    }

    private Sides sides(Plan plan, String name, Clocked.Once command)
            throws IOException, InterruptedException {
        Service running = running(plan);
        MongoCollection<Document> deals = running.bean(MongoTemplate.class).getCollection("deals");
        MongoCollection<Document> plain = running.bean(MongoTemplate.class).getCollection("plain");
        Document document =
                Objects.requireNonNull(
                        deals.find(new Document("_id", Registrations.id(0).value())).first());
        Clocked.Once write = time -> plain(plain, document, time);
        Clocked.times(COMPILED, command);
        Clocked.times(COMPILED, write);
        return Sides.of(
                new Side(name, () -> Clocked.onSchedule(PER_SECOND, plan.sample(), command)),
                new Side("plain write", () -> Clocked.onSchedule(PER_SECOND, plan.sample(), write)),
                backing.storeName());
    }

    private Service running(Plan plan) throws IOException, InterruptedException {
        Service running = service;
        if (running == null) {
            running =
                    Service.start(
                            plan,
                            backing,
                            DealServiceApplication.class,
                            "deal-service",
                            "bench-commands",
                            Map.of("portal.security.issuer", issuer.uri()));
            Deals deals = running.bean(Deals.class);
            for (int number = 0; number < DEALS; number++) {
                deals.add(Decided.of(Registrations.approved(number, Instant.now())));
            }
            service = running;
        }
        return running;
    }

    private static void plain(MongoCollection<Document> plain, Document document, int time) {
        String id = "plain-" + time % DEALS;
        plain.replaceOne(
                new Document("_id", id),
                new Document(document).append("_id", id).append("version", (long) time),
                new ReplaceOptions().upsert(true));
    }

    private void inRepository() {
        int number = next++;
        Deal changed =
                Objects.requireNonNull(service)
                        .bean(ChangeDeal.class)
                        .handle(
                                Registrations.id(number % DEALS),
                                Expected.any(),
                                new ChangeDeal.ChangeStage(stage(number)));
        tags[number % DEALS] = "\"" + changed.version() + "\"";
    }

    private static SalesStage stage(int number) {
        return STAGES[number / DEALS % STAGES.length];
    }

    private void overHttp() throws IOException, InterruptedException {
        HttpResponse<String> answer = send();
        if (answer.statusCode() != 200) {
            throw unexpected(answer);
        }
    }

    private static IllegalStateException unexpected(HttpResponse<String> answer) {
        return new IllegalStateException(
                "the command was answered " + answer.statusCode() + ": " + answer.body());
    }

    private HttpResponse<String> send() throws IOException, InterruptedException {
        int number = next++;
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:"
                                                + Objects.requireNonNull(service).port()
                                                + "/api/v1/deals/"
                                                + Registrations.id(number % DEALS)
                                                + "/stage"))
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Bearer " + token())
                        .header("Content-Type", "application/json")
                        .header("If-Match", Objects.requireNonNullElse(tags[number % DEALS], NEW))
                        .PUT(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"stage\":\"" + stage(number) + "\"}"))
                        .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        answer.headers().firstValue("ETag").ifPresent(tag -> tags[number % DEALS] = tag);
        return answer;
    }

    private @Nullable String token;

    private String token() {
        String known = token;
        if (known == null) {
            known = issuer.token(Registrations.PARTNER.value(), "seller");
            token = known;
        }
        return known;
    }

    @Override
    public void close() {
        if (service != null) {
            service.close();
        }
        http.close();
        issuer.close();
    }
}
