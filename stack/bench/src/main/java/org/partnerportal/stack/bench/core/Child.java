package org.partnerportal.stack.bench.core;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.partnerportal.stack.bench.measure.Unavailable;

/** A Java process that a row needs, started as the launcher starts it. */
final class Child implements AutoCloseable {

    /** What the launcher gives every service; the floor gets the same. */
    static final List<String> SMALL =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:-UsePerfData",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    private final Process process;

    private Child(Process process) {
        this.process = process;
    }

    static Child start(List<String> options, Path log, Map<String, String> environment)
            throws IOException {
        var line = new ArrayList<String>();
        line.add(java().toString());
        line.addAll(SMALL);
        line.addAll(options);
        var builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return new Child(builder.start());
    }

    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Runs to its end and is expected to have done what it should. */
    void awaitEnd(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            close();
            throw new Unavailable("a process did not come to its end: " + process.info());
        }
    }

    void await(String what, BooleanSupplier ready, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!ready.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                close();
                throw new Unavailable(what + " did not start");
            }
            Thread.sleep(5);
        }
    }

    static boolean listens(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static int freePort() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** A module's jar and, beside it, everything it needs. */
    static String classPath(Path root, String module) throws IOException {
        Path target = root.resolve(module).resolve("target");
        return built(target, "-SNAPSHOT.jar") + ":" + target.resolve("lib") + "/*";
    }

    /** What was built in a module's folder under such a name. */
    static Path built(Path target, String end) throws IOException {
        if (Files.isDirectory(target)) {
            try (Stream<Path> files = Files.list(target)) {
                var jar = files.filter(file -> file.toString().endsWith(end)).findFirst();
                if (jar.isPresent()) {
                    return jar.get();
                }
            }
        }
        throw new Unavailable("nothing was built in " + target);
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
