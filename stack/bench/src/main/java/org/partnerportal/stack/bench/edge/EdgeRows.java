package org.partnerportal.stack.bench.edge;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.partnerportal.stack.bench.load.Callers;
import org.partnerportal.stack.bench.load.HttpLoad;
import org.partnerportal.stack.bench.load.Tally;
import org.partnerportal.stack.bench.measure.Area;
import org.partnerportal.stack.bench.measure.Cpu;
import org.partnerportal.stack.bench.measure.Goal;
import org.partnerportal.stack.bench.measure.Plan;
import org.partnerportal.stack.bench.measure.Row;
import org.partnerportal.stack.bench.measure.Sample;
import org.partnerportal.stack.bench.measure.Side;
import org.partnerportal.stack.bench.measure.Sides;

/** The rows of the gateway. */
public final class EdgeRows implements Area {

    private static final String THROUGHPUT = "requests/s";
    private static final String CPU = "cpu µs";
    private static final String CALLS = "calls to the issuer";
    private static final String GOODPUT = "good/s";
    private static final String P99 = "p99 ms";
    private static final String REFUSED_P99 = "refused p99 ms";
    private static final String NO_RETRY_AFTER = "refused without Retry-After";
    private static final String WRONG = "wrong answers";
    private static final int CONNECTIONS = 32;

    /** Enough that a schedule does not wait for a connection while answers take 100 ms. */
    private static final int MANY_CONNECTIONS = 400;

    private static final double PARTNER_B = 150;

    /** By then partner A has used up what its bucket had saved. */
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private static final int WARM_UPS = 12;

    /** By then both compilers have seen what is often run. */
    private static final long COMPILED = 30_000;

    private @Nullable Rig rig;

    @Override
    public List<Row> rows() {
        return List.of(
                new Row(
                        "edge-nginx",
                        "a request through the gateway: token, route, limits; 1 KB of JSON",
                        "nginx in front of the same service",
                        List.of(Goal.atLeast(THROUGHPUT, 0.60, 0.74)),
                        this::nginx),
                new Row(
                        "edge-bare",
                        "the same",
                        "Spring Cloud Gateway with the same route and nothing of ours",
                        List.of(Goal.atLeast(THROUGHPUT, 0.85, 0.85)),
                        this::bare),
                new Row(
                        "edge-token",
                        "the check of a token in steady state",
                        "the same route open, without a token",
                        List.of(Goal.atMost(CPU, 1.15, 1.08), Goal.limit(CALLS, 0)),
                        this::token),
                new Row(
                        "edge-overload",
                        "twice the load that the service behind can carry",
                        "its peak",
                        List.of(
                                Goal.atLeast(GOODPUT, 0.9, 0.9),
                                Goal.limit(REFUSED_P99, 100),
                                Goal.limit(NO_RETRY_AFTER, 0),
                                Goal.limit(WRONG, 0)),
                        this::overload),
                new Row(
                        "edge-neighbour",
                        "partner B while partner A sends ten times its limit",
                        "partner B alone",
                        List.of(Goal.atMost(P99, 2, 2)),
                        this::neighbour));
    }

    private Rig rig() {
        Rig existing = rig;
        if (existing == null) {
            existing = new Rig();
            rig = existing;
        }
        return existing;
    }

    private Sides nginx(Plan plan) throws IOException, InterruptedException {
        var rig = rig();
        Started nginx = rig.nginx(plan);
        Started gateway = rig.gateway(plan);
        List<byte[]> requests = rig.withTokens(Service.QUICK);
        InetSocketAddress service = rig.service().address();
        warm(gateway, requests, plan);
        warm(nginx, requests, plan);
        return new Sides(
                throughput("gateway", gateway, requests, plan),
                throughput("nginx", nginx, requests, plan),
                List.of(
                        new Side(
                                "the service directly",
                                () -> rate(load(service, plan.sample(), closed(requests))))),
                Sides.NO_STORE,
                () -> {});
    }

    private Sides bare(Plan plan) throws IOException, InterruptedException {
        var rig = rig();
        List<byte[]> requests = rig.withTokens(Service.QUICK);
        Started gateway = rig.gateway(plan);
        Started bare = rig.bareGateway(plan);
        warm(gateway, requests, plan);
        warm(bare, requests, plan);
        return Sides.of(
                throughput("gateway", gateway, requests, plan),
                throughput("bare gateway", bare, requests, plan),
                Sides.NO_STORE);
    }

    /** At the same rate on both sides: a processor that is full works in larger bites. */
    private Sides token(Plan plan) throws IOException, InterruptedException {
        var rig = rig();
        Started gateway = rig.gateway(plan);
        List<byte[]> closed = rig.withTokens(Service.QUICK);
        List<byte[]> open = List.of(Rig.request(Service.OPEN, null));
        warm(gateway, open, plan);
        double rate = warm(gateway, closed, plan) / 2;
        return Sides.of(
                new Side(
                        "with a token",
                        () -> {
                            long before = rig.issuer().calls();
                            return scheduled(gateway, closed, rate, plan)
                                    .count(CALLS, rig.issuer().calls() - before);
                        }),
                new Side("open", () -> scheduled(gateway, open, rate, plan)),
                Sides.NO_STORE);
    }

