package org.partnerportal.stack.simulation;

/**
 * Ends an actor at this very point, as the death of its process would. An error and not an
 * exception, so that no code under test takes it for a failure that it could handle.
 */
final class Crash extends Error {

    Crash() {
        super("the process died here", null, false, false);
    }
}
