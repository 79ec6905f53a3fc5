package org.partnerportal.stack.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.partnerportal.stack.client.Answer;
import org.partnerportal.stack.client.Call;
import org.partnerportal.stack.client.Users;

/** One service answers slowly or wrongly, and the others must not notice. */
final class Slowness {

    private static final String SERVICE = "commission-service";
    private static final Call ITS_OWN = Call.get("/commission-plans?limit=1", Users.FINANCE);
    private static final List<Call> OTHERS =
            List.of(
                    Call.get("/deals?limit=1", Users.CHANNEL_ADMIN),
                    Call.get("/partners?limit=1", Users.CHANNEL_ADMIN),
                    Call.get("/analytics/freshness", Users.CHANNEL_ADMIN));

    /** More than any pool of threads or connections is meant to be filled with. */
    private static final int CALLERS = 60;

    private Slowness() {}

    static List<Fault> faults() {
        return List.of(
                new Fault(
                        "service-slow",
                        "commission-service takes 5 s, then longer than the gateway waits: only its routes"
                                + " suffer, its circuit opens and closes again",
                        false,
                        Slowness::slow),
                new Fault(
                        "service-failing",
                        "commission-service answers 500: only its routes suffer",
                        false,
                        Slowness::failing));
    }

    private static void slow(Ground ground) throws Exception {
        Agent agent = ground.world().agent();
        ground.restart(SERVICE, agent.environment(Agent.Point.SLOW, Agent.Point.TOO_SLOW));
        ground.await(Duration.ofMinutes(2), () -> status(ground, ITS_OWN) == 200);
        long before = othersMedian(ground);

        agent.arm(Agent.Point.SLOW);
        Map<Integer, Integer> slow = withOthers(ground, before, "while-it-takes-5-s");
        ground.note("while it takes 5 s, its own callers are answered " + slow);
        agent.disarm(Agent.Point.SLOW);

        agent.arm(Agent.Point.TOO_SLOW);
        Map<Integer, Integer> timedOut = withOthers(ground, before, "while-it-times-out");
        ground.note("while it takes too long, its own callers are answered " + timedOut);
        // Those who waited together learn of it too late; who comes after them is not let in.
        Answer next = ground.world().once().send(ITS_OWN);
        ground.check(
                "the-circuit-opens",
                next.status() == 503 && next.code().equals("gateway.service-unavailable"),
                "who comes then is answered " + next.status() + " " + next.code());
        agent.disarm(Agent.Point.TOO_SLOW);
        boolean closed = ground.await(Duration.ofSeconds(60), () -> status(ground, ITS_OWN) == 200);
        ground.check("the-circuit-closes", closed, "its route answers 200 again: " + closed);
        ground.restart(SERVICE, Map.of());
    }

    private static void failing(Ground ground) throws Exception {
        Agent agent = ground.world().agent();
        ground.restart(SERVICE, agent.environment(Agent.Point.FAILING));
        ground.await(Duration.ofMinutes(2), () -> status(ground, ITS_OWN) == 200);
        long before = othersMedian(ground);
        agent.arm(Agent.Point.FAILING);
        Map<Integer, Integer> own = withOthers(ground, before, "while-it-answers-500");
        ground.check(
                "its-own-routes-answer-500",
                own.getOrDefault(500, 0) > 0 && own.getOrDefault(200, 0) == 0,
                own.toString());
        agent.disarm(Agent.Point.FAILING);
        boolean again = ground.await(Duration.ofSeconds(60), () -> status(ground, ITS_OWN) == 200);
        ground.check("its-routes-answer-again", again, "200: " + again);
        ground.restart(SERVICE, Map.of());
    }

    /**
     * Many callers of the sick service at once, and the others' callers beside them.
     *
     * @return how its own callers were answered, by status
     */
    private static Map<Integer, Integer> withOthers(Ground ground, long before, String when)
            throws InterruptedException, ExecutionException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var own = new ArrayList<Future<Integer>>();
            for (int i = 0; i < CALLERS; i++) {
                own.add(executor.submit(() -> status(ground, ITS_OWN)));
            }
            Thread.sleep(500);
            long began = System.nanoTime();
            var statuses = new TreeMap<Integer, Integer>();
            for (int i = 0; i < 10; i++) {
                for (Call call : OTHERS) {
                    statuses.merge(status(ground, call), 1, Integer::sum);
                }
            }
            long mean = (System.nanoTime() - began) / 1_000_000 / (10L * OTHERS.size());
            ground.check(
                    "others-do-not-notice-" + when,
                    statuses.keySet().equals(Set.of(200)),
                    "the others answer "
                            + statuses
                            + ", "
                            + mean
                            + " ms each, "
                            + before
                            + " ms before, with "
                            + CALLERS
                            + " callers waiting");
            var answers = new TreeMap<Integer, Integer>();
            for (Future<Integer> answer : own) {
                answers.merge(answer.get(), 1, Integer::sum);
            }
            return answers;
        }
    }

    private static long othersMedian(Ground ground) {
        var times = new ArrayList<Long>();
        for (int i = 0; i < 5; i++) {
            for (Call call : OTHERS) {
                long began = System.nanoTime();
                status(ground, call);
                times.add((System.nanoTime() - began) / 1_000_000);
            }
        }
        Collections.sort(times);
        return times.get(times.size() / 2);
    }

    private static int status(Ground ground, Call call) {
        Answer answer = ground.world().once().send(call);
        return answer.status();
    }
}
