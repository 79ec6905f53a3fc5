package org.partnerportal.stack.demo;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.partnerportal.stack.client.Call;
import org.partnerportal.stack.client.ClientFailure;
import org.partnerportal.stack.client.Portal;
import org.partnerportal.stack.client.Users;
import org.partnerportal.stack.client.Waiting;
import tools.jackson.databind.JsonNode;

/** The commission plan, the year's statements and what the ledger says. */
final class Commissions {

    static final String PLAN = "channel-2017";
    private static final int MOST_ROUNDS = 8;
    private static final Set<String> OVER = Set.of("SUCCEEDED", "FAILED");

    private final Portal portal;
    private final Waiting waiting;

    Commissions(Portal portal, Waiting waiting) {
        this.portal = portal;
        this.waiting = waiting;
    }

    /** Writes the plan as one user and approves it as another, unless that has been done. */
    JsonNode planInForce() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            JsonNode plan =
                    portal.all("/commission-plans?code=" + PLAN, Users.FINANCE).stream()
                            .filter(it -> it.path("number").asInt() == 1)
                            .findFirst()
                            .orElseGet(this::write);
            switch (plan.path("state").asString()) {
                case "DRAFT" -> decide(plan, "approval", Users.FINANCE);
                case "APPROVED" -> decide(plan, "activation", Users.FINANCE);
                default -> {
                    return plan;
                }
            }
        }
        throw new ClientFailure("The plan " + PLAN + " does not come into force");
    }

    private JsonNode write() {
        Call call =
                Call.post("/commission-plans", Users.PROGRAM_MANAGER)
                        .json(
                                Map.of(
                                        "code", PLAN,
                                        "name", "Channel commission 2017",
                                        "currency", "USD",
                                        "validFrom", "2017-01-01",
                                        "trigger", "INVOICED",
                                        "mode", "MARGINAL",
                                        "tiers",
                                                List.of(
                                                        Map.of("from", "0", "percent", "5"),
                                                        Map.of("from", "100000", "percent", "7"))))
                        .key("demo-plan");
        return portal.send(call).must(call, 201).json();
    }

    private void decide(JsonNode plan, String what, String user) {
        String path = "/commission-plans/" + plan.path("id").asString();
        Call now = Call.get(path, user);
        Call call =
                Call.post(path + "/" + what, user)
                        .ifMatch(portal.send(now).must(now, 200).version())
                        .key("demo-plan-" + what);
        portal.send(call).must(call, 200, 409, 412);
    }

    /** Closes or issues every statement through a month and waits for the end. */
    JsonNode run(String action, String throughPeriod, Progress.Step step) {
        Call call =
                Call.post("/statement-runs", Users.FINANCE)
                        .json(Map.of("action", action, "throughPeriod", throughPeriod));
        JsonNode started = portal.send(call).must(call, 202).json();
        String id = started.path("id").asString();
        JsonNode run =
                waiting.until(
                        "Statement run " + id,
                        () -> {
                            JsonNode now = portal.get("/statement-runs/" + id, Users.FINANCE);
                            step.of(now.path("total").asLong(0));
                            step.at(now.path("processed").asLong(0), action);
                            return now;
                        },
                        now -> OVER.contains(now.path("state").asString()));
        if (!"SUCCEEDED".equals(run.path("state").asString())) {
            throw new ClientFailure(action + " of the statements ended as " + run);
        }
        return run;
    }

    List<JsonNode> lines(String query, String user) {
        return portal.all("/earnings" + query, user);
    }

    List<JsonNode> statements(String query, String user) {
        return portal.all("/statements" + query, user);
    }
}
