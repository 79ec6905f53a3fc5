package org.partnerportal.deal.registration.domain;

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
import org.partnerportal.deal.registration.domain.DealState.Name;
import org.partnerportal.kernel.Refused;

class DealDiagramTest {

    private static final Pattern ARROW =
            Pattern.compile("^\\s+(\\w+) --> (\\w+): (\\w+)$", Pattern.MULTILINE);

    @Test
    void showsExactlyTheTransitionsThatTheCodeMakes() throws IOException {
        var drawn = new TreeSet<String>();
        var arrows = ARROW.matcher(section(Files.readString(Path.of("README.md"))));
        while (arrows.find()) {
            drawn.add(arrows.group(1) + " " + arrows.group(3) + " " + arrows.group(2));
        }

        assertThat(drawn).isEqualTo(transitions());
    }

    private static String section(String readme) {
        String after = readme.substring(readme.indexOf("\n## States\n") + 4);
        return after.substring(0, after.indexOf("\n## "));
    }

    private static Set<String> transitions() {
        var transitions = new TreeSet<String>();
        for (Deal deal : ADeal.inEveryState()) {
            for (DealAction action : DealAction.values()) {
                for (Instant now : List.of(ADeal.MORNING, ADeal.PROTECTION_END)) {
                    try {
                        Name from = deal.stateAt(now).name();
                        Name shown = action == DealAction.EXPIRE ? deal.state().name() : from;
                        Name to = Actions.of(action, now).apply(deal).next().stateAt(now).name();
                        if (to != shown) {
                            transitions.add(shown + " " + action + " " + to);
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
