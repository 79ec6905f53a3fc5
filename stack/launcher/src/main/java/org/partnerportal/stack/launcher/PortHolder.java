package org.partnerportal.stack.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds out whether a port is free, and if not, who has it. */
final class PortHolder {

    private static final String LISTENING = "0A";
    private static final Duration ENDING = Duration.ofSeconds(5);
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private PortHolder() {}

    /**
     * Whether it can be had. A process that is just ending keeps its port for a moment after nobody
     * sees it hold one, so such a port gets some time.
     */
    static boolean isFree(int port) {
        long end = System.nanoTime() + ENDING.toNanos();
        while (!canBeBound(port)) {
            if (System.nanoTime() > end || of(port).isPresent()) {
                return false;
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private static boolean canBeBound(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The process that listens there, as far as this user may see it. */
    static Optional<ProcessHandle> of(int port) {
        return Files.isDirectory(Path.of("/proc/net")) ? fromProc(port) : fromLsof(port);
    }

    static String describe(int port) {
        return of(port).map(it ->
                        "process "
                                + it.pid()
                                + it.info()
                                        .commandLine()
                                        .map(line -> " (" + shortened(line) + ")")
                                        .orElse(""))
                .orElse("a process of another user");
    }

    private static String shortened(String line) {
        return line.length() > 100 ? line.substring(0, 100) + "..." : line;
    }

    private static Optional<ProcessHandle> fromProc(int port) {
        var inodes = new HashSet<String>();
        var hex = String.format(Locale.ROOT, ":%04X", port);
        for (var table : new String[] {"/proc/net/tcp", "/proc/net/tcp6"}) {
            try {
                for (var line : Files.readAllLines(Path.of(table))) {
                    var columns = BLANKS.split(line.strip(), -1);
                    if (columns.length > 9
                            && columns[1].endsWith(hex)
                            && columns[3].equals(LISTENING)) {
                        inodes.add("socket:[" + columns[9] + "]");
                    }
                }
            } catch (IOException e) {
                // No such table: this system has no addresses of that kind.
            }
        }
        return ProcessHandle.allProcesses().filter(it -> holds(it.pid(), inodes)).findFirst();
    }

    private static boolean holds(long pid, Set<String> sockets) {
        try (var files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return files.anyMatch(file -> {
                try {
                    return sockets.contains(Files.readSymbolicLink(file).toString());
                } catch (IOException e) {
                    return false;
                }
            });
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private static Optional<ProcessHandle> fromLsof(int port) {
        try {
            var lsof =
                    new ProcessBuilder("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN")
                            .start();
            var text = new String(lsof.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().findFirst().map(Long::parseLong).flatMap(ProcessHandle::of);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
