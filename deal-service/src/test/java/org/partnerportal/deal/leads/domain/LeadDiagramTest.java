package org.partnerportal.deal.leads.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.partnerportal.deal.leads.domain.LeadState.Name;

class LeadDiagramTest {

    private static final Pattern ARROW =
            Pattern.compile("^\\s+(\\w+) --> (\\w+): (\\w+)$", Pattern.MULTILINE);

    @Test
    void showsExactlyTheTransitionsThatTheCodeMakes() throws IOException {
        var drawn = new TreeSet<String>();
        var arrows = ARROW.matcher(section(Files.readString(Path.of("README.md"))));
        while (arrows.find()) {
            drawn.add(arrows.group(1) + " " + arrows.group(3) + " " + arrows.group(2));
        }

        var made = new TreeSet<String>();
        for (Lead lead : ALead.inEveryState()) {
            for (Instant now : ALead.TIMES) {
                for (LeadAction action : lead.allowed(now)) {
                    Name from =
                            action == LeadAction.EXPIRE
                                    ? lead.state().name()
                                    : lead.stateAt(now).name();
                    for (var way : LeadActions.of(action, now)) {
                        Name to = way.apply(lead).next().state().name();
                        if (to != from) {
                            made.add(from + " " + action + " " + to);
                        }
                    }
                }
            }
        }
        assertThat(drawn).isEqualTo(made);
    }

    private static String section(String readme) {
        String after = readme.substring(readme.indexOf("\n## Leads\n") + 4);
        return after.substring(0, after.indexOf("\n## "));
    }
}
