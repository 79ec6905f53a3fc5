package org.partnerportal.deal.conflict.application;

import org.partnerportal.deal.conflict.domain.ConflictRefusal;
import org.partnerportal.deal.registration.domain.DealId;
import org.springframework.stereotype.Service;

/** Whether somebody has to decide about a registration's conflict before it can be approved. */
@Service
public class Disputes {

    private final FindConflicts conflicts;

    Disputes(FindConflicts conflicts) {
        this.conflicts = conflicts;
    }

    /** Refuses while a case holds the registration up. */
    public void mustNotHoldUp(DealId deal) {
        conflicts.of(deal.value()).stream()
                .filter(conflict -> conflict.holdsUp(deal.value()))
                .findFirst()
                .ifPresent(conflict -> {
                    throw ConflictRefusal.UNRESOLVED.because(conflict.id());
                });
    }
}
