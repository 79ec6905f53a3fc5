package org.partnerportal.stack.bench.core;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.partnerportal.stack.bench.measure.Cpu;
import org.partnerportal.stack.bench.measure.Goal;
import org.partnerportal.stack.bench.measure.Plan;
import org.partnerportal.stack.bench.measure.Row;
import org.partnerportal.stack.bench.measure.Sample;
import org.partnerportal.stack.bench.measure.Side;
import org.partnerportal.stack.bench.measure.Sides;

/**
 * From the start of the process to the first good answer of its health page, and the memory that it
 * keeps when nobody calls; both sides unpacked, with the launcher's flags and, as the launcher does
 * it, a cache of the classes that they load.
 */
final class Starts {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration TRAINING = Duration.ofMinutes(10);

    /** Long enough for what a start leaves behind to be collected or used. */
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final Backing backing;

    Starts(Backing backing) {
        this.backing = backing;
    }

    Row row() {
        return new Row(
                "core-start",
                "start and idle memory of deal-service",
                "an empty Boot application with a web server and a health page, same JVM flags",
                List.of(
                        Goal.atMost("s to ready", 1.8, 1.8),
                        Goal.atMost("cpu s to ready", 1.8, 1.8),
                        Goal.atMost("idle MB", 1.5, 1.5)),
                this::open);
    }

    private Sides open(Plan plan) throws IOException, InterruptedException {
        var service = new Program(plan, "deal-service");
        var empty = new Program(plan, "stack/floor-service");
        return Sides.of(
                new Side("deal-service", () -> start(plan, service)),
                new Side("empty application", () -> start(plan, empty)),
                backing.storeName());
    }

    /** A program unpacked, with its cache. */
    private final class Program {

        private final String name;
        private final Path jar;
        private final List<String> options = new ArrayList<>(List.of("-Xms32m", "-Xmx192m"));

        Program(Plan plan, String module) throws IOException, InterruptedException {
            name = module.substring(module.indexOf('/') + 1);
            Path packed = Child.built(plan.root().resolve(module).resolve("target"), "-exec.jar");
            Path folder = plan.work().resolve("start").resolve(name);
            Files.createDirectories(folder);
            Child.start(
                            List.of(
                                    "-Djarmode=tools",
                                    "-jar",
                                    packed.toString(),
                                    "extract",
                                    "--force",
                                    "--destination",
                                    folder.toString()),
                            Backing.log(plan, name + "-unpack"),
                            Map.of())
                    .awaitEnd(TRAINING);
            jar = folder.resolve(packed.getFileName());
            if (!"off".equals(System.getenv("PORTAL_AOT"))) {
                train(plan, folder.resolve(name + ".aot"));
            }
        }

        private void train(Plan plan, Path cache) throws IOException, InterruptedException {
            Files.deleteIfExists(cache);
            var line = new ArrayList<>(options);
            line.addAll(
                    List.of(
                            "-XX:AOTCacheOutput=" + cache,
                            "-Dspring.context.exit=onRefresh",
                            "-jar",
                            jar.toString()));
            Child.start(
                            line,
                            Backing.log(plan, name + "-training"),
                            environment(plan, Child.freePort()))
                    .awaitEnd(TRAINING);
            options.addAll(List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=auto"));
        }

        List<String> line() {
            var line = new ArrayList<>(options);
            line.addAll(List.of("-jar", jar.toString()));
            return line;
        }
    }

    private Map<String, String> environment(Plan plan, int port)
            throws IOException, InterruptedException {
        var environment = new TreeMap<String, String>();
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("SPRING_PROFILES_ACTIVE", "local");
        environment.put("MONGODB_URI", backing.mongo(plan));
        environment.put("SPRING_MONGODB_DATABASE", "bench-start");
        environment.put("KAFKA_BOOTSTRAP_SERVERS", backing.broker(plan));
        environment.put("EUREKA_CLIENT_ENABLED", "false");
        return environment;
    }

    private Sample start(Plan plan, Program program) throws IOException, InterruptedException {
        int port = Child.freePort();
        long begin = System.nanoTime();
        try (var child =
                Child.start(
                        program.line(), Backing.log(plan, program.name), environment(plan, port))) {
            child.await(program.name, () -> isHealthy(port), PATIENCE);
            double seconds = (System.nanoTime() - begin) / 1e9;
            Duration cpu = new Cpu(child.handle()).taken();
            Thread.sleep(IDLE);
            return Sample.of("s to ready", seconds)
                    .with("cpu s to ready", cpu.toMillis() / 1e3)
                    .with("idle MB", residentMegabytes(child.handle()));
        }
    }

    private static boolean isHealthy(int port) {
        try {
            var page =
                    (HttpURLConnection)
                            URI.create("http://127.0.0.1:" + port + "/actuator/health")
                                    .toURL()
                                    .openConnection();
            page.setConnectTimeout(500);
            page.setReadTimeout(5_000);
            return page.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static double residentMegabytes(ProcessHandle process) throws IOException {
        for (String line :
                Files.readAllLines(Path.of("/proc/" + process.pid() + "/smaps_rollup"))) {
            if (line.startsWith("Rss:")) {
                return Integer.parseInt(line.replaceAll("[^0-9]", "")) / 1024.0;
            }
        }
        return Double.NaN;
    }
}
