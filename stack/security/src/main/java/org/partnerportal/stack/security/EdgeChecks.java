package org.partnerportal.stack.security;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.partnerportal.stack.client.ClientFailure;

/** What the gateway says to everybody: headers, sizes, and limits on requests. */
final class EdgeChecks {

    private static final String HEADERS = "an answer protects browsers and names no software";
    private static final String LIMITS = "an answer names the limit on requests and what is left";
    private static final String REFUSED = "what the gateway refuses is a problem with a code";
    private static final String FLOOD = "too many requests: 429 with Retry-After";
    private static final String OTHERS = "while one partner floods, another is served";
    private static final String OPERATING = "what operators see is not served to callers";

    private static final Pattern LIMIT = Pattern.compile("\"[a-z-]+\";\\s*r=\\d+(;.*)?");
    private static final Pattern POLICY = Pattern.compile("\"[a-z-]+\";\\s*q=\\d+(;.*)?");
    private static final Pattern QUOTA = Pattern.compile("q=(\\d+);\\s*w=(\\d+)");
    private static final String LIST = "/api/v1/products?limit=1";
    private static final int FLOODS = 4_000;
    private static final int AT_ONCE = 16;
    private static final int LOOKS = 20;
    private static final int LARGE = 3_000_000;

    private final Edge edge;
    private final People people;
    private final Report report;

    EdgeChecks(Edge edge, People people, Report report) {
        this.edge = edge;
        this.people = people;
        this.report = report;
    }

    void run() {
        Caller owner = people.of("partner-admin");
        Reply good = edge.send(Request.get(LIST).as(owner)).must(200);
        header(good, "X-Content-Type-Options", "nosniff");
        header(good, "Cache-Control", "no-store");
        header(good, "Content-Security-Policy", "default-src 'none'");
        header(good, "Referrer-Policy", "no-referrer");
        absent(good, "Server");
        absent(good, "X-Powered-By");
        limits(good);
        limits(edge.send(Request.get(LIST)).must(401));
        refused("unknown path", Request.get("/api/v1/nothing-here").as(owner), 404);
        refused("unknown method", Request.of("DELETE", "/api/v1/products").as(owner), 405);
        refused(
                "another origin",
                Request.get(LIST).as(owner).with("Origin", "https://evil.example"),
                403);
        refused(
                "a body of 3 MB",
                Request.of("POST", "/api/v1/deals").json(" ".repeat(LARGE)).as(owner),
                413);
        refused(
                "a token of 9 KB",
                Request.get(LIST).with("Authorization", "Bearer " + "x".repeat(9_000)),
                401);
        for (String path :
                List.of(
                        "/actuator/env",
                        "/actuator/heapdump",
                        "/actuator/loggers",
                        "/actuator/gateway/routes",
                        "/internal/clock",
                        "/api/v1/../../actuator/env")) {
            Reply reply = edge.send(Request.get(path).as(owner));
            report.expect(
                    OPERATING,
                    path,
                    reply.status() == 404 || reply.status() == 403 || reply.status() == 400
                            ? reply.defect()
                            : Optional.of(reply.shown()));
        }
        flood(owner);
    }

    private void header(Reply reply, String name, String value) {
        boolean there = reply.header(name).contains(value);
        report.expect(
                HEADERS,
                name,
                there ? Optional.empty() : Optional.of("'" + reply.header(name) + "'"));
    }

    private void absent(Reply reply, String name) {
        report.expect(
                HEADERS,
                "no " + name,
                reply.header(name).isEmpty() ? Optional.empty() : Optional.of(reply.header(name)));
    }

    private void limits(Reply reply) {
        boolean named =
                LIMIT.matcher(reply.header("RateLimit")).matches()
                        && POLICY.matcher(reply.header("RateLimit-Policy")).matches();
        report.expect(
                LIMITS,
                reply.request() + " " + reply.status(),
                named
                        ? Optional.empty()
                        : Optional.of(
                                "RateLimit '"
                                        + reply.header("RateLimit")
                                        + "', RateLimit-Policy '"
                                        + reply.header("RateLimit-Policy")
                                        + "'"));
    }

    private void refused(String what, Request request, int status) {
        Reply reply = edge.send(request);
        report.expect(
                REFUSED,
                what + " " + status,
                reply.status() == status ? reply.defect() : Optional.of(reply.shown()));
    }

    /** As much as one can send, until the answer is "too many". */
    private void flood(Caller owner) {
        // Costs the gateway alone something, so that the limit is reached on a slow machine too.
        Request flooding = Request.get("/api/v1/nothing-here").as(people.stranger());
        var refused = new ConcurrentLinkedQueue<Reply>();
        var sent = new AtomicInteger();
        long began = System.nanoTime();
        Callable<Boolean> stream =
                () -> {
                    while (refused.isEmpty() && sent.incrementAndGet() <= FLOODS) {
                        Reply reply = edge.once(flooding);
                        if (reply.status() == 429) {
                            refused.add(reply);
                        }
                    }
                    return true;
                };
        try (var streams = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> running =
                    IntStream.range(0, AT_ONCE).mapToObj(it -> streams.submit(stream)).toList();
            for (int look = 0; look < LOOKS; look++) {
                Reply reply = edge.once(Request.get(LIST).as(owner));
                report.expect(
                        OTHERS,
                        reply.request().toString(),
                        reply.status() == 200 ? Optional.empty() : Optional.of(reply.shown()));
            }
            for (Future<Boolean> each : running) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientFailure("Interrupted while flooding", e);
        } catch (ExecutionException e) {
            throw new ClientFailure("A request of the flood got no answer", e);
        }
        Optional<Reply> answer = refused.stream().findFirst();
        double perSecond = sent.get() / ((System.nanoTime() - began) / 1e9);
        if (answer.isEmpty() && perSecond < allowed(flooding)) {
            report.say(
                    String.format(
                            Locale.ROOT,
                            "NOT SHOWN: %s; this machine sends %.0f requests a second, which are allowed",
                            FLOOD,
                            perSecond));
            return;
        }
        report.expect(
                FLOOD,
                String.format(Locale.ROOT, "%d requests, %.0f a second", sent.get(), perSecond),
                answer.isEmpty()
                        ? Optional.of("never 429")
                        : answer.filter(it -> !it.header("Retry-After").matches("[1-9]\\d*"))
                                .map(it -> "Retry-After '" + it.header("Retry-After") + "'")
                                .or(() -> answer.flatMap(Reply::defect)));
        answer.ifPresent(this::limits);
    }

    /** How many requests a second the gateway lets one caller send for ever. */
    private double allowed(Request request) {
        var policy = QUOTA.matcher(edge.once(request).header("RateLimit-Policy"));
        return policy.find()
                ? Double.parseDouble(policy.group(1)) / Double.parseDouble(policy.group(2))
                : 0;
    }
}
