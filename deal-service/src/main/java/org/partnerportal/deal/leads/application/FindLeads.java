package org.partnerportal.deal.leads.application;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.leads.domain.Lead;
import org.partnerportal.deal.leads.domain.LeadId;
import org.partnerportal.deal.leads.domain.LeadOrigin;
import org.partnerportal.deal.leads.domain.LeadState;
import org.partnerportal.deal.registration.domain.PartnerId;
import org.partnerportal.web.Page;
import org.partnerportal.web.PageRequest;

/** Reads many leads at once. */
public interface FindLeads {

    Page<Lead> find(Filter filter, PageRequest page);

    /** Those of which something is due by now, the longest due first. */
    List<LeadId> due(Instant now, int limit);

    /**
     * How many of the vendor's leads each of these partners was offered or has at this moment; who
     * is not named has none.
     */
    Map<PartnerId, Integer> openLeads(Set<PartnerId> partners);

    /**
     * What is asked for; what is null is not asked.
     *
     * @param reader a partner: only what it sees, and states as it sees them
     * @param managed leads of these partners and of nobody
     * @param state as seen at {@code now}
     * @param partner to whom the lead is offered or who has it
     */
    record Filter(
            @Nullable PartnerId reader,
            @Nullable Set<String> managed,
            LeadState.@Nullable Name state,
            LeadOrigin.@Nullable Name origin,
            @Nullable String programme,
            @Nullable String country,
            @Nullable String partner,
            @Nullable Instant updatedSince,
            Instant now) {}
}
