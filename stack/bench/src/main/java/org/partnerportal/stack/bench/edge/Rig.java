package org.partnerportal.stack.bench.edge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.partnerportal.stack.bench.load.Issuer;
import org.partnerportal.stack.bench.measure.Plan;

/** What the rows of the gateway run on: each part is started when it is first needed. */
final class Rig implements AutoCloseable {

    /** So many partners call, each with a user of its own. */
    private static final int PARTNERS = 200;

    private final Service service = new Service();
    private final Issuer issuer = new Issuer();
    private final Map<String, Started> processes = new HashMap<>();
    private @Nullable List<String> tokens;

    Service service() {
        return service;
    }

    Issuer issuer() {
        return issuer;
    }

    /**
     * The gateway as it was built, with the limits of its settings. Only what one caller may do is
     * raised: here a few hundred callers stand for all.
     */
    Started gateway(Plan plan) throws IOException, InterruptedException {
        return process(
                "gateway",
                port ->
                        Started.program(
                                plan.root(),
                                "gateway",
                                log(plan, "gateway"),
                                port,
                                Map.of(
                                        "SERVER_PORT",
                                        Integer.toString(port),
                                        "SPRING_PROFILES_ACTIVE",
                                        "local",
                                        "EUREKA_CLIENT_ENABLED",
                                        "false",
                                        "OIDC_ISSUER",
                                        issuer.uri(),
                                        "PORTAL_GATEWAY_RATELIMIT_PERSECOND",
                                        "1000000",
                                        "PORTAL_GATEWAY_RATELIMIT_BURST",
                                        "1000000",
                                        "SPRING_CLOUD_DISCOVERY_CLIENT_SIMPLE_INSTANCES_PARTNER-SERVICE_0_URI",
                                        service.uri())));
    }

    /** The library's gateway with the same route and nothing of ours. */
    Started bareGateway(Plan plan) throws IOException, InterruptedException {
        return process(
                "bare gateway",
                port ->
                        Started.program(
                                plan.root(),
                                "stack/floor-gateway",
                                log(plan, "floor-gateway"),
                                port,
                                Map.of(
                                        "SERVER_PORT",
                                        Integer.toString(port),
                                        "FLOOR_TARGET",
                                        service.uri())));
    }

    Started nginx(Plan plan) throws IOException, InterruptedException {
        return process("nginx", port -> Nginx.start(plan.work(), service));
    }

    private static Path log(Plan plan, String name) throws IOException {
        return Files.createDirectories(plan.work().resolve("logs")).resolve(name + ".log");
    }

    private interface Start {
        Started on(int port) throws IOException, InterruptedException;
    }

    private Started process(String name, Start start) throws IOException, InterruptedException {
        Started running = processes.get(name);
        if (running == null) {
            running = start.on(Started.freePort());
            processes.put(name, running);
        }
        return running;
    }

    /** Requests of many users of many partners. */
    List<byte[]> withTokens(String path) {
        List<String> made = tokens;
        if (made == null) {
            made =
                    IntStream.range(0, PARTNERS)
                            .mapToObj(each -> issuer.token("ptr_" + each, "user-" + each))
                            .toList();
            tokens = made;
        }
        return made.stream().map(token -> request(path, token)).toList();
    }

    /** Requests of users of one partner. */
    List<byte[]> ofPartner(String path, String partner, int users) {
        return IntStream.range(0, users)
                .mapToObj(each -> request(path, issuer.token(partner, partner + "-user-" + each)))
                .toList();
    }

    static byte[] request(String path, @Nullable String token) {
        return ("GET "
                        + path
                        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n"
                        + (token == null ? "" : "Authorization: Bearer " + token + "\r\n")
                        + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        processes.values().forEach(Started::close);
        service.close();
        issuer.close();
    }
}
