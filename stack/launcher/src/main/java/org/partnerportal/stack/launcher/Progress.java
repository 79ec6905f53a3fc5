package org.partnerportal.stack.launcher;

import java.io.PrintStream;
import java.time.Duration;

/** Sees every change of every step; may be called from any thread. */
public interface Progress extends AutoCloseable {

    /** What a step is doing. */
    enum State {
        /** For another step, or for a free slot. */
        WAITING,
        RUNNING,
        DONE,
        /** A step that it needs has failed. */
        SKIPPED,
        FAILED
    }

    /** A step, its state, a few words and how long it has taken. */
    record Line(String name, State state, String detail, Duration taken) {}

    void show(Line line);

    @Override
    void close();

    /** One line for every change, for logs and pipes. */
    static Progress plain(PrintStream out) {
        return new PlainProgress(out);
    }
}
