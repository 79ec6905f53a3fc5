package org.partnerportal.stack.bench.core;

/** How much data the rows are about; smaller only to try something out. */
final class Sizes {

    private static final int MILLION = 1_000_000;
    private static final int LOCAL_LIST = 200_000;

    private Sizes() {}

    /** Claims, lines. */
    static int rows() {
        return setting("PORTAL_BENCH_ROWS", MILLION);
    }

    /**
     * Registrations of a list. The local store takes twelve minutes to write a million of these
     * large documents; page 1,000 begins behind the 50,000th either way.
     */
    static int registrations() {
        return setting("PORTAL_BENCH_ROWS", Backing.ownsStore() ? LOCAL_LIST : MILLION);
    }

    /**
     * Lines of one round that goes through topic and store; their cost does not depend on how many
     * there are, and ten rounds of a million would take hours and more memory than the local store
     * has.
     */
    static int persistedLines() {
        return setting("PORTAL_BENCH_PERSISTED_LINES", 10_000);
    }

    private static int setting(String name, int otherwise) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? otherwise : Integer.parseInt(value.strip());
    }
}
