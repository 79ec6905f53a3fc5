package org.partnerportal.stack.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The commands of {@code ./suite}. */
public final class Main {

    private static final int WRONG_USE = 2;
    private static final int LONGEST_LINE = 400;
    private static final String DEMO = "stack/demo";
    private static final String BACKUP = "stack/backup";
    private static final String MATCHING = "stack/matching";
    private static final Set<String> SUITE_TESTS = Set.of("faults", "simulation", "security");

    private static final List<String> SMALL =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx384m");
    private static final List<String> LARGE = List.of("-XX:+UseSerialGC", "-Xmx1g");

    /** Both compilers and room for a million of anything. */
    private static final List<String> MEASURING =
            List.of(
                    "-XX:+UseSerialGC",
                    "-Xmx3g",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    private static final String BENCH = "stack/bench";

    /** What the benchmark starts as processes of their own. */
    private static final List<String> MEASURED =
            List.of(
                    "gateway",
                    "stack/floor-gateway",
                    "deal-service",
                    "stack/floor-service",
                    "stack/local-store",
                    "stack/broker");

    private static final String USAGE =
            """
            usage: ./suite COMMAND

              up [--no-build]         build what is stale, start what does not run, wait until all is healthy
                 [--without SERVICE]  leave a service out, now and at later starts; the others go on
                 [--with SERVICE]     take it in again; it reads what it has missed
              down                    stop everything; the data stays
              status [--json]         what runs, where, and what it takes
              logs PROCESS [-f] [-n LINES]
              restart PROCESS [--no-build]
              demo [...]              up, then the main job on the demo data, with its reconciliation
              rebuild | dead-letters | token [...]
                                      work on the running suite; each explains itself with --help
              backup FOLDER           keeps databases, topics and readers' positions of one moment
              restore FOLDER          brings them back into a suite that is stopped and empty
              audit [...]             checks the chain of every service's audit trail; explains itself with --help
              test [...]              ./mvnw verify
              test faults [...]       injects one fault after the other into the suite under load and compares the books
              test simulation [...]   the same invariants over thousands of random schedules in one JVM
              test security [...]     calls every operation of every API document as those who may not
              match FILE.csv [...]    scores pairs of organisations, and says how well where they are labelled
              bench [...]             prints what the suite costs as ratios to floors of the same run
              reset [--yes]           stop everything and remove all data, after asking

            environment: PORTAL_PORT_OFFSET moves all ports, PORTAL_SUITE_DIR the folder .suite,
              PORTAL_WITHOUT names the services to leave out,
              MONGODB_URI, KAFKA_BOOTSTRAP_SERVERS, OIDC_ISSUER and SMTP_HOST name what is not to be started,
              PORTAL_STORE=local prefers the local store to a mongod on the path, PORTAL_AOT=off makes no caches
            """;

    private final Path root;
    private final Map<String, String> environment;
    private final PrintStream out;

    private Main(Path root, Map<String, String> environment, PrintStream out) {
        this.root = root;
        this.environment = environment;
        this.out = out;
    }

    /** Does one command and ends with 0, with 1 on a failure, with 2 on a wrong command. */
    public static void main(String[] args) throws IOException, InterruptedException {
        var root = Path.of(System.getProperty("portal.root", "."));
        var main = new Main(root, System.getenv(), System.out);
        int exit;
        try {
            exit = main.run(args);
        } catch (SuiteFailure e) {
            e.evidence().forEach(line -> System.err.println("  | " + shortened(line)));
            System.err.println("suite: " + e.sentence());
            exit = 1;
        }
        System.exit(exit);
    }

    private int run(String[] args) throws IOException, InterruptedException {
        var command = args.length == 0 ? "" : args[0];
        var rest = List.of(args).subList(Math.min(1, args.length), args.length);
        return switch (command) {
            case "up" -> up(rest);
            case "down" -> rest.isEmpty() ? down() : wrong();
            case "status" -> allowed(rest, "--json") ? status(rest) : wrong();
            case "logs" -> rest.isEmpty() ? wrong() : logs(rest);
            case "restart" ->
                    !rest.isEmpty() && allowed(rest.subList(1, rest.size()), "--no-build")
                            ? restart(rest)
                            : wrong();
            case "demo" -> demo(rest);
            case "rebuild", "dead-letters", "token", "audit" -> program(DEMO, command, rest);
            case "backup" -> rest.size() == 1 ? program(BACKUP, command, absolute(rest)) : wrong();
            case "restore" -> rest.size() == 1 ? restore(rest) : wrong();
            case "test" -> test(rest);
            case "bench" -> bench(rest);
            case "match" -> match(rest);
            case "reset" -> allowed(rest, "--yes") ? reset(rest) : wrong();
            case "train" -> train();
            default -> wrong();
        };
    }

    private static String shortened(String line) {
        return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + " ..." : line;
    }

    private static boolean allowed(List<String> options, String... known) {
        return Arrays.asList(known).containsAll(options);
    }

    private static int wrong() {
        System.err.print(USAGE);
        return WRONG_USE;
    }

    private Suite suite() {
        return Suite.of(root, environment);
    }

    private int up(List<String> options) throws InterruptedException {
        var suite = suite();
        var build = true;
        var off = new TreeSet<String>();
        var on = new TreeSet<String>();
        if (environment.containsKey("PORTAL_WITHOUT")) {
            off.addAll(SwitchedOff.parse(environment.getOrDefault("PORTAL_WITHOUT", "")));
            on.addAll(suite.switchedOff());
        }
        for (var it = options.iterator(); it.hasNext(); ) {
            var option = it.next();
            if (option.equals("--no-build")) {
                build = false;
            } else if (option.equals("--without") && it.hasNext()) {
                off.addAll(SwitchedOff.parse(it.next()));
            } else if (option.equals("--with") && it.hasNext()) {
                on.addAll(SwitchedOff.parse(it.next()));
            } else {
                return wrong();
            }
        }
        var began = System.nanoTime();
        suite.switchModules(off, on, out::println);
        var remarks = suite.up(build, progress());
        var all =
                suite.status().stream()
                        .filter(it -> it.state() != ProcessStatus.State.OFF)
                        .toList();
        remarks.forEach(remark -> out.println("note: " + remark));
        if (!suite.switchedOff().isEmpty()) {
            out.println("note: without " + String.join(" ", suite.switchedOff()));
        }
        out.printf(
                Locale.ROOT,
                "All %d processes are healthy after %.1f s, %d MB, %.0f s CPU. Gateway: %s%n",
                all.size(),
                (System.nanoTime() - began) / 1e9,
                all.stream().mapToLong(ProcessStatus::residentMb).sum(),
                all.stream().mapToDouble(it -> it.cpu().toMillis() / 1000.0).sum(),
                suite.gateway());
        return 0;
    }

    private int down() throws InterruptedException {
        suite().down(out::println);
        out.println("Nothing of the suite runs any more; its data is kept.");
        return 0;
    }

    private int status(List<String> options) {
        var all = suite().status();
        out.println(
                options.contains("--json") ? ProcessStatus.json(all) : ProcessStatus.table(all));
        var well = all.stream().allMatch(it -> it.state().isWell());
        return well ? 0 : 1;
    }

    private int logs(List<String> options) throws IOException, InterruptedException {
        var suite = suite();
        var log = suite.log(options.getFirst());
        var lines = 100;
        var follow = false;
        for (var it = options.listIterator(1); it.hasNext(); ) {
            switch (it.next()) {
                case "-f" -> follow = true;
                case "-n" -> {
                    if (!it.hasNext()) {
                        return wrong();
                    }
                    lines = number(it.next());
                }
                default -> {
                    return wrong();
                }
            }
        }
        Logs.tail(log, lines).forEach(out::println);
        if (follow) {
            Logs.follow(log, out);
        }
        return 0;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new SuiteFailure("'" + text + "': expected a number of lines");
        }
    }

