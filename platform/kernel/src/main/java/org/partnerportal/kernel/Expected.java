package org.partnerportal.kernel;

/** The version that a change is based on: a caller names it (If-Match), the system does not. */
public sealed interface Expected {

    /** Exactly this version; any other is refused as stale. */
    record Version(long value) implements Expected {}

    /** Whatever is there; for timers and events, whose rules look at the state itself. */
    record Any() implements Expected {}

    static Expected version(long value) {
        return new Version(value);
    }

    static Expected any() {
        return new Any();
    }

    default void check(long actual) {
        if (this instanceof Version(long value) && value != actual) {
            throw CommonRefusal.STALE_VERSION.because(actual, value);
        }
    }
}
