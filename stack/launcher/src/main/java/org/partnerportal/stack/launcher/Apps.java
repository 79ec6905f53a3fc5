package org.partnerportal.stack.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The services' jars, unpacked, and the caches that let a JVM begin with classes it has seen
 * before. Both only save time: what is missing or stale is left out or made again.
 */
final class Apps {

    private static final int TRAINING_LIMIT_S = 600;

    private final Layout layout;
    private final Jvm jvm;

    Apps(Layout layout) {
        this.layout = layout;
        this.jvm = new Jvm(layout);
    }

    /** The command line of a service; unpacks its jar if that is newer than what was unpacked. */
    List<String> line(SuiteSettings.Service service) throws IOException, InterruptedException {
        var jar = unpacked(service.name());
        return jvm.line(
                service.name(),
                service.heapMb(),
                cacheOption(service),
                List.of("-jar", jar.toString()));
    }

    boolean runsOldJar(String service) {
        try {
            return !Files.exists(source(service))
                    || !Files.readString(source(service))
                            .startsWith(stampOf(layout.program(service)));
        } catch (IOException e) {
            return true;
        }
    }

    boolean isTrained(SuiteSettings.Service service) {
        return cache(service).filter(Files::exists).isPresent();
    }

    /**
     * Starts the service as far as its beans, without opening its port or reading its topics, and
     * keeps what the JVM learnt.
     */
    void train(SuiteSettings.Service service, Map<String, String> environment)
            throws IOException, InterruptedException {
        var jar = unpacked(service.name());
        var cache = cache(service).orElseThrow();
        var unfinished = cache.resolveSibling(service.name() + ".training");
        Files.deleteIfExists(unfinished);
        var process =
                new ProcessBuilder(
                                jvm.line(
                                        service.name() + "-training",
                                        service.heapMb(),
                                        List.of(
                                                "-XX:AOTCacheOutput=" + unfinished,
                                                "-Dspring.context.exit=onRefresh"),
                                        List.of("-jar", jar.toString())))
                        .redirectErrorStream(true)
                        .redirectOutput(layout.log(service.name() + "-training").toFile());
        process.environment().putAll(environment);
        var running = process.start();
        var stop = new Thread(running::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            if (!running.waitFor(TRAINING_LIMIT_S, TimeUnit.SECONDS) || running.exitValue() != 0) {
                return;
            }
            if (Files.exists(unfinished)) {
                removeCaches(service.name());
                Files.move(unfinished, cache, StandardCopyOption.ATOMIC_MOVE);
            }
        } finally {
            running.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(stop);
            Files.deleteIfExists(unfinished);
        }
    }

    private List<String> cacheOption(SuiteSettings.Service service) {
        return cache(service)
                .filter(Files::exists)
                // A cache that does not fit is ignored by the JVM, with a line in the log.
                .map(file -> List.of("-XX:AOTCache=" + file, "-XX:AOTMode=auto"))
                .orElse(List.of());
    }

    /** The cache of exactly this jar, these flags and this JVM. */
    private Optional<Path> cache(SuiteSettings.Service service) {
        try {
            var jar = Files.readAllLines(source(service.name()));
            if (jar.size() < 2) {
                return Optional.empty();
            }
            var key =
                    jar.get(1)
                            + Jvm.flags(service.heapMb())
                            + System.getProperty("java.home")
                            + System.getProperty("java.vm.version");
            var name = service.name() + "-" + digest(key).substring(0, 12) + ".aot";
            return Optional.of(folder().resolve(name));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Path unpacked(String service) throws IOException, InterruptedException {
        var jar = layout.program(service);
        if (!Files.exists(jar)) {
            throw new SuiteFailure(service + ": " + jar + " is not there, build it first");
        }
        var target = folder().resolve(service);
        var main = target.resolve(jar.getFileName());
        if (Files.exists(main) && !runsOldJar(service)) {
            return main;
        }
        var content = digestOf(jar);
        if (Files.exists(main) && sameContent(service, content)) {
            // Built again from the same sources: the jars and the cache made for them still fit.
            Files.writeString(source(service), stampOf(jar) + "\n" + content + "\n");
            return main;
        }
        Files.deleteIfExists(source(service));
        Folders.delete(target);
        removeCaches(service);
        var tool =
                new ProcessBuilder(
                                Jvm.java().toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Djarmode=tools",
                                "-jar",
                                jar.toString(),
                                "extract",
                                "--destination",
                                target.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(layout.log(service + "-unpack").toFile())
                        .start();
        if (tool.waitFor() != 0 || !Files.exists(main)) {
            throw new SuiteFailure(
                    service + ": its jar cannot be unpacked",
                    Logs.tail(layout.log(service + "-unpack"), 10));
        }
        Files.writeString(source(service), stampOf(jar) + "\n" + content + "\n");
        return main;
    }

    private boolean sameContent(String service, String content) throws IOException {
        var source = source(service);
        return Files.exists(source) && Files.readString(source).strip().endsWith(content);
    }

    private void removeCaches(String service) throws IOException {
        try (var files = Files.list(folder())) {
            for (var file : files.toList()) {
                var name = String.valueOf(file.getFileName());
                if (name.endsWith(".aot")
                        && name.substring(0, name.length() - 17).equals(service)) {
                    Files.delete(file);
                }
            }
        }
    }

    private Path folder() throws IOException {
        return Files.createDirectories(layout.state().resolve("apps"));
    }

    private Path source(String service) throws IOException {
        return folder().resolve(service + ".source");
    }

    private static String stampOf(Path jar) throws IOException {
        return Files.size(jar) + " " + Files.getLastModifiedTime(jar).toMillis();
    }

    private static String digest(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Read piece by piece: a service's jar is larger than the launcher's heap should be. */
    static String digestOf(Path file) throws IOException {
        var digest = sha256();
        try (var in = Files.newInputStream(file)) {
            var piece = new byte[64 * 1024];
            for (var read = in.read(piece); read >= 0; read = in.read(piece)) {
                digest.update(piece, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
