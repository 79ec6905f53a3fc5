package org.partnerportal.stack.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One process of the suite: how it is started and how one knows that it is well.
 *
 * @param ports what it listens on; all must be free before it starts
 * @param needs what must be healthy or built first
 * @param limit how long it may take to become healthy
 * @param memoryMb what it takes once it is up, measured
 */
record ProcessSpec(
        String name,
        List<Integer> ports,
        Command command,
        Map<String, String> environment,
        Health health,
        Set<String> needs,
        Duration limit,
        int memoryMb) {

    /** Says on its command line which process of which suite it is. */
    static String marker(Layout layout, String name) {
        return "-Dportal.process=" + name + "@" + layout.state();
    }

    /** The command line, worked out when it is needed: a build or an unpacking may come first. */
    @FunctionalInterface
    interface Command {
        List<String> line() throws IOException, InterruptedException;
    }
}