    private int restart(List<String> options) throws InterruptedException {
        suite().restart(options.getFirst(), !options.contains("--no-build"), progress());
        return 0;
    }

    private int demo(List<String> options) throws IOException, InterruptedException {
        up(List.of());
        return program(DEMO, "demo", options);
    }

    /** Programs run in the root of the repository, the person in front perhaps elsewhere. */
    private static List<String> absolute(List<String> paths) {
        return paths.stream().map(it -> Path.of(it).toAbsolutePath().toString()).toList();
    }

    /** The first is a file, and what stands behind {@code --out}. */
    private int match(List<String> options) throws IOException, InterruptedException {
        var located = new ArrayList<String>(options);
        for (int i = 0; i < located.size(); i++) {
            if (i == 0 ? !located.get(i).startsWith("--") : located.get(i - 1).equals("--out")) {
                located.set(i, absolute(located.subList(i, i + 1)).getFirst());
            }
        }
        return program(MATCHING, "match", located);
    }

    private int restore(List<String> options) throws IOException, InterruptedException {
        suite().upWithoutServices(progress());
        var exit = program(BACKUP, "restore", absolute(options));
        out.println(
                exit == 0
                        ? "Store and broker run; ./suite up starts the rest."
                        : "./suite reset empties the suite.");
        return exit;
    }

