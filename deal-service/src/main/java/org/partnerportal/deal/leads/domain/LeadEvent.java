package org.partnerportal.deal.leads.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.domain.DealId;
import org.partnerportal.deal.registration.domain.PartnerId;

/** What can happen to a lead. None of them says whom to ask. */
public sealed interface LeadEvent {

    /** When it happened. */
    Instant at();

    /** The partner whom it concerns; none where it concerns the vendor alone. */
    @Nullable PartnerId partner();

    record LeadSubmitted(PartnerId partner, Instant at) implements LeadEvent {}

    record LeadAcceptedByVendor(PartnerId partner, Instant at) implements LeadEvent {}

    record LeadRejected(PartnerId partner, LeadRejection reason, Instant at) implements LeadEvent {}

    record LeadMarkedDuplicate(PartnerId partner, Instant at) implements LeadEvent {}

    record LeadOffered(PartnerId partner, Instant acceptBy, Instant at) implements LeadEvent {}

    record LeadAccepted(PartnerId partner, Instant at) implements LeadEvent {}

    record LeadDeclined(PartnerId partner, DeclineReason reason, Instant at) implements LeadEvent {}

    record LeadReclaimed(PartnerId partner, ReclaimReason reason, Instant at)
            implements LeadEvent {}

    record LeadUnassignable(Instant at) implements LeadEvent {

        @Override
        public @Nullable PartnerId partner() {
            return null;
        }
    }

    /**
     * @param updateBy when it is taken back if nothing is heard
     */
    record LeadInactivityWarned(PartnerId partner, Instant updateBy, Instant at)
            implements LeadEvent {}

    record LeadConverted(PartnerId partner, DealId deal, Instant at) implements LeadEvent {}

    record LeadDisqualified(@Nullable PartnerId partner, Disqualification reason, Instant at)
            implements LeadEvent {}
}
