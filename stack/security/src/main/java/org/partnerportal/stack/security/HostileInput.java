package org.partnerportal.stack.security;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.partnerportal.stack.client.Call;
import org.partnerportal.stack.security.Operation.Parameter;

/** Every body, query and path, filled with what nobody may send, by somebody who may call. */
final class HostileInput {

    private static final String PAGE_SIZE = "a page size that is none: 400";
    private static final String CURSOR = "a cursor that is none: 400";
    private static final String QUERY_CONTROL = "NUL in a parameter: 400";
    private static final String QUERY_LONG = "a parameter too long or too often: 400";
    private static final String QUERY_OPERATOR =
            "a query operator as a parameter: refused or no more than without";
    private static final String PATH = "a path that leads elsewhere: 400 or 404";
    private static final String HEADERS = "If-Match and Idempotency-Key that are none: 400";
    private static final String UNCHANGED = "nothing changed";

    private static final List<String> PATHS =
            List.of(
                    "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
                    "..%5c..%5cwin.ini",
                    "%00",
                    "a%00b",
                    "%27%20OR%20%271%27%3D%271",
                    "%7B%22%24gt%22%3A%22%22%7D",
                    "%E2%80%AE%F0%9F%92%A3",
                    "x".repeat(400),
                    "%ff%fe");

    /** Whoever of these may call an operation calls it. */
    private static final List<String> PREFERRED =
            List.of(
                    "partner-admin",
                    "channel-admin",
                    "finance-approver",
                    "program-manager",
                    "partner-manager");

    private final Edge edge;
    private final People people;
    private final Fixtures fixtures;
    private final Report report;

    HostileInput(Edge edge, People people, Fixtures fixtures, Report report) {
        this.edge = edge;
        this.people = people;
        this.fixtures = fixtures;
        this.report = report;
    }

    void run(List<Operation> operations) {
        var sent = new LinkedHashMap<String, Integer>();
        for (Operation operation : operations) {
            Caller caller = caller(operation);
            Optional<Operation> look = look(operations, operation);
            String before = look.map(it -> state(it, caller)).orElse("");
            int count = bodies(operation, caller);
            count += queries(operation, caller);
            count += paths(operation, caller);
            count += headers(operation, caller);
            sent.put(operation.name(), count);
            look.ifPresent(it -> {
                String after = state(it, caller);
                report.expect(
                        UNCHANGED,
                        it.name() + " after " + operation.name(),
                        after.equals(before)
                                ? Optional.empty()
                                : Optional.of(difference(before, after)));
            });
        }
        report.say("");
        sent.forEach((name, count) ->
                report.say(String.format(Locale.ROOT, "%-60s %5d wrong requests", name, count)));
    }

    private Caller caller(Operation operation) {
        if (operation.open()) {
            return Caller.NOBODY;
        }
        return PREFERRED.stream()
                .filter(role -> operation.roles().isEmpty() || operation.roles().contains(role))
                .findFirst()
                .or(() -> operation.roles().stream().findFirst())
                .map(people::of)
                .orElseThrow();
    }

    /** What shows the thing, or the list, that the operation would have changed. */
    private static Optional<Operation> look(List<Operation> operations, Operation changed) {
        if (changed.reads() || changed.open()) {
            return Optional.empty();
        }
        int end = changed.path().indexOf('}');
        String shown = end < 0 ? changed.path() : changed.path().substring(0, end + 1);
        return operations.stream()
                .filter(it -> it.reads() && it.path().equals(shown) && !it.open())
                .findFirst();
    }

    private String state(Operation look, Caller caller) {
        String limit =
                look.in("query").stream().anyMatch(it -> it.name().equals("limit"))
                        ? "?limit=200"
                        : "";
        Reply reply = edge.send(Request.get(fixtures.path(look) + limit).as(caller));
        // What is not there is told each time under another correlation id.
        return reply.status() == 404
                ? "404"
                : reply.status() + " " + reply.header("ETag") + " " + reply.text();
    }

    private static String difference(String before, String after) {
        int at = 0;
        while (at < before.length()
                && at < after.length()
                && before.charAt(at) == after.charAt(at)) {
            at++;
        }
        int from = Math.max(0, at - 40);
        return after.substring(from, Math.min(after.length(), at + 80));
    }

    private int bodies(Operation operation, Caller caller) {
        if (operation.body().filter(Operation.Body::isJson).isEmpty()) {
            return 0;
        }
        Operation.Body body = operation.body().get();
        int count = 0;
        for (Hostile hostile : Hostile.of(body)) {
            if (hostile.isNothing() && !body.required()) {
                continue;
            }
            Reply reply =
                    edge.send(
                            Requests.valid(operation, fixtures.path(operation))
                                    .body(hostile.contentType(), hostile.bytes())
                                    .as(caller));
            report.expect(
                    hostile.kind().text(),
                    operation.name() + " " + hostile.where() + " " + hostile.shown(),
                    hostile.unlike(reply));
            count++;
        }
        return count;
    }