    /** What works on the suite from outside is a program of its own. */
    private int program(String module, String command, List<String> options)
            throws IOException, InterruptedException {
        return program(module, SMALL, command, options);
    }

    private int program(String module, List<String> jvm, String command, List<String> options)
            throws IOException, InterruptedException {
        var suite = suite();
        suite.build(List.of(module), progress());
        return inherit(suite.line(module, jvm, command, options), suite.clientEnvironment());
    }

    private int bench(List<String> options) throws IOException, InterruptedException {
        // It starts what it needs itself: the addresses of the suite are not for it.
        var suite = suite();
        suite.build(MEASURED, progress());
        suite.build(List.of(BENCH), progress());
        return inherit(
                suite.line(BENCH, MEASURING, "bench", options),
                Map.of("PORTAL_SUITE_DIR", suite.state().toString()));
    }

    private int test(List<String> options) throws IOException, InterruptedException {
        if (!options.isEmpty() && SUITE_TESTS.contains(options.getFirst())) {
            var name = options.getFirst();
            return program("stack/" + name, LARGE, name, options.subList(1, options.size()));
        }
        var line = new ArrayList<String>();
        line.add(root.resolve("mvnw").toString());
        line.addAll(options);
        line.add("verify");
        return inherit(line, Map.of());
    }

    private int inherit(List<String> line, Map<String, String> variables)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(line).directory(root.toFile()).inheritIO();
        builder.environment().putAll(variables);
        return builder.start().waitFor();
    }

    private int reset(List<String> options) throws IOException, InterruptedException {
        var suite = suite();
        if (!options.contains("--yes")) {
            out.print(
                    "This stops the suite and removes all its data in "
                            + suite.state().resolve("data")
                            + ". Type yes to go on: ");
            out.flush();
            var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            if (!"yes".equals(in.readLine())) {
                out.println("Nothing was changed.");
                return 1;
            }
        }
        suite.reset(out::println);
        out.println("The suite is stopped and empty.");
        return 0;
    }

    private int train() throws IOException, InterruptedException {
        suite().train();
        return 0;
    }

    private Progress progress() {
        if (Boolean.getBoolean("portal.terminal")) {
            return new LiveProgress(
                    out, Math.max(40, number(environment.getOrDefault("COLUMNS", "80"))));
        }
        return Progress.plain(out);
    }
}
