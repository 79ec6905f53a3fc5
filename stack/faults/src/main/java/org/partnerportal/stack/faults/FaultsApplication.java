package org.partnerportal.stack.faults;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.partnerportal.stack.client.Broker;
import org.partnerportal.stack.client.ClientFailure;
import org.partnerportal.stack.client.Patience;
import org.partnerportal.stack.client.Portal;
import org.partnerportal.stack.client.RetryPolicy;
import org.partnerportal.stack.client.Settings;
import org.partnerportal.stack.client.Tokens;
import org.partnerportal.stack.client.Waiting;
import org.partnerportal.stack.faults.books.Promises;
import org.partnerportal.stack.faults.load.Cast;
import org.partnerportal.stack.faults.load.Counts;
import org.partnerportal.stack.faults.load.Outside;
import org.partnerportal.stack.launcher.Progress;
import org.partnerportal.stack.launcher.Suite;
import org.partnerportal.stack.launcher.SuiteFailure;

/** The command: {@code ./suite test faults}. */
public final class FaultsApplication {

    private static final String USAGE =
            """
            usage: ./suite test faults [--seed N] [--short] [--only NAME,...] [--list]

              --seed N       repeats the script of an earlier run; without it a new seed is printed
              --short        three faults in a few minutes
              --only NAMES   these faults, in the order of the list
              --list         what there is

            It works on the suite that runs, or starts one and stops it again. Its partners, users, products
            and customers are its own.
            """;

    private static final RetryPolicy ONCE =
            new RetryPolicy(Duration.ZERO, Duration.ZERO, Duration.ofMillis(-1), 0);
    private static final RetryPolicy CALLER =
            new RetryPolicy(
                    Duration.ofMillis(250), Duration.ofSeconds(2), Duration.ofMinutes(4), 3);

    /** What the launcher tells its programs; a suite of our own needs none of it. */
    private static final List<String> ADDRESSES =
            List.of(
                    "MONGODB_URI",
                    "KAFKA_BOOTSTRAP_SERVERS",
                    "OIDC_ISSUER",
                    "SMTP_HOST",
                    "SMTP_PORT");

    private FaultsApplication() {}

    /**
     * @param only all where it is empty
     */
    record Options(long seed, boolean brief, Set<String> only, boolean list) {

        static Options of(List<String> arguments) {
            long seed = System.currentTimeMillis() % 1_000_000;
            boolean brief = false;
            boolean list = false;
            var only = new LinkedHashSet<String>();
            var rest = arguments.iterator();
            while (rest.hasNext()) {
                switch (rest.next()) {
                    case "--short" -> brief = true;
                    case "--list" -> list = true;
                    case "--seed" -> seed = Long.parseLong(rest.next());
                    case "--only" -> only.addAll(List.of(rest.next().split(",", -1)));
                    default -> throw new IllegalArgumentException("An unknown option");
                }
            }
            return new Options(seed, brief, only, list);
        }
    }

    public static void main(String[] arguments) throws InterruptedException {
        List<String> given = List.of(arguments);
        List<String> own =
                !given.isEmpty() && given.getFirst().equals("faults")
                        ? given.subList(1, given.size())
                        : given;
        int exit;
        try {
            Options options = Options.of(own);
            exit = run(options, Catalogue.chosen(options.only(), options.brief()));
        } catch (IllegalArgumentException | java.util.NoSuchElementException e) {
            System.err.println(e.getMessage());
            System.err.print(USAGE);
            exit = 2;
        } catch (ClientFailure | IOException e) {
            System.err.println("FAILED: " + e.getMessage());
            exit = 1;
        } catch (SuiteFailure e) {
            System.err.println("FAILED: " + e.sentence());
            exit = 1;
        }
        System.exit(exit);
    }

