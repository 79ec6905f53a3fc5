package org.partnerportal.stack.security;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.partnerportal.stack.client.Call;
import org.partnerportal.stack.security.Fixture.Owner;
import tools.jackson.databind.node.ObjectNode;

/** Every operation, called by those who may not. */
final class AccessMatrix {

    private static final String MANAGER = "partner-manager";
    private static final int NARROW = 3;

    /** What is expected, in the order of the table's columns. */
    private enum Expectation {
        NO_TOKEN("none", "without token: 401"),
        BAD_TOKEN("bad", "other audience, expired, forged, unsigned, of two sides: 401"),
        WRONG_ROLE("role", "a role that is not named: 403"),
        OTHER_PARTNER("other", "another partner's thing in the path: 404"),
        OTHER_MANAGER("manager", "a partner of another manager's in the path: 404"),
        OTHER_APPLICANT("applicant", "another applicant's thing in the path: 404"),
        FILTER("filter", "another partner's id as filter: refused or nothing"),
        HEADER("header", "another partner's id in X-Partner-Id: refused or nothing"),
        BODY("body", "another partner's id in the body: refused"),
        DIRECT("direct", "past the gateway, without or with a bad token: 401"),
        LET_IN("let in", "a role that is named: neither 401 nor 403");

        private final String column;
        private final String text;

        Expectation(String column, String text) {
            this.column = column;
            this.text = text;
        }
    }

    private final Edge edge;
    private final Map<String, Edge> services;
    private final People people;
    private final Partners partners;
    private final Fixtures fixtures;
    private final Reasons reasons;
    private final Report report;
    private final boolean brief;

    /**
     * @param services by name, where they can be reached past the gateway
     * @param brief a few of the wrong roles instead of all
     */
    AccessMatrix(
            Edge edge,
            Map<String, Edge> services,
            People people,
            Partners partners,
            Fixtures fixtures,
            Reasons reasons,
            Report report,
            boolean brief) {
        this.edge = edge;
        this.services = services;
        this.people = people;
        this.partners = partners;
        this.fixtures = fixtures;
        this.reasons = reasons;
        this.report = report;
        this.brief = brief;
    }

    void run(List<Operation> operations) {
        var done = new LinkedHashMap<Operation, Map<Expectation, Integer>>();
        for (Operation operation : operations) {
            done.put(operation, new LinkedHashMap<>());
        }
        // The expired token comes last: its time has to pass first.
        done.forEach(this::allButExpired);
        people.awaitExpiry();
        done.forEach((operation, row) ->
                refused(
                        operation,
                        row,
                        Expectation.BAD_TOKEN,
                        edge,
                        people.expired(),
                        401,
                        "security.token-invalid"));
        print(done);
        for (String gap : reasons.gaps(operations)) {
            report.expect(
                    "operations without a role are listed with a reason", gap, Optional.of(""));
        }
    }

    private void allButExpired(Operation operation, Map<Expectation, Integer> row) {
        if (operation.open()) {
            applicants(operation, row);
        } else {
            refused(
                    operation,
                    row,
                    Expectation.NO_TOKEN,
                    edge,
                    Caller.NOBODY,
                    401,
                    "security.token-missing");
            direct(operation, row);
            roles(operation, row);
            strangers(operation, row);
        }
        for (Caller caller : people.refusedEverywhere()) {
            if (!caller.equals(people.expired())) {
                String code =
                        caller.equals(people.twoSided())
                                ? "security.contradictory-token"
                                : "security.token-invalid";
                refused(operation, row, Expectation.BAD_TOKEN, edge, caller, 401, code);
            }
        }
    }

    private void direct(Operation operation, Map<Expectation, Integer> row) {
        Edge service = services.get(operation.service());
        if (service != null) {
            refused(
                    operation,
                    row,
                    Expectation.DIRECT,
                    service,
                    Caller.NOBODY,
                    401,
                    "security.token-missing");
            for (Caller caller : List.of(people.otherAudience(), people.forged())) {
                refused(
                        operation,
                        row,
                        Expectation.DIRECT,
                        service,
                        caller,
                        401,
                        "security.token-invalid");
            }
        }
    }

