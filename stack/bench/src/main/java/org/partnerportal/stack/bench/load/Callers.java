package org.partnerportal.stack.bench.load;

import java.util.List;

/**
 * A group of callers who send the same and are counted together.
 *
 * @param name what they are called
 * @param requests whole HTTP/1.1 requests, sent in turn
 * @param connections how many connections they keep open
 * @param perSecond how many requests a second, however long the answers take; 0 means the next one
 *     as soon as an answer is there
 */
public record Callers(String name, List<byte[]> requests, int connections, double perSecond) {

    public Callers {
        requests = List.copyOf(requests);
        if (requests.isEmpty() || connections < 1) {
            throw new IllegalArgumentException(
                    name + ": expected a request and a connection at least");
        }
    }

    /** Each connection sends its next request when it has the answer to the last. */
    public static Callers inTurn(String name, List<byte[]> requests, int connections) {
        return new Callers(name, requests, connections, 0);
    }

    /** On a fixed schedule. */
    public static Callers onSchedule(
            String name, List<byte[]> requests, int connections, double perSecond) {
        return new Callers(name, requests, connections, perSecond);
    }

    boolean onSchedule() {
        return perSecond > 0;
    }
}
