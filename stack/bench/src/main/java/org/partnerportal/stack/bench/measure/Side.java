package org.partnerportal.stack.bench.measure;

import java.io.IOException;

/**
 * One of the two that are compared.
 *
 * @param name what it is called in the output
 * @param probe takes one sample, in one round
 */
public record Side(String name, Probe probe) {

    /** Does the work of one round and says what it cost. */
    @FunctionalInterface
    public interface Probe {
        Sample take() throws IOException, InterruptedException;
    }
}
