package org.partnerportal.deal.leads.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.kernel.Deadline;

/**
 * The one offer that a lead may have: to one partner, or to several of whom the first to accept
 * gets it.
 */
public record LeadOffer(List<Recipient> recipients, Instant at) {

    /**
     * @param acceptBy reckoned in the partner's own calendar
     */
    public record Recipient(PartnerId partner, Deadline acceptBy) {}

    public LeadOffer {
        recipients = List.copyOf(recipients);
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("An offer to nobody");
        }
    }

    Optional<Recipient> to(PartnerId partner) {
        return recipients.stream().filter(each -> each.partner().equals(partner)).findFirst();
    }

    List<Recipient> open(Instant now) {
        return recipients.stream().filter(each -> !each.acceptBy().passedAt(now)).toList();
    }

    List<Recipient> over(Instant now) {
        return recipients.stream().filter(each -> each.acceptBy().passedAt(now)).toList();
    }

    List<Recipient> without(PartnerId partner) {
        return recipients.stream().filter(each -> !each.partner().equals(partner)).toList();
    }

    /** When the first of its partners runs out of time. */
    Instant firstEnd() {
        return ends().min(Instant::compareTo).orElseThrow();
    }

    /** When nobody can accept it any more. */
    Instant lastEnd() {
        return ends().max(Instant::compareTo).orElseThrow();
    }

    private Stream<Instant> ends() {
        return recipients.stream().map(each -> each.acceptBy().until());
    }
}