    private static int run(Options options, List<Fault> faults)
            throws IOException, InterruptedException {
        if (options.list()) {
            faults.forEach(it ->
                    System.out.printf(
                            Locale.ROOT,
                            "%-34s %s%s%n",
                            it.name(),
                            it.what(),
                            it.brief() ? " [short]" : ""));
            return 0;
        }
        var environment = new HashMap<>(System.getenv());
        ADDRESSES.forEach(environment::remove);
        environment.put("PORTAL_AOT", "off");
        // Its callers try the same few customers again and again, as a probing partner would.
        environment.putIfAbsent("PORTAL_DEALS_PROBING_LIMIT", "1000000");
        Suite suite = Suite.of(Path.of("").toAbsolutePath(), environment);
        boolean ran = suite.runs(Suite.Instance.first("gateway"));
        suite.up(true, Progress.plain(System.out));
        try {
            return inject(options, faults, suite);
        } finally {
            if (!ran) {
                suite.down(System.out::println);
            }
        }
    }

    private static int inject(Options options, List<Fault> faults, Suite suite)
            throws IOException, InterruptedException {
        Map<String, String> addresses = suite.clientEnvironment();
        Settings settings = Settings.from(addresses);
        var report = new Report(System.out);
        String run = "F" + Long.toString(System.currentTimeMillis() / 1_000, 36);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor();
                var http =
                        HttpClient.newBuilder()
                                .version(HttpClient.Version.HTTP_1_1)
                                .connectTimeout(Duration.ofSeconds(5))
                                .executor(executor)
                                .build();
                var mongo = mongo(addresses.getOrDefault("MONGODB_URI", ""));
                var broker = new Broker(settings.kafka());
                var outside = new Outside(broker);
                var topics = new TopicBook(settings.kafka())) {
            Patience patience = patience(CALLER, new Counts());
            var tokens = new Tokens(http, settings, patience, Clock.systemUTC());
            var gateways = new Gateways(settings.gateway());
            var portal = new Portal(http, gateways, tokens, patience);
            var once = new Portal(http, gateways, tokens, patience(ONCE, new Counts()));
            var accounts =
                    new Accounts(
                            http,
                            settings,
                            addresses.getOrDefault("KC_BOOTSTRAP_ADMIN_PASSWORD", "portal"));
            var casting =
                    new Casting(
                            portal,
                            tokens,
                            new Waiting(patience, System::nanoTime, Duration.ofMinutes(2)),
                            accounts,
                            mongo);
            report.note("seed " + options.seed() + ", run " + run);
            Cast cast = casting.of(run);
            report.note(
                    cast.sellers().size()
                            + " partners with a user each and "
                            + cast.products().size()
                            + " products are there");
            var promises = new Promises();
            cast.partners().forEach(promises::partner);
            var world =
                    new Ground.World(
                            suite,
                            settings,
                            cast,
                            portal,
                            once,
                            gateways,
                            tokens,
                            broker,
                            topics,
                            mongo,
                            http,
                            accounts,
                            new Agent(suite.folder()));
            var running =
                    new Run(
                            world,
                            promises,
                            new ServiceBook(portal, mongo, Clock.systemUTC()),
                            topics,
                            outside,
                            counts -> new Portal(http, gateways, tokens, patience(CALLER, counts)),
                            options.seed(),
                            options.brief(),
                            report,
                            Clock.systemUTC(),
                            casting.subject(Run.reviewerUser()));
            var outcomes = new ArrayList<Outcome>();
            for (Fault fault : faults) {
                report.begin(fault);
                Outcome outcome = running.of(fault);
                report.end(outcome);
                outcomes.add(outcome);
                if (!outcome.held()) {
                    // What a fault left behind is not to be held against the next one.
                    world.mend();
                }
            }
            report.table(options.seed(), outcomes);
            Path file = suite.folder().resolve("faults").resolve("faults.json");
            Report.write(file, options.seed(), run, outcomes);
            System.out.println("The same for programs: " + file);
            return outcomes.stream().allMatch(Outcome::held) ? 0 : 1;
        }
    }

    private static Patience patience(RetryPolicy policy, Counts counts) {
        return new Patience(
                policy,
                time -> {
                    counts.retried();
                    Thread.sleep(time);
                },
                System::nanoTime,
                _ -> {});
    }

    /** Impatient: a store that is away is met again at the next comparison. */
    private static MongoClient mongo(String uri) {
        return MongoClients.create(
                MongoClientSettings.builder()
                        .applyConnectionString(new ConnectionString(uri))
                        .applyToClusterSettings(
                                it -> it.serverSelectionTimeout(10, TimeUnit.SECONDS))
                        .build());
    }
}
