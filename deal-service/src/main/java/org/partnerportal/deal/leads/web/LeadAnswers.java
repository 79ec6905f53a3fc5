package org.partnerportal.deal.leads.web;

import java.time.Clock;
import java.time.Instant;
import org.partnerportal.deal.leads.domain.Lead;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.web.Answers;
import org.partnerportal.web.Caller;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Shows a lead to the one who asks, and never more than he may see. */
@Component
class LeadAnswers {

    private final Clock clock;

    LeadAnswers(Clock clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    LeadView view(Lead lead, Caller caller) {
        PartnerId reader = LeadAccess.partnerOf(caller);
        return reader == null
                ? LeadView.forVendor(lead, now())
                : LeadView.forPartner(lead, reader, now());
    }

    ResponseEntity<LeadView> ok(Lead lead, Caller caller) {
        return Answers.ok(view(lead, caller), lead.version());
    }

    ResponseEntity<LeadView> created(Lead lead, Caller caller) {
        return Answers.created("/api/v1/leads/" + lead.id(), view(lead, caller), lead.version());
    }
}