    private Sides overload(Plan plan) throws IOException, InterruptedException {
        var rig = rig();
        Started gateway = rig.gateway(plan);
        List<byte[]> requests = rig.withTokens(Service.BUSY);
        warm(gateway, rig.withTokens(Service.QUICK), plan);
        var peak = Callers.inTurn("callers", requests, Service.WORKERS * 2);
        double carried = load(gateway.address(), plan.warmup(), peak).goodPerSecond();
        var twice = Callers.onSchedule("callers", requests, MANY_CONNECTIONS, carried * 2);
        load(gateway.address(), plan.warmup(), twice);
        return Sides.of(
                new Side(
                        "twice the load",
                        () -> refusals(load(gateway.address(), plan.sample(), twice))),
                new Side("peak", () -> refusals(load(gateway.address(), plan.sample(), peak))),
                Sides.NO_STORE);
    }

    private Sides neighbour(Plan plan) throws IOException, InterruptedException {
        var rig = rig();
        Started gateway = rig.gateway(plan);
        var b =
                Callers.onSchedule(
                        "B", rig.ofPartner(Service.QUICK, "ptr_b", 20), CONNECTIONS, PARTNER_B);
        warm(gateway, rig.withTokens(Service.QUICK), plan);
        double limit = PartnerLimit.of(gateway.address(), rig);
        var a =
                Callers.onSchedule(
                        "A",
                        rig.ofPartner(Service.QUICK, "ptr_a", 20),
                        MANY_CONNECTIONS,
                        limit * 10);
        HttpLoad.run(gateway.address(), plan.warmup().multipliedBy(2), List.of(a, b));
        return Sides.of(
                new Side(
                        "B beside A",
                        () -> {
                            Map<String, Tally> tallies =
                                    HttpLoad.run(
                                            gateway.address(),
                                            SETTLING,
                                            plan.sample(),
                                            List.of(a, b));
                            return latencies(tallies.get("B"))
                                    .with("A good/s", of(tallies.get("A")).goodPerSecond())
                                    .count("A refused", of(tallies.get("A")).refused().count());
                        }),
                new Side(
                        "B alone",
                        () ->
                                latencies(
                                        HttpLoad.run(
                                                        gateway.address(),
                                                        SETTLING,
                                                        plan.sample(),
                                                        List.of(b))
                                                .get("B"))),
                Sides.NO_STORE);
    }

    /**
     * Until a whole load was served: by then it has compiled what it runs, has the issuer's keys
     * and its connections.
     *
     * @return what it served in a second
     */
    private static double warm(Started process, List<byte[]> requests, Plan plan)
            throws IOException {
        Tally tally = load(process.address(), plan.warmup(), closed(requests));
        long answered = tally.answered();
        for (int more = 0; more < WARM_UPS && (answered < COMPILED || !allServed(tally)); more++) {
            tally = load(process.address(), plan.warmup(), closed(requests));
            answered += tally.answered();
        }
        return served(tally).goodPerSecond();
    }

    private static Side throughput(String name, Started process, List<byte[]> requests, Plan plan) {
        return new Side(
                name,
                () -> {
                    Duration before = process.cpu().taken();
                    Tally tally = load(process.address(), plan.sample(), closed(requests));
                    Duration taken = process.cpu().taken().minus(before);
                    return rate(tally).with(CPU, Cpu.microsEach(taken, tally.answered()));
                });
    }

    private static Sample scheduled(Started process, List<byte[]> requests, double rate, Plan plan)
            throws IOException {
        Duration before = process.cpu().taken();
        Tally tally =
                load(
                        process.address(),
                        plan.sample(),
                        Callers.onSchedule("callers", requests, CONNECTIONS, rate));
        Duration taken = process.cpu().taken().minus(before);
        return latencies(tally)
                .with(THROUGHPUT, tally.goodPerSecond())
                .with(CPU, Cpu.microsEach(taken, tally.answered()));
    }

    private static Callers closed(List<byte[]> requests) {
        return Callers.inTurn("callers", requests, CONNECTIONS);
    }

    private static Tally load(InetSocketAddress target, Duration length, Callers callers)
            throws IOException {
        return of(HttpLoad.run(target, length, List.of(callers)).get(callers.name()));
    }

    private static Tally of(@Nullable Tally tally) {
        if (tally == null) {
            throw new IllegalStateException("a group of callers was not counted");
        }
        return tally;
    }

    /** Of a load that must be served as a whole. */
    private static Sample rate(Tally tally) {
        return served(tally).good().into(Sample.of(THROUGHPUT, tally.goodPerSecond()));
    }

    private static Sample latencies(@Nullable Tally tally) {
        return served(of(tally)).good().into(Sample.of(GOODPUT, of(tally).goodPerSecond()));
    }

    private static boolean allServed(Tally tally) {
        return tally.good().count() > 0 && tally.wrong() + tally.refused().count() == 0;
    }

    /** A figure of answers that were none would say nothing. */
    private static Tally served(Tally tally) {
        if (!allServed(tally)) {
            throw new IllegalStateException("expected good answers only: " + tally);
        }
        return tally;
    }

    private static Sample refusals(Tally tally) {
        Sample sample =
                tally.good()
                        .into(Sample.of(GOODPUT, tally.goodPerSecond()))
                        .count("refused", tally.refused().count())
                        .count(NO_RETRY_AFTER, tally.refusedWithoutRetryAfter())
                        .count(WRONG, tally.wrong());
        return sample.with(
                REFUSED_P99, tally.refused().count() == 0 ? 0 : tally.refused().millis(99));
    }

    @Override
    public void close() {
        Rig started = rig;
        if (started != null) {
            started.close();
        }
    }
}
