package org.partnerportal.stack.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Predicate;

/** One log per process, and the one before the last start. */
final class Logs {

    private static final int TAIL_BYTES = 256 * 1024;

    private Logs() {}

    static void rotate(Path log) throws IOException {
        if (Files.exists(log)) {
            var name = String.valueOf(log.getFileName()).replace(".log", ".1.log");
            Files.move(log, log.resolveSibling(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    static List<String> tail(Path log, int count) {
        return tail(log, count, line -> true);
    }

    /** The same without the frames of stack traces: what is left names the cause. */
    static List<String> lastWords(Path log, int count) {
        return tail(
                log,
                count,
                line ->
                        !line.isBlank()
                                && !line.startsWith("\tat ")
                                && !line.contains("common frames"));
    }

    private static List<String> tail(Path log, int count, Predicate<String> kept) {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var from = Math.max(0, file.length() - TAIL_BYTES);
            file.seek(from);
            var bytes = new byte[(int) (file.length() - from)];
            file.readFully(bytes);
            var lines = new String(bytes, StandardCharsets.UTF_8).lines().filter(kept).toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Prints what is added, until it is interrupted. */
    static void follow(Path log, PrintStream out) throws IOException, InterruptedException {
        var position = Files.exists(log) ? Files.size(log) : 0;
        while (!Thread.currentThread().isInterrupted()) {
            var size = Files.exists(log) ? Files.size(log) : 0;
            if (size < position) {
                position = 0;
            }
            if (size > position) {
                try (var file = new RandomAccessFile(log.toFile(), "r")) {
                    file.seek(position);
                    var bytes = new byte[(int) Math.min(size - position, TAIL_BYTES)];
                    file.readFully(bytes);
                    out.write(bytes);
                    out.flush();
                    position += bytes.length;
                }
            } else {
                Thread.sleep(250);
            }
        }
    }
}
