package org.partnerportal.stack.launcher;

import java.io.IOException;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One thing to do on the way up.
 *
 * @param needs names of the steps that must be done first
 * @param weight how many of the machine's start slots it takes, 0 for a step of its own kind
 */
record Step(String name, Set<String> needs, int weight, Work work) {

    /** Does the step, tells what it is doing meanwhile, and answers with a few words at the end. */
    @FunctionalInterface
    interface Work {
        String run(Consumer<String> tell) throws IOException, InterruptedException;
    }
}
