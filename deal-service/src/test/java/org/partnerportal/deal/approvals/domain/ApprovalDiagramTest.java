package org.partnerportal.deal.approvals.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.partnerportal.kernel.Refused;

class ApprovalDiagramTest {

    /** With a space before the colon: other diagrams of the file are drawn without. */
    private static final Pattern ARROW =
            Pattern.compile("^\\s+(\\w+) --> (\\w+) : (\\w+)$", Pattern.MULTILINE);

    @Test
    void showsExactlyWhatBecomesOfTheStepsOfAnApproval() throws IOException {
        var drawn = new TreeSet<String>();
        var arrows = ARROW.matcher(Files.readString(Path.of("README.md")));
        while (arrows.find()) {
            drawn.add(arrows.group(1) + " " + arrows.group(3) + " " + arrows.group(2));
        }

        assertThat(drawn).isEqualTo(transitions());
    }

    private static Set<String> transitions() {
        var transitions = new TreeSet<String>();
        for (ApprovalProcess process : processes()) {
            for (ProcessAction action : ProcessAction.values()) {
                for (Instant now : List.of(AnApproval.NOON, AnApproval.DUE)) {
                    try {
                        ApprovalProcess next = Actions.of(action, now).apply(process).next();
                        for (int i = 0; i < process.tasks().size(); i++) {
                            TaskState.Name from = process.tasksAt(now).get(i).state().name();
                            TaskState.Name seen = process.tasks().get(i).state().name();
                            TaskState.Name to = next.tasks().get(i).state().name();
                            TaskState.Name shown = action == ProcessAction.ESCALATE ? seen : from;
                            if (to != shown) {
                                transitions.add(shown + " " + action + " " + to);
                            }
                        }
                    } catch (Refused refused) {
                        // Not possible in this state, so nothing to draw.
                    }
                }
            }
        }
        return transitions;
    }

    private static List<ApprovalProcess> processes() {
        var all = new ArrayList<>(AnApproval.inEveryState());
        // The submitter is asked by the second step, which is escalated as soon as it is asked.
        all.add(
                AnApproval.started(
                        AnApproval.twoAboveTheLimit(),
                        AnApproval.subject(AnApproval.LARGE, AnApproval.MANAGER)));
        all.add(
                AnApproval.started(
                        AnApproval.chain(
                                AnApproval.step("clerk", "clerk"),
                                AnApproval.step("manager", "manager")),
                        AnApproval.LARGE));
        return all;
    }
}
