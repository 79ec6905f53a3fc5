package org.partnerportal.deal.leads.messaging;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.leads.domain.Lead;
import org.partnerportal.deal.leads.domain.LeadEvent;
import org.partnerportal.deal.leads.domain.LeadOrigin.FromVendor;
import org.partnerportal.deal.leads.domain.Organisation;
import org.partnerportal.kernel.Money;
import org.partnerportal.messaging.WireEvent;

/**
 * What others may read of what happens to a lead: the fact, whom it concerns, and what a partner
 * sees before it accepts. Never who the organisation is or whom to ask there. Contracts: {@code
 * contracts/events/deal}.
 */
public final class LeadWire {

    private LeadWire() {}

    public static WireEvent of(Lead lead, LeadEvent event) {
        String partner = Objects.toString(event.partner(), null);
        return WireEvent.of(type(event), partner, event.at(), fact(lead, event, partner));
    }

    private static String type(LeadEvent event) {
        return switch (event) {
            case LeadEvent.LeadSubmitted _ -> "deal.lead-submitted";
            case LeadEvent.LeadAcceptedByVendor _ -> "deal.lead-accepted-by-vendor";
            case LeadEvent.LeadRejected _ -> "deal.lead-rejected";
            case LeadEvent.LeadMarkedDuplicate _ -> "deal.lead-marked-duplicate";
            case LeadEvent.LeadOffered _ -> "deal.lead-offered";
            case LeadEvent.LeadAccepted _ -> "deal.lead-accepted";
            case LeadEvent.LeadDeclined _ -> "deal.lead-declined";
            case LeadEvent.LeadReclaimed _ -> "deal.lead-reclaimed";
            case LeadEvent.LeadUnassignable _ -> "deal.lead-unassignable";
            case LeadEvent.LeadInactivityWarned _ -> "deal.lead-inactivity-warned";
            case LeadEvent.LeadConverted _ -> "deal.lead-converted";
            case LeadEvent.LeadDisqualified _ -> "deal.lead-disqualified";
        };
    }

    private static LeadFact fact(Lead lead, LeadEvent event, @Nullable String partner) {
        Organisation organisation = lead.details().organisation();
        return new LeadFact(
                lead.id().value(),
                lead.origin().name().name(),
                lead.state().name().name(),
                partner,
                lead.origin() instanceof FromVendor(var programme) ? programme.value() : null,
                organisation.country(),
                organisation.region(),
                lead.details().industry(),
                lead.details().products(),
                lead.details().estimate(),
                event instanceof LeadEvent.LeadOffered offered ? offered.acceptBy() : null,
                event instanceof LeadEvent.LeadInactivityWarned warned ? warned.updateBy() : null,
                reason(event),
                event instanceof LeadEvent.LeadConverted converted
                        ? converted.deal().value()
                        : null);
    }

    /** Why it happened, out of a closed list. */
    public static @Nullable String reason(LeadEvent event) {
        return switch (event) {
            case LeadEvent.LeadRejected rejected -> rejected.reason().name();
            case LeadEvent.LeadDeclined declined -> declined.reason().name();
            case LeadEvent.LeadReclaimed reclaimed -> reclaimed.reason().name();
            case LeadEvent.LeadDisqualified disqualified -> disqualified.reason().name();
            case LeadEvent.LeadSubmitted _,
                    LeadEvent.LeadAcceptedByVendor _,
                    LeadEvent.LeadMarkedDuplicate _,
                    LeadEvent.LeadOffered _,
                    LeadEvent.LeadAccepted _,
                    LeadEvent.LeadUnassignable _,
                    LeadEvent.LeadInactivityWarned _,
                    LeadEvent.LeadConverted _ ->
                    null;
        };
    }

    /** The lead after the fact, without anything by which the organisation could be found. */
    record LeadFact(
            String leadId,
            String origin,
            String state,
            @Nullable String partnerId,
            @Nullable String programme,
            String country,
            @Nullable String region,
            @Nullable String industry,
            List<String> productCodes,
            @Nullable Money estimate,
            @Nullable Instant acceptBy,
            @Nullable Instant updateBy,
            @Nullable String reason,
            @Nullable String dealId) {}
}
