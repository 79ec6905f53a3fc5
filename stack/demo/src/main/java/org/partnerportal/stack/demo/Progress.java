package org.partnerportal.stack.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows what is being done: one line that is painted over on a terminal, a line now and then
 * elsewhere.
 */
final class Progress {

    private static final long LIVE_EVERY = Duration.ofMillis(150).toNanos();
    private static final long PLAIN_EVERY = Duration.ofSeconds(5).toNanos();

    private final PrintStream out;
    private final boolean live;
    private final LongSupplier nanoTime;
    private final long start;
    private @Nullable Step current;
    private long lastPainted;

    Progress(PrintStream out, boolean live, LongSupplier nanoTime) {
        this.out = out;
        this.live = live;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    /**
     * Begins a step.
     *
     * @param total how much there is to do; 0 where nobody knows
     */
    synchronized Step begin(String name, long total) {
        var step = new Step(name, total);
        current = step;
        paint(step, true);
        return step;
    }

    /** A line of its own, above the running step. */
    synchronized void note(String text) {
        say("        ! " + text);
    }

    synchronized void say(String text) {
        if (live && current != null) {
            out.print("\r\033[2K");
        }
        out.println(text);
        if (live && current != null) {
            paint(current, true);
        }
    }

    private void paint(Step step, boolean now) {
        long time = nanoTime.getAsLong();
        if (!now && time - lastPainted < (live ? LIVE_EVERY : PLAIN_EVERY)) {
            return;
        }
        lastPainted = time;
        if (live) {
            out.print("\r\033[2K" + step.line());
            out.flush();
        } else {
            out.println(step.line());
        }
    }

    private Duration since(long then) {
        return Duration.ofNanos(nanoTime.getAsLong() - then);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    /** Something that takes a while. */
    final class Step {

        private final String name;
        private final long began = nanoTime.getAsLong();
        private long total;
        private long done;
        private String detail = "";

        private Step(String name, long total) {
            this.name = name;
            this.total = total;
        }

        void of(long all) {
            synchronized (Progress.this) {
                total = all;
            }
        }

        void at(long soFar, String what) {
            synchronized (Progress.this) {
                done = soFar;
                detail = what;
                paint(this, false);
            }
        }

        void advance(String what) {
            synchronized (Progress.this) {
                at(done + 1, what);
            }
        }

        /** The step is over, and this came out. */
        void done(String result) {
            synchronized (Progress.this) {
                current = null;
                if (live) {
                    out.print("\r\033[2K");
                }
                out.println(
                        String.format(
                                Locale.ROOT,
                                "%7s  %-34s %s (%s)",
                                seconds(since(start)),
                                name,
                                result,
                                seconds(since(began))));
            }
        }

        private String line() {
            Duration taken = since(began);
            String count = total > 0 ? done + "/" + total : done > 0 ? Long.toString(done) : "";
            String rate =
                    done > 0 && taken.toMillis() > 1000
                            ? done * 1000 / taken.toMillis() + "/s"
                            : "";
            return String.format(
                            Locale.ROOT,
                            "%7s  %-34s %s",
                            seconds(since(start)),
                            name,
                            String.join("  ", count, rate, seconds(taken), detail))
                    .stripTrailing();
        }
    }
}