    private void roles(Operation operation, Map<Expectation, Integer> row) {
        if (operation.forEveryCaller()) {
            return;
        }
        for (Caller caller : narrowed(people.without(operation.roles()))) {
            refused(operation, row, Expectation.WRONG_ROLE, edge, caller, 403, "common.forbidden");
        }
        if (!operation.reads() && fixtures.owner(operation).isEmpty()) {
            // Would do what it does.
            return;
        }
        var seen = new ArrayList<Reply>();
        for (String role : operation.roles()) {
            String path =
                    operation.reads()
                            ? fixtures.path(operation)
                            : fixtures.pathOfNothing(operation);
            Reply reply = edge.send(request(operation, path).as(people.of(role)));
            seen.add(reply);
            boolean in = reply.status() != 401 && reply.status() != 403;
            record(
                    operation,
                    row,
                    Expectation.LET_IN,
                    role,
                    in ? reply.defect() : Optional.of(reply.shown()));
        }
        boolean exists = fixtures.owner(operation).map(owner -> owner != Owner.NOBODY).orElse(true);
        if (operation.reads() && exists && seen.stream().noneMatch(AccessMatrix::shows)) {
            // Otherwise a 404 to a stranger would prove nothing.
            record(
                    operation,
                    row,
                    Expectation.LET_IN,
                    "all of its roles",
                    Optional.of("nothing to see, " + seen.getFirst().shown()));
        }
    }

    /** The thing is there, whatever may be done with it now. */
    private static boolean shows(Reply reply) {
        return reply.isSuccess() || reply.status() == 409;
    }

    /** A few of them, others for each operation: the first, one in the middle, the last. */
    private List<Caller> narrowed(List<Caller> callers) {
        if (!brief || callers.size() <= NARROW) {
            return callers;
        }
        return List.of(callers.getFirst(), callers.get(callers.size() / 2), callers.getLast());
    }

    private void strangers(Operation operation, Map<Expectation, Integer> row) {
        boolean forPartners =
                operation.forEveryCaller()
                        || People.PARTNER_ROLES.stream().anyMatch(operation.roles()::contains);
        boolean ofAPartner =
                fixtures.owner(operation).map(owner -> owner == Owner.A_PARTNER).orElse(false);
        if (ofAPartner && forPartners) {
            hidden(operation, row, Expectation.OTHER_PARTNER, people.stranger());
        }
        if (ofAPartner && operation.roles().contains(MANAGER)) {
            hidden(operation, row, Expectation.OTHER_MANAGER, people.strangeManager());
        }
        if (!forPartners) {
            return;
        }
        Reply acting =
                edge.send(
                        request(operation, fixtures.pathOfNothing(operation))
                                .as(people.stranger())
                                .with("X-Partner-Id", partners.first()));
        nothingOfTheirs(operation, row, Expectation.HEADER, "X-Partner-Id", acting);
        if (operation.reads() && !ofAPartner) {
            filters(operation, row);
        }
        operation
                .body()
                .filter(Operation.Body::isJson)
                .filter(body -> body.example().isObject())
                .ifPresent(body -> {
                    ObjectNode content = ((ObjectNode) body.example()).deepCopy();
                    content.put("partnerId", partners.first());
                    Reply reply =
                            edge.send(
                                    request(operation, fixtures.pathOfNothing(operation))
                                            .json(content.toString())
                                            .as(people.stranger()));
                    boolean refused = reply.status() >= 400 && reply.status() < 500;
                    record(
                            operation,
                            row,
                            Expectation.BODY,
                            "partnerId",
                            refused ? reply.defect() : Optional.of(reply.shown()));
                });
    }

    private void filters(Operation operation, Map<Expectation, Integer> row) {
        fixtures.queryValues()
                .forEach((name, value) -> {
                    if (operation.in("query").stream().anyMatch(it -> it.name().equals(name))) {
                        String target =
                                fixtures.path(operation) + "?" + name + "=" + Call.encoded(value);
                        Reply reply = edge.send(Request.get(target).as(people.stranger()));
                        nothingOfTheirs(operation, row, Expectation.FILTER, name, reply);
                    }
                });
    }

