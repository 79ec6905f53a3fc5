package org.partnerportal.stack.demo;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.partnerportal.stack.client.Broker;
import org.partnerportal.stack.client.ClientFailure;
import org.partnerportal.stack.client.Patience;
import org.partnerportal.stack.client.Portal;
import org.partnerportal.stack.client.RetryPolicy;
import org.partnerportal.stack.client.Settings;
import org.partnerportal.stack.client.Tokens;
import org.partnerportal.stack.client.Waiting;
import org.partnerportal.stack.demo.data.ConvertCrmSales;
import org.partnerportal.stack.demo.data.CrmSales;

/** The demo and the operator's commands, for a suite that runs. */
public final class DemoApplication {

    private static final String USAGE =
            """
            demo                          the main job on the demo data set, with its reconciliation
            dead-letters list             events that a service could not handle
            dead-letters replay ID        handle one again, with what waits behind it
            dead-letters replay-all       handle all of them again
            dead-letters discard ID       give one up
            rebuild SERVICE               make what it projects or copies anew from the first event and compare:
                                          analytics, deal or commission
            audit verify [SERVICE]        prove that nobody has edited the audit trail, else name the first entry
            audit list SERVICE [FILTER]   audit entries, newest first; FILTER such as actor=... outcome=REFUSED
            token USER                    an access token, for curl
            convert-crm-sales FROM TO     make the demo's files from the published ones
            demo-users FILE               write the demo's partner users as JSON
            merge-demo-users REALM        put the demo's partner users into a realm file
            """;

    /** Nothing may stand still for longer: a killed service is back within a minute or two. */
    private static final Duration STANDSTILL = Duration.ofMinutes(3);

    private DemoApplication() {}

    public static void main(String[] arguments) {
        int exit;
        try {
            exit = run(List.of(arguments));
        } catch (ClientFailure failure) {
            System.out.println();
            System.err.println("FAILED: " + failure.getMessage());
            exit = 1;
        } catch (IOException e) {
            System.err.println("FAILED: " + e);
            exit = 1;
        }
        System.exit(exit);
    }

    private static int run(List<String> arguments) throws IOException {
        String first = at(arguments, 0);
        String second = at(arguments, 1);
        String third = at(arguments, 2);
        if ("audit".equals(first) && arguments.size() > 1) {
            return audit(second, arguments.subList(2, arguments.size()));
        }
        return switch (arguments.size() + " " + first) {
            case "1 demo" -> suite(System.out, DemoApplication::demo);
            case "2 token" -> suite(System.err, suite -> token(suite, second));
            case "2 rebuild" ->
                    switch (second.replaceFirst("-service$", "")) {
                        case "analytics" ->
                                suite(
                                        System.out,
                                        it -> it.operations().rebuildAnalytics(it.progress()));
                        case "deal", "commission" ->
                                suite(
                                        System.out,
                                        it ->
                                                it.operations()
                                                        .rebuildCopies(
                                                                second.replaceFirst(
                                                                        "-service$", ""),
                                                                it.progress()));
                        default -> usage();
                    };
            case "2 dead-letters", "3 dead-letters" ->
                    switch (second + " " + (arguments.size() - 2)) {
                        case "list 0" -> suite(System.out, it -> it.operations().listDeadLetters());
                        case "replay-all 0" -> suite(System.out, it -> it.operations().replayAll());
                        case "replay 1" -> suite(System.out, it -> it.operations().replay(third));
                        case "discard 1" -> suite(System.out, it -> it.operations().discard(third));
                        default -> usage();
                    };
            case "2 demo-users" -> {
                new DemoUsers(CrmSales.checkedIn()).write(Path.of(second));
                yield 0;
            }
            case "2 merge-demo-users" -> {
                new DemoUsers(CrmSales.checkedIn()).merge(Path.of(second));
                yield 0;
            }
            case "3 convert-crm-sales" -> {
                new ConvertCrmSales(Path.of(second), Path.of(third)).run();
                yield 0;
            }
            default -> usage();
        };
    }

    private static int audit(String what, List<String> rest) {
        return switch (what) {
            case "verify" ->
                    rest.size() > 1 ? usage() : suite(System.out, it -> it.audits().verify(rest));
            case "list" ->
                    rest.isEmpty()
                            ? usage()
                            : suite(
                                    System.out,
                                    it ->
                                            it.audits()
                                                    .list(
                                                            rest.getFirst(),
                                                            rest.subList(1, rest.size())));
            default -> usage();
        };
    }

    private static String at(List<String> arguments, int position) {
        return position < arguments.size() ? arguments.get(position) : "";
    }

    private static int token(Suite suite, String user) {
        System.out.println(suite.tokens().of(user));
        return 0;
    }

    private static int usage() {
        System.err.print(USAGE);
        return 2;
    }

    /** The running suite, as the commands reach it. */
    private record Suite(
            Settings settings,
            Progress progress,
            Tokens tokens,
            Portal portal,
            Waiting waiting,
            Operations operations,
            Audits audits) {}

    /** Something to do with the running suite; answers the exit code. */
    @FunctionalInterface
    private interface Command {
        int on(Suite suite);
    }

    /**
     * @param talk where progress is shown
     */
    private static int suite(PrintStream talk, Command command) {
        var settings = Settings.from(System.getenv());
        var progress = new Progress(talk, isTerminal(), System::nanoTime);
        var patience =
                new Patience(RetryPolicy.PATIENT, Thread::sleep, System::nanoTime, progress::note);
        var waiting = new Waiting(patience, System::nanoTime, STANDSTILL);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor();
                var http =
                        HttpClient.newBuilder()
                                .version(HttpClient.Version.HTTP_1_1)
                                .connectTimeout(Duration.ofSeconds(5))
                                .executor(executor)
                                .build()) {
            var tokens = new Tokens(http, settings, patience, Clock.systemUTC());
            var portal = new Portal(http, settings.gateway(), tokens, patience);
            return command.on(
                    new Suite(
                            settings,
                            progress,
                            tokens,
                            portal,
                            waiting,
                            new Operations(portal, waiting, System.out),
                            new Audits(
                                    portal,
                                    settings.gateway().getAuthority(),
                                    heads(System.getenv()),
                                    System.out)));
        }
    }

    private static Path heads(Map<String, String> environment) {
        return Path.of(environment.getOrDefault("PORTAL_SUITE_DIR", ".suite"))
                .resolve("audit-heads.properties");
    }

    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    private static int demo(Suite suite) {
        String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        try (var broker = new Broker(suite.settings().kafka())) {
            return new Demo(suite.portal(), broker, suite.waiting(), suite.progress(), run).run();
        }
    }
}
