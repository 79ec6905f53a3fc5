package org.partnerportal.stack.simulation;

/**
 * An invariant that does not hold. An error, so that no code under test takes it for its own
 * failure.
 */
final class Broken extends Error {

    private final transient Invariant invariant;

    Broken(Invariant invariant, String what) {
        super(invariant.text() + ": " + what, null, false, false);
        this.invariant = invariant;
    }

    Invariant invariant() {
        return invariant;
    }

    /** What must hold, whatever happens. */
    enum Invariant {
        NOTHING_LOST("nothing acknowledged is lost"),
        NOTHING_TWICE("nothing counts twice"),
        ONE_HOLDER("at most one exclusive holder per scope"),
        SUMS("ledger sum = statement sum = analytics sum"),
        EVENTS("every event in per-aggregate order without gaps"),
        NO_ORPHAN("no orphan claim or idempotency key");

        private final String text;

        Invariant(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }
}
