package org.partnerportal.deal.leads.domain;

import org.partnerportal.kernel.Ids;

/** Names a lead, {@code lead_...}. */
public record LeadId(String value) {

    public static final String PREFIX = "lead";

    public LeadId {
        Ids.checked(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