    private void applicants(Operation operation, Map<Expectation, Integer> row) {
        if (operation.slots().isEmpty()
                || operation.in("header").stream()
                        .noneMatch(it -> it.name().equals("X-Applicant-Token"))) {
            return;
        }
        for (String token : List.of(fixtures.otherApplicantToken(), "guessed")) {
            Reply reply =
                    edge.send(
                            request(operation, fixtures.path(operation))
                                    .with("X-Applicant-Token", token));
            record(
                    operation,
                    row,
                    Expectation.OTHER_APPLICANT,
                    "another's token",
                    unlike(reply, 404, "common.not-found"));
        }
        if (operation.reads()) {
            Reply own =
                    edge.send(
                            request(operation, fixtures.path(operation))
                                    .with("X-Applicant-Token", fixtures.applicantToken()));
            record(operation, row, Expectation.LET_IN, "its applicant", unlike(own, 200, ""));
        }
    }

    private void hidden(
            Operation operation,
            Map<Expectation, Integer> row,
            Expectation expectation,
            Caller caller) {
        refused(operation, row, expectation, edge, caller, 404, "common.not-found");
    }

    private void refused(
            Operation operation,
            Map<Expectation, Integer> row,
            Expectation expectation,
            Edge through,
            Caller caller,
            int status,
            String code) {
        Reply reply = through.send(request(operation, fixtures.path(operation)).as(caller));
        record(operation, row, expectation, caller.name(), unlike(reply, status, code));
    }

    private static Optional<String> unlike(Reply reply, int status, String code) {
        return reply.status() == status && (code.isEmpty() || reply.code().equals(code))
                ? reply.defect()
                : Optional.of(reply.shown());
    }

    private void nothingOfTheirs(
            Operation operation,
            Map<Expectation, Integer> row,
            Expectation expectation,
            String where,
            Reply reply) {
        Collection<String> secrets = new HashSet<>(fixtures.secrets());
        Optional<String> shown =
                reply.isSuccess()
                        ? secrets.stream()
                                .filter(reply.text()::contains)
                                .findFirst()
                                .map(it -> "an answer with " + it)
                        : Optional.empty();
        record(operation, row, expectation, where, shown.or(reply::defect));
    }

    /** The operation as the document says it is called rightly. */
    private Request request(Operation operation, String path) {
        Request request = Requests.valid(operation, path);
        return operation.open() && operation.path().endsWith("/verification")
                ? request.json("{\"token\": \"guessed\"}")
                : request;
    }

    private void record(
            Operation operation,
            Map<Expectation, Integer> row,
            Expectation expectation,
            String who,
            Optional<String> finding) {
        if (report.expect(expectation.text, operation.name() + " as " + who, finding)) {
            row.merge(expectation, 1, Integer::sum);
        }
    }

    private void print(Map<Operation, Map<Expectation, Integer>> rows) {
        var header = new StringBuilder(String.format(Locale.ROOT, "%-58s", ""));
        for (Expectation each : Expectation.values()) {
            header.append(String.format(Locale.ROOT, " %9s", each.column));
        }
        String service = "";
        for (var row : rows.entrySet()) {
            Operation operation = row.getKey();
            if (!operation.service().equals(service)) {
                service = operation.service();
                report.say("");
                report.say(service);
                report.say(header.toString());
            }
            var line = new StringBuilder(String.format(Locale.ROOT, "%-58s", operation.name()));
            for (Expectation each : Expectation.values()) {
                Integer count = row.getValue().get(each);
                line.append(String.format(Locale.ROOT, " %9s", count == null ? "-" : count));
            }
            report.say(line.toString());
        }
        report.say("");
        without("Open by design, without a token:", rows.keySet(), true);
        without("For every caller with a token:", rows.keySet(), false);
    }

    private void without(String title, Set<Operation> operations, boolean open) {
        report.say(title);
        operations.stream()
                .filter(it -> open ? it.open() : it.forEveryCaller())
                .forEach(it -> report.say("  " + it.name() + ": " + reasons.of(it)));
    }
}
