package org.partnerportal.stack.launcher;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a process of the suite is at this moment.
 *
 * @param pid absent where it does not run
 */
public record ProcessStatus(
        String name,
        State state,
        Optional<Long> pid,
        List<Integer> ports,
        long residentMb,
        Duration cpu) {

    /** What one can say about a process from outside. */
    public enum State {
        HEALTHY,
        /** It runs, but does not answer as it should: still starting, or in trouble. */
        UNHEALTHY,
        STOPPED,
        /** Not ours: the environment names it. */
        EXTERNAL,
        /** Left out of this suite. */
        OFF;

        boolean isWell() {
            return this == HEALTHY || this == EXTERNAL || this == OFF;
        }
    }

    static ProcessStatus off(String name) {
        return new ProcessStatus(name, State.OFF, Optional.empty(), List.of(), 0, Duration.ZERO);
    }

    static String table(List<ProcessStatus> all) {
        var rows =
                all.stream()
                        .map(it ->
                                String.format(
                                        Locale.ROOT,
                                        "%-20s %-10s %8s  %-12s %8s %9s",
                                        it.name,
                                        it.state.name().toLowerCase(Locale.ROOT),
                                        it.pid.map(String::valueOf).orElse("-"),
                                        it.ports.stream()
                                                .map(String::valueOf)
                                                .collect(Collectors.joining(",")),
                                        it.pid.isPresent() ? it.residentMb + " MB" : "-",
                                        it.pid.isPresent() ? seconds(it.cpu) : "-"))
                        .collect(Collectors.joining("\n"));
        var total =
                String.format(
                        Locale.ROOT,
                        "%-20s %-10s %8s  %-12s %8s %9s",
                        "",
                        "",
                        "",
                        "total",
                        all.stream().mapToLong(it -> it.residentMb).sum() + " MB",
                        seconds(
                                all.stream()
                                        .map(it -> it.cpu)
                                        .reduce(Duration.ZERO, Duration::plus)));
        var head =
                String.format(
                        Locale.ROOT,
                        "%-20s %-10s %8s  %-12s %8s %9s",
                        "PROCESS",
                        "STATE",
                        "PID",
                        "PORT",
                        "RSS",
                        "CPU");
        return head + "\n" + rows + "\n" + total;
    }

    static String json(List<ProcessStatus> all) {
        return all.stream()
                .map(it ->
                        String.format(
                                Locale.ROOT,
                                "  {\"name\":\"%s\",\"state\":\"%s\",\"pid\":%s,\"ports\":%s,\"residentMb\":%d,\"cpuSeconds\":%.1f}",
                                it.name,
                                it.state.name().toLowerCase(Locale.ROOT),
                                it.pid.map(String::valueOf).orElse("null"),
                                it.ports,
                                it.residentMb,
                                it.cpu.toMillis() / 1000.0))
                .collect(Collectors.joining(",\n", "[\n", "\n]"));
    }

    private static String seconds(Duration cpu) {
        return String.format(Locale.ROOT, "%.1f s", cpu.toMillis() / 1000.0);
    }
}
