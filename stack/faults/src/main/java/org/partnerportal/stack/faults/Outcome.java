package org.partnerportal.stack.faults;

import java.util.List;
import java.util.Map;
import org.partnerportal.stack.faults.books.Verdict;
import org.partnerportal.stack.faults.load.Counts;

/**
 * What came of one fault.
 *
 * @param stories that were begun
 * @param failures how commands failed, and how many each
 * @param recoveredMs from the mending to the next command that succeeded
 * @param settledMs from the end of the load until all books agreed; or how long was waited in vain
 */
record Outcome(
        String fault,
        int stories,
        Counts.Tally commands,
        Map<String, Integer> failures,
        long recoveredMs,
        long settledMs,
        List<Verdict> verdicts) {

    Outcome {
        failures = Map.copyOf(failures);
        verdicts = List.copyOf(verdicts);
    }

    boolean held() {
        return verdicts.stream().allMatch(Verdict::held);
    }
}
