package org.partnerportal.stack.security;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.partnerportal.stack.client.ClientFailure;
import org.partnerportal.stack.client.Settings;
import tools.jackson.databind.JsonNode;

/** Calls a running suite as those who may not, and with what nobody may send. */
public final class SecurityApplication {

    private static final String USAGE =
            """
            security [--only AREA] [--short]
                access    every operation of every API document, called by those who may not
                input     every body and parameter, filled with what nobody may send
                files     uploads and downloads: names of files, formulas, what is no CSV
                edge      headers, sizes, and limits on requests, at the gateway
                logs      the logs of the suite: no personal data, no token, no secret
              --short     a few of the wrong roles for each operation instead of all
            Works on the suite that runs; ./suite demo starts one with something in it.
            """;

    /**
     * Of the local suite's users: a word of every class name, so not to be told from a log's text.
     */
    private static final String LOCAL_PASSWORD = "portal";

    /** A part of the tests. */
    private enum Area {
        ACCESS,
        INPUT,
        FILES,
        EDGE,
        LOGS
    }

    private SecurityApplication() {}

    /** The names that {@code --only} knows. */
    static Set<String> areas() {
        return Arrays.stream(Area.values())
                .map(it -> it.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    public static void main(String[] arguments) {
        int exit;
        try {
            exit = run(List.of(arguments), System.getenv());
        } catch (ClientFailure failure) {
            System.err.println("FAILED: " + failure.getMessage());
            exit = 1;
        }
        System.exit(exit);
    }

    private static int run(List<String> arguments, Map<String, String> environment) {
        var rest = new ArrayList<>(arguments);
        boolean brief = rest.remove("--short");
        Set<Area> areas = EnumSet.allOf(Area.class);
        int only = rest.indexOf("--only");
        if (only >= 0 && only + 1 < rest.size()) {
            Optional<Area> named =
                    Arrays.stream(Area.values())
                            .filter(it ->
                                    it.name().equals(rest.get(only + 1).toUpperCase(Locale.ROOT)))
                            .findFirst();
            if (named.isEmpty()) {
                return usage();
            }
            areas = EnumSet.of(named.get());
            rest.subList(only, only + 2).clear();
        }
        if (!rest.equals(List.of("security"))) {
            return usage();
        }
        try (var http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(Redirect.NEVER)
                        .connectTimeout(Duration.ofSeconds(5))
                        .build()) {
            return check(http, areas, brief, environment);
        }
    }

    private static int usage() {
        System.err.print(USAGE);
        return 2;
    }

    private static int check(
            HttpClient http, Set<Area> areas, boolean brief, Map<String, String> environment) {
        long began = System.nanoTime();
        Settings settings = Settings.from(environment);
        var report = new Report(System.out);
        var edge = new Edge(http, settings.gateway());
        running(edge, settings);
        List<Operation> operations = ApiDocuments.through(edge);
        report.say(
                operations.size()
                        + " operations of "
                        + operations.stream().map(Operation::service).distinct().count()
                        + " API documents");
        byte[] random = new byte[8];
        new SecureRandom().nextBytes(random);
        String run = HexFormat.of().formatHex(random);
        var password = "Pw-" + run + "-check";
        try (var realm =
                new Realm(
                        http,
                        settings.issuer(),
                        environment.getOrDefault("PORTAL_IDENTITY_ADMIN", "admin"),
                        environment.getOrDefault(
                                "PORTAL_IDENTITY_ADMIN_PASSWORD", LOCAL_PASSWORD))) {
            realm.open();
            var partners = Partners.usable(edge, People.channelAdmin(realm, password));
            var people =
                    People.joining(
                            realm,
                            partners,
                            password,
                            environment.getOrDefault("PORTAL_CRM_SECRET", "crm-dev-secret"));
            var fixtures = new Fixtures(edge, mails(http, environment), people, partners, run);
            fixtures.prepare();
            Set<String> missing = fixtures.missing(operations);
            if (!missing.isEmpty()) {
                throw new ClientFailure(
                        "No value is known for "
                                + String.join(", ", missing)
                                + ": see Fixtures, so that these are called as well");
            }
            report.say(
                    "Users and things are there after "
                            + (System.nanoTime() - began) / 1_000_000_000
                            + " s");
            if (areas.contains(Area.ACCESS)) {
                new AccessMatrix(
                                edge,
                                services(http, operations, environment),
                                people,
                                partners,
                                fixtures,
                                Reasons.checkedIn(),
                                report,
                                brief)
                        .run(operations);
            }
            if (areas.contains(Area.INPUT)) {
                new HostileInput(edge, people, fixtures, report).run(operations);
            }
            if (areas.contains(Area.FILES)) {
                new Files(edge, people, report).run(operations);
            }
            if (areas.contains(Area.EDGE)) {
                new EdgeChecks(edge, people, report).run();
            }
            fixtures.clear();
            if (areas.contains(Area.LOGS)) {
                new LogScan(report, names(realm.users()), secrets(environment, password, fixtures))
                        .run(
                                Path.of(
                                        environment.getOrDefault("PORTAL_SUITE_DIR", ".suite"),
                                        "logs"));
            }
        }
        int exit = report.close();
        report.say(
                String.format(
                        Locale.ROOT,
                        "%d requests through the gateway in %.1f s",
                        edge.sent(),
                        (System.nanoTime() - began) / 1e9));
        return exit;
    }

    /** First and last name, user name and address of everybody. */
    private static Set<String> names(List<JsonNode> users) {
        var names = new HashSet<String>();
        for (JsonNode user : users) {
            String full =
                    user.path("firstName").asString("") + " " + user.path("lastName").asString("");
            names.add(full.strip());
            names.add(user.path("email").asString(""));
            String login = user.path("username").asString("");
            // A user name of one word, such as auditor, is a role's.
            if (login.contains(".") && !login.startsWith(Realm.OURS)) {
                names.add(login);
            }
        }
        names.add(Fixtures.MARK);
        return names;
    }

    /** What this run has made up, and what the suite was started with. */
    private static Set<String> secrets(
            Map<String, String> environment, String password, Fixtures fixtures) {
        var secrets =
                new HashSet<>(
                        Set.of(
                                password,
                                fixtures.applicantToken(),
                                fixtures.otherApplicantToken(),
                                "crm-dev-secret",
                                "erp-dev-secret",
                                "onboarding-dev-secret"));
        environment.forEach((name, value) -> {
            if (name.startsWith("PORTAL_")
                    && (name.endsWith("SECRET") || name.endsWith("PASSWORD"))
                    && !value.equals(LOCAL_PASSWORD)) {
                secrets.add(value);
            }
        });
        return secrets;
    }

    private static void running(Edge edge, Settings settings) {
        try {
            edge.once(Request.get("/actuator/health")).must(200);
        } catch (ClientFailure e) {
            throw new ClientFailure(
                    "No suite answers at "
                            + settings.gateway()
                            + "; start one with ./suite demo, or name it in PORTAL_GATEWAY_URL",
                    e);
        }
    }

    private static Edge mails(HttpClient http, Map<String, String> environment) {
        int offset = Integer.parseInt(environment.getOrDefault("PORTAL_PORT_OFFSET", "0"));
        return new Edge(
                http,
                URI.create(
                        environment.getOrDefault(
                                "PORTAL_MAIL_URL", "http://127.0.0.1:" + (8025 + offset))));
    }

    /** Where the services answer by themselves, as the launcher says. */
    private static Map<String, Edge> services(
            HttpClient http, List<Operation> operations, Map<String, String> environment) {
        var services = new HashMap<String, Edge>();
        for (String name :
                operations.stream().map(Operation::service).collect(Collectors.toSet())) {
            String address =
                    environment.get(name.toUpperCase(Locale.ROOT).replace('-', '_') + "_URL");
            if (address != null) {
                services.put(name, new Edge(http, URI.create(address)));
            }
        }
        return services;
    }
}
