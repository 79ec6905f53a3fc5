package org.partnerportal.stack.faults;

/**
 * Something that goes wrong.
 *
 * @param name as it is given to {@code --only}
 * @param what in a sentence, with what must hold
 * @param brief whether it belongs to the short run
 */
record Fault(String name, String what, boolean brief, Injection injection) {

    /** Lets it go wrong under load, and mends it again. */
    @FunctionalInterface
    interface Injection {
        void into(Ground ground) throws Exception;
    }
}
