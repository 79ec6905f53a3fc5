package org.partnerportal.deal.conflict.web;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.conflict.domain.ConflictCase;
import org.partnerportal.deal.conflict.domain.ConflictId;
import org.partnerportal.deal.conflict.domain.Conflicts;
import org.partnerportal.deal.conflict.domain.Party;
import org.partnerportal.deal.partners.PartnerDirectory;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.kernel.CommonRefusal;
import org.partnerportal.web.Caller;
import org.springframework.stereotype.Component;

/**
 * Who may see which cases: a partner those of its registrations, a partner manager those of its
 * partners, the vendor's other roles all.
 */
@Component
class ConflictAccess {

    private static final String[] SEES_ALL = {
        "channel-admin", "program-manager", "region-manager", "auditor"
    };

    private final Conflicts conflicts;
    private final PartnerDirectory partners;

    ConflictAccess(Conflicts conflicts, PartnerDirectory partners) {
        this.conflicts = conflicts;
        this.partners = partners;
    }

    ConflictCase get(ConflictId id, Caller caller) {
        ConflictCase conflict = conflicts.get(id);
        if (!maySee(conflict, caller)) {
            throw CommonRefusal.NOT_FOUND.because(id);
        }
        return conflict;
    }

    /** Whether the caller looks after one of the partners, and so gains by one side. */
    boolean isInvolved(ConflictCase conflict, Caller caller) {
        return partnersOf(conflict)
                .anyMatch(partner -> partners.isManagedBy(partner, caller.username()));
    }

    /** The partners whose cases may be listed, of those that are asked for; null means all. */
    @Nullable Set<String> visiblePartners(Caller caller, @Nullable String asked) {
        if (caller.partner() == null && caller.hasAny(SEES_ALL)) {
            return asked == null ? null : Set.of(asked);
        }
        Set<String> seen =
                caller.partner() == null
                        ? partners.managedBy(caller.username())
                        : Set.of(caller.partner());
        if (asked == null) {
            return seen;
        }
        return seen.contains(asked) ? Set.of(asked) : Set.of();
    }

    private boolean maySee(ConflictCase conflict, Caller caller) {
        String own = caller.partner();
        if (own != null) {
            return conflict.partyOf(new PartnerId(own)).isPresent();
        }
        return caller.hasAny(SEES_ALL) || isInvolved(conflict, caller);
    }

    private static Stream<PartnerId> partnersOf(ConflictCase conflict) {
        return conflict.parties().stream().map(Party::partner).filter(Objects::nonNull);
    }
}
