package org.partnerportal.stack.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** The processor time that a process and its children have taken so far. */
public record Cpu(ProcessHandle process) {

    /** The same on every Linux that Java runs on. */
    private static final long TICKS_PER_SECOND = 100;

    /** This process, all that it has started, and all of it that has ended. */
    static Duration ofThisRun() {
        return new Cpu(ProcessHandle.current()).taken().plus(ended());
    }

    /** A process that has ended is no longer asked; the system keeps its time for the parent. */
    private static Duration ended() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
            return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
        } catch (IOException e) {
            return Duration.ZERO;
        }
    }

    public Duration taken() {
        return Stream.concat(Stream.of(process), process.descendants())
                .flatMap(each -> each.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Microseconds for each of so many pieces of work. */
    public static double microsEach(Duration taken, long count) {
        return count == 0 ? 0 : taken.toNanos() / 1_000.0 / count;
    }
}
