package org.partnerportal.deal.approvals.domain;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.Money;

/**
 * One step of a chain: whom it asks, and when.
 *
 * @param after the steps that must be approved before it is asked; none: it is asked at once
 * @param band the amounts that it is for; none: all
 * @param roles whoever has one of them may decide
 * @param people who may decide whatever their roles, by subject
 * @param quorum how many different people must approve
 * @param dueInDays business days until it is escalated; none: never for being late
 * @param escalateTo the role that may decide as well, when nobody does in time or somebody who is
 *     asked may not
 * @param substitutes whether those who stand in for an absent person may decide
 */
public record ApprovalStep(
        String id,
        Set<String> after,
        @Nullable AmountBand band,
        Set<String> roles,
        Set<String> people,
        int quorum,
        @Nullable Integer dueInDays,
        String escalateTo,
        boolean substitutes) {

    public ApprovalStep {
        after = Set.copyOf(after);
        roles = Set.copyOf(roles);
        people = Set.copyOf(people);
    }

    boolean isFor(@Nullable Money amount) {
        return band == null || band.covers(amount);
    }

    /** Whether it asks this person, by name or by role. */
    boolean asks(Approver approver) {
        return people.contains(approver.subject())
                || roles.stream().anyMatch(approver.roles()::contains);
    }
}
