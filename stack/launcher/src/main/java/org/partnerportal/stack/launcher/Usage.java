package org.partnerportal.stack.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What a process takes from the machine.
 *
 * @param residentMb memory that is really in use, 0 where the system does not tell
 */
record Usage(long residentMb, Duration cpu) {

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");

    static Usage of(ProcessHandle process) {
        return new Usage(
                resident(process.pid()), process.info().totalCpuDuration().orElse(Duration.ZERO));
    }

    private static long resident(long pid) {
        var status = Path.of("/proc/" + pid + "/status");
        if (Files.exists(status)) {
            return kilobytes(status, RESIDENT).orElse(0) / 1024;
        }
        try {
            var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
            var text = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Long.parseLong(text.strip()) / 1024;
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    /** Memory that can still be had, where the system tells. */
    static OptionalLong availableMb() {
        var machine = kilobytes(Path.of("/proc/meminfo"), AVAILABLE);
        return machine.isPresent()
                ? OptionalLong.of(machine.getAsLong() / 1024)
                : OptionalLong.empty();
    }

    private static OptionalLong kilobytes(Path file, Pattern pattern) {
        try {
            var found = pattern.matcher(Files.readString(file));
            return found.find()
                    ? OptionalLong.of(Long.parseLong(found.group(1)))
                    : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
