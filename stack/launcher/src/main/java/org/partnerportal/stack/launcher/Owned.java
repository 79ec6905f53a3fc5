package org.partnerportal.stack.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * A process that we started, as its pid file remembers it.
 *
 * @param started when the operating system says it began: a reused id has another time
 * @param marker a piece of its command line
 */
record Owned(long pid, Instant started, String marker) {

    /** The system derives the time from its boot time, which can shift a little. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    static Owned of(ProcessHandle process, String marker) {
        return new Owned(
                process.pid(), process.info().startInstant().orElseGet(Instant::now), marker);
    }

    static Optional<Owned> read(Path file) {
        try (var in = Files.newBufferedReader(file)) {
            var properties = new Properties();
            properties.load(in);
            return Optional.of(
                    new Owned(
                            Long.parseLong(properties.getProperty("pid", "")),
                            Instant.ofEpochMilli(
                                    Long.parseLong(properties.getProperty("started", ""))),
                            properties.getProperty("marker", "")));
        } catch (IOException | NumberFormatException e) {
            // No file, or one that was cut short: there is nothing that we could call ours.
            return Optional.empty();
        }
    }

    void write(Path file) throws IOException {
        var properties = new Properties();
        properties.setProperty("pid", Long.toString(pid));
        properties.setProperty("started", Long.toString(started.toEpochMilli()));
        properties.setProperty("marker", marker);
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        try (var out = Files.newBufferedWriter(fresh)) {
            properties.store(out, "written by ./suite");
        }
        Files.move(
                fresh,
                file,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    /** The process, if it still runs and is still the one that we started. */
    Optional<ProcessHandle> alive() {
        return ProcessHandle.of(pid)
                .filter(it -> !isGone(it))
                .filter(it -> isThis(it.info().startInstant(), it.info().commandLine()));
    }

    /** Ended, or ended and only waiting for a parent that never asks. */
    static boolean isGone(ProcessHandle process) {
        if (!process.isAlive()) {
            return true;
        }
        try {
            var stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            var state = stat.charAt(stat.lastIndexOf(')') + 2);
            return state == 'Z' || state == 'X';
        } catch (IOException e) {
            // Not a system that tells.
            return false;
        }
    }

    boolean isThis(Optional<Instant> start, Optional<String> commandLine) {
        var sameStart =
                start.map(it -> Duration.between(started, it).abs().compareTo(TOLERANCE) <= 0)
                        .orElse(false);
        // Not every system shows the command line; where it does, it must be ours.
        return sameStart && commandLine.map(line -> line.contains(marker)).orElse(true);
    }
}
