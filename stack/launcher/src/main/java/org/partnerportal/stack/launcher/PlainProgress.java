package org.partnerportal.stack.launcher;

import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Prints a line when a step begins, ends, or has been at one thing for a while. */
final class PlainProgress implements Progress {

    private static final Duration EVERY = Duration.ofSeconds(10);

    private final PrintStream out;
    private final Map<String, Line> printed = new HashMap<>();

    PlainProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void show(Line line) {
        var last = printed.get(line.name());
        var news =
                last == null
                        || last.state() != line.state()
                        || line.taken().minus(last.taken()).compareTo(EVERY) >= 0;
        if (line.state() != State.WAITING && news) {
            printed.put(line.name(), line);
            out.println(text(line));
        }
    }

    @Override
    public void close() {
        out.flush();
    }

    static String text(Line line) {
        return String.format(
                        Locale.ROOT,
                        "%6.1f s  %-20s %-8s %s",
                        line.taken().toMillis() / 1000.0,
                        line.name(),
                        line.state().name().toLowerCase(Locale.ROOT),
                        line.detail())
                .stripTrailing();
    }
}
