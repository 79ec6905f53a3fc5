package org.partnerportal.stack.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.partnerportal.stack.launcher.Suite.Instance;

/** Every service is restarted while it works, two instances each. */
final class Rollover {

    private static final String REGISTRY = "discovery";
    private static final String GATEWAY = "gateway";
    private static final List<String> SERVICES =
            List.of("deal-service", "commission-service", "analytics-service", "partner-service");

    /**
     * The gateway reads the registry every two seconds, and the registry's own answer is cached.
     */
    private static final Duration KNOWN = Duration.ofSeconds(8);

    private static final Duration AWHILE = Duration.ofMinutes(2);

    private Rollover() {}

    static List<Fault> faults() {
        return List.of(
                new Fault(
                        "rolling-restart",
                        "each service and the gateway get a second instance, the first is stopped and started,"
                                + " the second is stopped; the registry is restarted: no command fails, no event"
                                + " is lost or out of order",
                        false,
                        Rollover::roll));
    }

    private static void roll(Ground ground) throws InterruptedException, IOException {
        for (String service : SERVICES) {
            var second = new Instance(service, 2);
            ground.suite().start(second, Map.of());
            awaitInstances(ground, service, 2);
            ground.suite().stop(Instance.first(service));
            ground.start(service);
            awaitInstances(ground, service, 2);
            ground.suite().stop(second);
            ground.note(service + " was restarted under load");
        }
        gateway(ground);
        ground.restart(REGISTRY, Map.of());
        for (String service : SERVICES) {
            awaitInstances(ground, service, 1);
        }
        ground.note("the registry was restarted under load");
        ground.check(
                "no-command-failed",
                ground.load().tally().failed() == 0,
                ground.load().tally().failed()
                        + " of "
                        + ground.load().tally().sent()
                        + " commands failed, "
                        + ground.load().tally().retries()
                        + " retries");
    }

    /** The gateways are found by whoever stands before them, not by the registry. */
    private static void gateway(Ground ground) throws InterruptedException {
        var one = Instance.first(GATEWAY);
        var two = new Instance(GATEWAY, 2);
        Gateways gateways = ground.world().gateways();
        URI first = ground.world().settings().gateway();
        URI second = URI.create("http://127.0.0.1:" + ground.suite().port(two));
        ground.suite().start(two, Map.of());
        gateways.add(second);
        ground.load().awaitAcknowledged(10, AWHILE);
        gateways.remove(first);
        ground.suite().stop(one);
        ground.start(GATEWAY);
        gateways.add(first);
        ground.load().awaitAcknowledged(10, AWHILE);
        gateways.remove(second);
        ground.suite().stop(two);
        ground.note("the gateway was restarted under load");
    }

    private static void awaitInstances(Ground ground, String service, int count)
            throws InterruptedException, IOException {
        URI registry =
                URI.create(
                        ground.suite().clientEnvironment().get("EUREKA_URL") + "apps/" + service);
        var request =
                HttpRequest.newBuilder(registry)
                        .header("Accept", "application/xml")
                        .timeout(Duration.ofSeconds(10))
                        .build();
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (System.nanoTime() < end) {
            String apps = ground.world().http().send(request, BodyHandlers.ofString()).body();
            if (apps.split("<status>UP</status>", -1).length - 1 == count) {
                Thread.sleep(KNOWN);
                return;
            }
            Thread.sleep(500);
        }
        throw new IllegalStateException(
                "The registry does not know " + count + " instances of " + service);
    }
}
