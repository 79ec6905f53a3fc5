package org.partnerportal.stack.bench.edge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.partnerportal.stack.bench.measure.Cpu;
import org.partnerportal.stack.bench.measure.Unavailable;

/**
 * A process under test that this run has started.
 *
 * @param process the process
 * @param address where it listens
 */
record Started(Process process, InetSocketAddress address) implements AutoCloseable {

    /** The same for every Java process that is compared; the image's, on a small machine. */
    static final List<String> JVM =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:+UseCompactObjectHeaders",
                    "-Xms256m",
                    "-Xmx256m",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Starts the program of a module, as it was built. */
    static Started program(
            Path root, String module, Path log, int port, Map<String, String> environment)
            throws IOException, InterruptedException {
        var line = new ArrayList<String>();
        line.add(java());
        line.addAll(JVM);
        String extra = System.getProperty("bench.jvm", "");
        if (!extra.isBlank()) {
            line.addAll(List.of(extra.split(" ", -1)));
        }
        line.add("-jar");
        line.add(extracted(jar(root.resolve(module).resolve("target")), log).toString());
        return start(line, log, port, environment);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** With its libraries beside it, as the suite starts it: reading jars in a jar takes long. */
    private static Path extracted(Path jar, Path log) throws IOException, InterruptedException {
        Path folder = Path.of(log.toString().replaceFirst("\\.log$", ""));
        int exit =
                new ProcessBuilder(
                                java(),
                                "-Djarmode=tools",
                                "-jar",
                                jar.toString(),
                                "extract",
                                "--force",
                                "--destination",
                                folder.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start()
                        .waitFor();
        if (exit != 0) {
            throw new Unavailable(jar + " could not be extracted, see " + log);
        }
        return folder.resolve(jar.getFileName());
    }

    private static Path jar(Path target) throws IOException {
        if (Files.isDirectory(target)) {
            try (var files = Files.list(target)) {
                var jar = files.filter(file -> file.toString().endsWith("-exec.jar")).findFirst();
                if (jar.isPresent()) {
                    return jar.get();
                }
            }
        }
        throw new Unavailable("nothing was built in " + target);
    }

    static Started start(List<String> line, Path log, int port, Map<String, String> environment)
            throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        var started =
                new Started(
                        builder.start(),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        try {
            started.awaitAnswer(log);
        } catch (InterruptedException | RuntimeException e) {
            started.close();
            throw e;
        }
        return started;
    }

    private void awaitAnswer(Path log) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (var http = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + address.getPort() + "/"))
                            .timeout(Duration.ofSeconds(5))
                            .build();
            while (System.nanoTime() < end && process.isAlive()) {
                try {
                    http.send(request, HttpResponse.BodyHandlers.discarding());
                    return;
                } catch (IOException e) {
                    Thread.sleep(100);
                }
            }
        }
        throw new Unavailable("a process did not start, see " + log);
    }

    static int freePort() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    Cpu cpu() {
        return new Cpu(process.toHandle());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
