package org.partnerportal.stack.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.partnerportal.stack.launcher.Suite.Instance;

/** Services that end without warning, at random moments and at the worst ones. */
final class KilledServices {

    private static final List<String> SERVICES =
            List.of(
                    "deal-service",
                    "commission-service",
                    "analytics-service",
                    "partner-service",
                    "gateway");

    private KilledServices() {}

    static List<Fault> faults() {
        var faults = new ArrayList<Fault>();
        for (String service : SERVICES) {
            faults.add(
                    new Fault(
                            "kill-" + service,
                            service + " is killed at a random moment and started again",
                            service.equals("deal-service"),
                            ground -> kill(ground, service)));
        }
        return faults;
    }

    private static void kill(Ground ground, String service) throws InterruptedException {
        Thread.sleep(ground.random().nextInt(500, 3_000));
        ground.suite().kill(Instance.first(service));
        ground.note(service + " is killed");
        ground.suite().start(Instance.first(service), Map.of());
        ground.note(service + " runs again");
    }

    static final Duration POINT_REACHED = Duration.ofSeconds(60);
}
