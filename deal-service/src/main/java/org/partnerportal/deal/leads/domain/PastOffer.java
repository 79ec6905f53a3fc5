package org.partnerportal.deal.leads.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.leads.domain.LeadEvent.LeadDeclined;
import org.partnerportal.deal.leads.domain.LeadEvent.LeadReclaimed;
import org.partnerportal.deal.leads.domain.LeadOffer.Recipient;
import org.partnerportal.deal.registration.domain.PartnerId;

/**
 * An offer that is over, or a lead that was taken back from its partner.
 *
 * @param reason a {@link DeclineReason} or {@link ReclaimReason}, as the ending says
 * @param comment what the one who ended it wrote, for the vendor
 */
public record PastOffer(
        PartnerId partner, Ending ending, String reason, @Nullable String comment, Instant at) {

    /** How it ended. */
    public enum Ending {
        DECLINED,
        RECLAIMED,
        /** Another partner, to whom it was offered at the same time, was first. */
        TAKEN
    }

    static PastOffer declined(
            PartnerId partner, DeclineReason reason, @Nullable String comment, Instant now) {
        return new PastOffer(partner, Ending.DECLINED, reason.name(), comment, now);
    }

    static PastOffer reclaimed(
            PartnerId partner, ReclaimReason reason, @Nullable String comment, Instant at) {
        return new PastOffer(
                partner,
                reason == ReclaimReason.TAKEN ? Ending.TAKEN : Ending.RECLAIMED,
                reason.name(),
                comment,
                at);
    }

    /** The partner let the time pass. */
    static PastOffer late(Recipient recipient) {
        return reclaimed(
                recipient.partner(),
                ReclaimReason.ACCEPT_BY_PASSED,
                null,
                recipient.acceptBy().until());
    }

    /** Whether this partner never gets the lead again. */
    boolean excludes() {
        return ending != Ending.TAKEN;
    }

    LeadEvent toEvent() {
        return switch (ending) {
            case DECLINED -> new LeadDeclined(partner, DeclineReason.valueOf(reason), at);
            case RECLAIMED, TAKEN -> new LeadReclaimed(partner, ReclaimReason.valueOf(reason), at);
        };
    }
}
