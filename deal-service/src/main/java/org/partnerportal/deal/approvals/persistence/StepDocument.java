package org.partnerportal.deal.approvals.persistence;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.approvals.domain.AmountBand;
import org.partnerportal.deal.approvals.domain.ApprovalStep;
import org.partnerportal.kernel.Money;

/** A step as it is stored, in a chain and in a process alike. */
record StepDocument(
        String step,
        List<String> after,
        @Nullable Money from,
        @Nullable Money to,
        List<String> roles,
        List<String> people,
        int quorum,
        @Nullable Integer dueInDays,
        String escalateTo,
        boolean substitutes) {

    static StepDocument of(ApprovalStep step) {
        AmountBand band = step.band();
        return new StepDocument(
                step.id(),
                sorted(step.after()),
                band == null ? null : band.from(),
                band == null ? null : band.to(),
                sorted(step.roles()),
                sorted(step.people()),
                step.quorum(),
                step.dueInDays(),
                step.escalateTo(),
                step.substitutes());
    }

    ApprovalStep toStep() {
        return new ApprovalStep(
                step,
                Set.copyOf(after),
                from == null ? null : new AmountBand(from, to),
                Set.copyOf(roles),
                Set.copyOf(people),
                quorum,
                dueInDays,
                escalateTo,
                substitutes);
    }

    /** The same set is always the same document. */
    static List<String> sorted(Set<String> values) {
        return values.stream().sorted().toList();
    }
}
