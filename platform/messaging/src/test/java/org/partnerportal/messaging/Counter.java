package org.partnerportal.messaging;

import org.partnerportal.kernel.Decided;

/** The smallest aggregate that there can be. */
record Counter(String id, int value, long version) {

    record Counted(int value) {}

    static Decided<Counter, Counted> begin(String id) {
        return Decided.of(new Counter(id, 1, 0), new Counted(1));
    }

    Decided<Counter, Counted> count() {
        return Decided.of(new Counter(id, value + 1, version), new Counted(value + 1));
    }

    Decided<Counter, Counted> countTwice() {
        return count().next().count().and(new Counted(value + 3));
    }

    Decided<Counter, Counted> countInSilence() {
        return Decided.of(new Counter(id, value + 1, version));
    }
}
