package org.partnerportal.deal.approvals.domain;

import java.util.List;

/**
 * Who wants to decide.
 *
 * @param absent those for whom he stands in at the moment
 */
public record Decider(Approver self, List<Approver> absent) {

    public Decider {
        absent = List.copyOf(absent);
    }
}