    private int queries(Operation operation, Caller caller) {
        int count = 0;
        for (Parameter parameter : operation.in("query")) {
            String name = parameter.name();
            if (parameter.schema().path("type").asString("").equals("object")) {
                continue;
            }
            for (var wrong : wrongValues(name).entrySet()) {
                for (String query : wrong.getValue()) {
                    Reply reply = ask(operation, caller, query);
                    expect(wrong.getKey(), operation, query, reply, 400);
                    count++;
                }
            }
            if (operation.reads() && operation.slots().isEmpty()) {
                int without = ask(operation, caller, "").json().path("items").size();
                for (String query :
                        List.of(
                                name + "=" + Call.encoded("{\"$gt\":\"\"}"),
                                Call.encoded(name + "[$ne]") + "=x")) {
                    Reply reply = ask(operation, caller, query);
                    boolean more = reply.json().path("items").size() > without;
                    report.expect(
                            QUERY_OPERATOR,
                            operation.name() + " ?" + query,
                            more ? Optional.of("more than without it") : reply.defect());
                    count++;
                }
            }
        }
        return count;
    }

    private static Map<String, List<String>> wrongValues(String name) {
        var wrong = new LinkedHashMap<String, List<String>>();
        wrong.put(QUERY_CONTROL, List.of(name + "=a%00b", name + "=a%07b"));
        wrong.put(
                QUERY_LONG,
                List.of(
                        name + "=" + "x".repeat(2100),
                        String.join("&", Collections.nCopies(25, name + "=x"))));
        if (name.equals("limit")) {
            var sizes = new ArrayList<String>();
            for (String size :
                    List.of("0", "-1", "201", "1000000", "2147483648", "1e3", "", "0x10")) {
                sizes.add("limit=" + size);
            }
            wrong.put(PAGE_SIZE, sizes);
        }
        if (name.equals("cursor")) {
            wrong.put(
                    CURSOR,
                    List.of(
                            "cursor=x",
                            "cursor=" + "A".repeat(64),
                            "cursor=eyJpZCI6MX0",
                            "cursor=%F0%9F%92%A3"));
        }
        return wrong;
    }

    private Reply ask(Operation operation, Caller caller, String query) {
        String path = fixtures.path(operation);
        Request request = operation.reads() ? Request.get(path) : Requests.valid(operation, path);
        String separator = request.target().contains("?") ? "&" : "?";
        return edge.send(
                (query.isEmpty() ? request : request.to(request.target() + separator + query))
                        .as(caller));
    }

    private int paths(Operation operation, Caller caller) {
        if (operation.slots().isEmpty()) {
            return 0;
        }
        for (String part : PATHS) {
            Reply reply =
                    edge.send(
                            Requests.valid(operation, fixtures.pathWith(operation, part))
                                    .as(caller));
            // Applicants are never told whether there is such a thing.
            boolean silent =
                    operation.path().endsWith("/verification-mail") && reply.status() == 202;
            expect(PATH, operation, part, reply, silent ? 202 : 400, 404);
        }
        return PATHS.size();
    }

    private int headers(Operation operation, Caller caller) {
        int count = 0;
        if (operation.needs("If-Match")) {
            for (String value : List.of("x", "\"-1\"", "\"99999999999999999999\"", "*")) {
                Reply reply =
                        edge.send(
                                Requests.valid(operation, fixtures.path(operation))
                                        .with("If-Match", value)
                                        .as(caller));
                expect(HEADERS, operation, "If-Match: " + value, reply, 400);
                count++;
            }
        }
        if (operation.in("header").stream().anyMatch(it -> it.name().equals("Idempotency-Key"))) {
            for (String value : List.of("a b", "k".repeat(129))) {
                Reply reply =
                        edge.send(
                                Requests.valid(operation, fixtures.path(operation))
                                        .with("Idempotency-Key", value)
                                        .as(caller));
                expect(HEADERS, operation, "Idempotency-Key: " + value, reply, 400);
                count++;
            }
        }
        return count;
    }

    private void expect(
            String expectation, Operation operation, String what, Reply reply, int... statuses) {
        boolean fits = false;
        for (int status : statuses) {
            fits |= reply.status() == status;
        }
        report.expect(
                expectation,
                operation.name() + " " + (what.length() > 60 ? what.substring(0, 60) : what),
                fits ? reply.defect() : Optional.of(reply.shown()));
    }
}
