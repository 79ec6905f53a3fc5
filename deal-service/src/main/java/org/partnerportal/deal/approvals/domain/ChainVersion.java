package org.partnerportal.deal.approvals.domain;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.Money;

/**
 * A chain as it was saved once, never to change. What has begun under it ends under it.
 *
 * @param number counts the versions of the chain from 1
 * @param appliesFrom submissions from this instant on
 * @param oneDecisionEach whether a person decides one step of a process at most
 * @param savedBy subject of who wrote it
 */
public record ChainVersion(
        int number,
        Instant appliesFrom,
        boolean oneDecisionEach,
        List<ApprovalStep> steps,
        Instant savedAt,
        String savedBy) {

    public ChainVersion {
        steps = List.copyOf(steps);
    }

    /**
     * The steps that an amount goes through, with what each has to wait for. Where a step is left
     * out, those after it wait for those before it.
     */
    List<ApprovalTask> tasksFor(@Nullable Money amount) {
        Map<String, ApprovalStep> byId =
                steps.stream().collect(Collectors.toMap(ApprovalStep::id, step -> step));
        Map<String, Set<String>> awaited = new HashMap<>();
        return steps.stream()
                .filter(step -> step.isFor(amount))
                .map(step -> ApprovalTask.waiting(step, awaited(step, amount, byId, awaited)))
                .toList();
    }

    private static Set<String> awaited(
            ApprovalStep step,
            @Nullable Money amount,
            Map<String, ApprovalStep> byId,
            Map<String, Set<String>> known) {
        Set<String> already = known.get(step.id());
        if (already != null) {
            return already;
        }
        var awaited = new HashSet<String>();
        for (String before : step.after()) {
            ApprovalStep other = byId.get(before);
            if (other == null) {
                throw new IllegalStateException("A saved chain names no step " + before);
            }
            if (other.isFor(amount)) {
                awaited.add(before);
            } else {
                awaited.addAll(awaited(other, amount, byId, known));
            }
        }
        known.put(step.id(), awaited);
        return awaited;
    }
}
