package org.partnerportal.deal.registration.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.partnerportal.deal.DrawnTransitions;
import org.partnerportal.deal.registration.domain.DealState.Name;
import org.partnerportal.kernel.Refused;

class DealDiagramTest {

    @Test
    void showsExactlyTheTransitionsThatTheCodeMakes() throws IOException {
        assertThat(DrawnTransitions.under("## States")).isEqualTo(transitions());
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
