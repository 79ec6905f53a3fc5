package org.partnerportal.deal.customer.candidates;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.customer.matching.Described;
import org.partnerportal.deal.customer.matching.OrganisationMatcher.Judgement;

/**
 * A sale that may be to the same end customer.
 *
 * @param id of the registration or of the CRM's opportunity
 * @param direct whether it is the vendor's own
 * @param partnerId whose registration it is
 * @param sharedProducts codes that both are about
 * @param since in business time
 * @param same whether the score says that it is the same customer
 */
public record Candidate(
        String id,
        boolean direct,
        @Nullable String partnerId,
        Described customer,
        String state,
        boolean open,
        List<String> sharedProducts,
        Instant since,
        boolean same,
        Judgement judgement) {}
