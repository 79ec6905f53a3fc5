package org.partnerportal.stack.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.partnerportal.stack.client.Answer;
import org.partnerportal.stack.client.Call;
import org.partnerportal.stack.client.Json;
import org.partnerportal.stack.client.Portal;
import org.partnerportal.stack.client.Users;
import org.partnerportal.stack.client.Waiting;
import tools.jackson.databind.JsonNode;

/** What operators ask of a running suite. */
final class Operations {

    static final List<String> SERVICES = List.of("partner", "deal", "commission", "analytics");
    private static final List<String> REBUILD_OVER = List.of("SUCCEEDED", "FAILED");

    private final Portal portal;
    private final Waiting waiting;
    private final PrintStream out;

    Operations(Portal portal, Waiting waiting, PrintStream out) {
        this.portal = portal;
        this.waiting = waiting;
        this.out = out;
    }

    private record Letter(String service, JsonNode it) {

        String id() {
            return it.path("id").asString();
        }
    }

    private List<Letter> open() {
        var letters = new ArrayList<Letter>();
        for (String service : SERVICES) {
            portal.all("/dead-letters/" + service, Users.CHANNEL_ADMIN)
                    .forEach(it -> letters.add(new Letter(service, it)));
        }
        return letters;
    }

    int listDeadLetters() {
        List<Letter> letters = open();
        if (letters.isEmpty()) {
            out.println("No dead letters.");
            return 0;
        }
        String format = "%-32s %-10s %-28s %-24s %-18s %7s  %s%n";
        out.printf(
                Locale.ROOT, format, "id", "service", "type", "key", "reason", "waiting", "detail");
        letters.forEach(letter ->
                out.printf(
                        Locale.ROOT,
                        format,
                        letter.id(),
                        letter.service(),
                        letter.it().path("type").asString("?"),
                        letter.it().path("key").asString("-"),
                        letter.it().path("reason").asString(),
                        letter.it().path("waiting").asString(),
                        letter.it().path("detail").asString()));
        return 0;
    }

    int replay(String id) {
        return decide(id, "replay");
    }

    int discard(String id) {
        return decide(id, "discard");
    }

    /** Oldest first; those that still cannot be handled stay and make the command fail. */
    int replayAll() {
        List<Letter> letters = open();
        int failed = 0;
        for (Letter letter : letters) {
            failed += decide(letter, "replay");
        }
        out.printf(Locale.ROOT, "%d of %d replayed.%n", letters.size() - failed, letters.size());
        return failed == 0 ? 0 : 1;
    }

    private int decide(String id, String what) {
        for (String service : SERVICES) {
            Call call = Call.get(letterPath(service, id), Users.CHANNEL_ADMIN);
            Answer answer = portal.send(call).must(call, 200, 404);
            if (answer.status() == 200) {
                return decide(new Letter(service, answer.json()), what);
            }
        }
        out.println("No service has a dead letter " + id + ".");
        return 1;
    }

    private int decide(Letter letter, String what) {
        Call call =
                Call.post(
                        letterPath(letter.service(), letter.id()) + "/" + what,
                        Users.CHANNEL_ADMIN);
        Answer answer = portal.send(call).must(call, 200, 409);
        if (answer.status() == 200) {
            out.println(letter.id() + " " + answer.json().path("state").asString());
            return 0;
        }
        out.println(letter.id() + " cannot be done: " + answer.json().path("detail").asString());
        return 1;
    }

    private static String letterPath(String service, String id) {
        return "/dead-letters/" + service + "/" + Call.encoded(id);
    }

    /** What a service has copied from others, made anew while it answers. */
    int rebuildCopies(String service, Progress progress) {
        Progress.Step step = progress.begin("Rebuilding the copies of " + service, 0);
        String path = "/operations/" + service + "/rebuilds";
        Call call = Call.post(path, Users.CHANNEL_ADMIN);
        String id = portal.send(call).must(call, 202).json().path("id").asString();
        JsonNode rebuild =
                waiting.until(
                        "Rebuild " + id,
                        () -> {
                            JsonNode now = portal.get(path + "/" + id, Users.CHANNEL_ADMIN);
                            step.at(
                                    now.path("records").asLong(),
                                    "events, "
                                            + now.path("state")
                                                    .asString()
                                                    .toLowerCase(Locale.ROOT));
                            return now;
                        },
                        now -> REBUILD_OVER.contains(now.path("state").asString()));
        String state = rebuild.path("state").asString();
        step.done(
                rebuild.path("records").asString()
                        + " events read: "
                        + state.toLowerCase(Locale.ROOT)
                        + rebuild.path("failure").asString(""));
        out.printf(
                Locale.ROOT,
                "%d documents were right, %d were repaired, %d that no event explains were removed"
                        + " and %d left.%n",
                rebuild.path("same").asLong(),
                rebuild.path("repaired").asLong(),
                rebuild.path("removed").asLong(),
                rebuild.path("unexplained").asLong());
        return "SUCCEEDED".equals(state) ? 0 : 1;
    }

    /** Builds the figures anew from the first event on and shows that they are the same. */
    int rebuildAnalytics(Progress progress) {
        Progress.Step step = progress.begin("Rebuilding analytics", 0);
        Call call = Call.post("/analytics/rebuilds", Users.CHANNEL_ADMIN);
        String id = portal.send(call).must(call, 202).json().path("id").asString();
        JsonNode rebuild =
                waiting.until(
                        "Rebuild " + id,
                        () -> {
                            JsonNode now =
                                    portal.get("/analytics/rebuilds/" + id, Users.CHANNEL_ADMIN);
                            step.of(now.path("total").asLong());
                            step.at(
                                    now.path("processed").asLong(),
                                    "events, "
                                            + now.path("state")
                                                    .asString()
                                                    .toLowerCase(Locale.ROOT));
                            return now;
                        },
                        now -> REBUILD_OVER.contains(now.path("state").asString()));
        String state = rebuild.path("state").asString();
        step.done(
                rebuild.path("processed").asString()
                        + " events read: "
                        + state.toLowerCase(Locale.ROOT)
                        + rebuild.path("failure").asString(""));
        JsonNode figures = rebuild.path("figures");
        figures.path("before").forEach(row -> out.println("before: " + shown(row)));
        figures.path("after").forEach(row -> out.println("after:  " + shown(row)));
        boolean same = figures.path("same").asBoolean();
        out.println(
                same
                        ? "The figures are the same, document by document."
                        : "The figures are DIFFERENT: " + figures.path("documents"));
        return same && "SUCCEEDED".equals(state) ? 0 : 1;
    }

    private static String shown(JsonNode row) {
        return row.path("registrations").asString()
                + " registrations, "
                + row.path("approved").asString()
                + " approved, "
                + row.path("won").asString()
                + " won, "
                + row.path("lost").asString()
                + " lost, revenue "
                + Json.money(row.path("revenue"))
                + ", commission "
                + Json.money(row.path("commission"));
    }
}
