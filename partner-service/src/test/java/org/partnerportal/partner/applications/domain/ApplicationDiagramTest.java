package org.partnerportal.partner.applications.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.partnerportal.kernel.Refused;

class ApplicationDiagramTest {

    private static final Pattern ARROW =
            Pattern.compile("^\\s+(\\w+) --> (\\w+): (\\w+)$", Pattern.MULTILINE);

    @Test
    void showsExactlyTheTransitionsThatTheCodeMakes() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String chapter = readme.substring(readme.indexOf("\n## Applications\n"));
        var drawn = new TreeSet<String>();
        var arrows = ARROW.matcher(chapter.substring(0, chapter.indexOf("\n## ", 1)));
        while (arrows.find()) {
            drawn.add(arrows.group(1) + " " + arrows.group(3) + " " + arrows.group(2));
        }

        assertThat(drawn).isEqualTo(transitions());
    }

    private static Set<String> transitions() {
        var transitions = new TreeSet<String>();
        for (PartnerApplication application : AnApplication.inEveryState()) {
            for (ApplicationAction action : ApplicationAction.values()) {
                for (Instant now : List.of(AnApplication.MORNING, AnApplication.QUESTION_END)) {
                    try {
                        var next = AnApplication.act(application, action, now).next().state();
                        if (next.name() != application.state().name()) {
                            transitions.add(
                                    application.state().name() + " " + action + " " + next.name());
                        }
                    } catch (Refused refused) {
                        // Not possible in this state, so nothing to draw.
                    }
                }
            }
        }
        return transitions;
    }
}
