package org.partnerportal.stack.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a Java process of the suite. */
record Jvm(Layout layout) {

    /** Small machine, quick start: one collector thread, the first compiler only, short headers. */
    private static final List<String> SMALL =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:-UsePerfData",
                    "-XX:+ExitOnOutOfMemoryError",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    /**
     * For a process whose few loops do most of the work: the second compiler takes a third off the
     * store's processor time, and would give the other processes nothing back.
     */
    static final String BOTH_COMPILERS = "-XX:TieredStopAtLevel=4";

    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** The marker comes first: systems that show only the beginning of a command line show it. */
    List<String> line(String name, int heapMb, List<String> options, List<String> main) {
        var line = new ArrayList<String>();
        line.add(java().toString());
        line.add(ProcessSpec.marker(layout, name));
        line.addAll(flags(heapMb));
        line.addAll(options);
        line.addAll(main);
        return line;
    }

    static List<String> flags(int heapMb) {
        var flags = new ArrayList<>(SMALL);
        flags.add("-Xms32m");
        flags.add("-Xmx" + heapMb + "m");
        return flags;
    }
}
