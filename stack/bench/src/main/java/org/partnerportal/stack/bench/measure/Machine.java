package org.partnerportal.stack.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/**
 * What else went on while something was measured: a row that was taken on a busy machine shows it.
 */
public final class Machine {

    private static final Path STAT = Path.of("/proc/stat");
    private static final int IDLE = 3;
    private static final int IO_WAIT = 4;
    private static final int STEAL = 7;

    /** Guest time is in user time already. */
    private static final int COUNTED = 8;

    private final long[] before = ticks();
    private final Duration ourBefore = Cpu.ofThisRun();
    private final long began = System.nanoTime();

    private Machine() {}

    public static Machine watch() {
        return new Machine();
    }

    /** Since the watch began. */
    public Noise noise() {
        double seconds = (System.nanoTime() - began) / 1e9;
        double ours = Cpu.ofThisRun().minus(ourBefore).toNanos() / 1e9;
        long[] now = ticks();
        if (now.length < COUNTED || seconds <= 0) {
            return new Noise(Double.NaN, Double.NaN);
        }
        double total = 0;
        double idle = 0;
        for (int kind = 0; kind < COUNTED; kind++) {
            double spent = now[kind] - before[kind];
            total += spent;
            if (kind == IDLE || kind == IO_WAIT) {
                idle += spent;
            }
        }
        int cores = Runtime.getRuntime().availableProcessors();
        double busy = total == 0 ? 0 : (total - idle) / total * cores;
        double stolen = total == 0 ? 0 : (now[STEAL] - before[STEAL]) / total * cores;
        return new Noise(Math.max(0, busy - stolen - ours / seconds), stolen);
    }

    private static long[] ticks() {
        try (var lines = Files.lines(STAT)) {
            return lines.filter(line -> line.startsWith("cpu "))
                    .findFirst()
                    .map(line ->
                            Arrays.stream(line.substring(4).trim().split(" +", -1))
                                    .mapToLong(Long::parseLong)
                                    .toArray())
                    .orElse(new long[0]);
        } catch (IOException e) {
            return new long[0];
        }
    }

    /**
     * Processor time that others took meanwhile. Not a number where the system does not tell.
     *
     * @param others cores that processes took that are not of this run
     * @param stolen cores that the host gave to other machines
     */
    public record Noise(double others, double stolen) {}
}
