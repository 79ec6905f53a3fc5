package org.partnerportal.stack.faults;

import com.mongodb.client.model.Filters;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.partnerportal.stack.launcher.Suite.Instance;

/** Services that end without warning, at random moments and at the worst ones. */
final class KilledServices {

    private static final Duration POINT_REACHED = Duration.ofSeconds(90);
    private static final String DEAL = "deal-service";
    private static final List<String> SERVICES =
            List.of(DEAL, "commission-service", "analytics-service", "partner-service", "gateway");

    private KilledServices() {}

    static List<Fault> faults() {
        var faults = new ArrayList<Fault>();
        for (String service : SERVICES) {
            faults.add(
                    new Fault(
                            "kill-" + service,
                            service + " is killed at a random moment and started again",
                            service.equals(DEAL),
                            ground -> kill(ground, service)));
        }
        faults.add(
                new Fault(
                        "kill-between-write-and-publication",
                        "deal-service ends when a decision is stored and nothing of it is published",
                        false,
                        ground -> killAtOutbox(ground, Agent.Point.BEFORE_PUBLICATION)));
        faults.add(
                new Fault(
                        "kill-after-publish-before-mark",
                        "deal-service ends when an event is published and still in its outbox",
                        false,
                        ground -> killAtOutbox(ground, Agent.Point.AFTER_PUBLICATION)));
        faults.add(
                new Fault(
                        "kill-between-claim-and-approval",
                        "deal-service ends when a scope is claimed and the approval is not stored",
                        false,
                        ground -> killAt(ground, DEAL, Agent.Point.AFTER_CLAIM)));
        faults.add(
                new Fault(
                        "kill-consumer-mid-batch",
                        "commission-service ends when an event is handled and its offset is not",
                        false,
                        ground -> killAt(ground, "commission-service", Agent.Point.IN_A_BATCH)));
        faults.add(
                new Fault(
                        "kill-projection-mid-batch",
                        "analytics-service ends when an event is handled and its offset is not",
                        false,
                        ground -> killAt(ground, "analytics-service", Agent.Point.IN_A_BATCH)));
        return faults;
    }

    private static void kill(Ground ground, String service) throws InterruptedException {
        Thread.sleep(ground.random().nextInt(500, 3_000));
        ground.suite().kill(Instance.first(service));
        ground.note(service + " is killed");
        ground.start(service);
        ground.note(service + " runs again");
    }

    /** What lies in the outboxes at its end shows that the point was really met. */
    private static void killAtOutbox(Ground ground, Agent.Point point)
            throws IOException, InterruptedException {
        endAt(ground, DEAL, point);
        long waiting = unpublished(ground);
        ground.check(
                "the-point-was-met",
                waiting > 0,
                waiting + " registrations with events in their outbox when the process ended");
        ground.start(DEAL);
        ground.note(DEAL + " runs again");
    }

    private static void killAt(Ground ground, String service, Agent.Point point)
            throws IOException, InterruptedException {
        endAt(ground, service, point);
        ground.start(service);
        ground.note(service + " runs again");
    }

    private static void endAt(Ground ground, String service, Agent.Point point)
            throws IOException, InterruptedException {
        Agent agent = ground.world().agent();
        ground.restart(service, agent.environment(point));
        ground.load().awaitAcknowledged(5, Duration.ofMinutes(3));
        ground.note(service + " runs with its point " + point);
        Thread.sleep(ground.random().nextInt(200, 2_000));
        agent.arm(point);
        boolean ended = ground.awaitEnd(service, POINT_REACHED);
        agent.disarm(point);
        ground.check(
                "the-process-ended-at-its-point",
                ended,
                point + " of " + service + (ended ? " ended it" : " was not met"));
        if (!ended) {
            ground.suite().stop(Instance.first(service));
        }
    }

    private static long unpublished(Ground ground) {
        return ground.world()
                .mongo()
                .getDatabase("deal")
                .getCollection("deals")
                .countDocuments(
                        Filters.and(
                                Filters.in("state.partnerId", ground.world().cast().partners()),
                                new Document("outbox.last", new Document("$exists", true))));
    }
}
