package org.partnerportal.deal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The arrows of a diagram in the README, as {@code FROM ACTION TO}. */
public final class DrawnTransitions {

    private static final Pattern ARROW =
            Pattern.compile("^\\s+(\\w+) --> (\\w+): (\\w+)$", Pattern.MULTILINE);

    private DrawnTransitions() {}

    /** Those of the section that begins with this heading. */
    public static Set<String> under(String heading) throws IOException {
        String text = Files.readString(Path.of("README.md"));
        int begin = text.indexOf("\n" + heading + "\n");
        if (begin < 0) {
            throw new AssertionError("No section " + heading);
        }
        int end = text.indexOf("\n## ", begin + heading.length());
        var drawn = new TreeSet<String>();
        var arrows = ARROW.matcher(text.substring(begin, end < 0 ? text.length() : end));
        while (arrows.find()) {
            drawn.add(arrows.group(1) + " " + arrows.group(3) + " " + arrows.group(2));
        }
        return drawn;
    }
}
