package org.partnerportal.deal.registration.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.customer.candidates.Candidate;

/**
 * A candidate as the vendor sees it.
 *
 * @param kind REGISTRATION, or DIRECT for an opportunity of the vendor's own sales
 * @param id of the registration or opportunity; left out where the caller may not see it
 * @param partnerId whose registration it is; left out where the caller may not see it
 * @param state of the registration; OPEN or CLOSED for a direct opportunity
 * @param since when it was submitted, or began according to the CRM
 * @param score from 0 (surely two customers) to 1 (surely one)
 * @param same whether the score reaches the matcher's threshold
 * @param matcher version of the weights behind the score
 */
record CandidateView(
        String kind,
        @Nullable String id,
        @Nullable String partnerId,
        DealRequests.Customer customer,
        String state,
        List<String> sharedProducts,
        Instant since,
        BigDecimal score,
        boolean same,
        List<Evidence> evidence,
        String matcher) {

    private static final int DECIMALS = 3;

    /**
     * What speaks for it or against it.
     *
     * @param field name, country, domain or vatId
     * @param code a stable word for the reason
     * @param text the same for a reader, in English
     */
    record Evidence(String field, String code, String text) {}

    static CandidateView of(Candidate candidate, boolean seen) {
        return new CandidateView(
                candidate.direct() ? "DIRECT" : "REGISTRATION",
                seen ? candidate.id() : null,
                seen ? candidate.partnerId() : null,
                new DealRequests.Customer(
                        candidate.customer().name(),
                        candidate.customer().country(),
                        null,
                        candidate.customer().domain(),
                        candidate.customer().vatId()),
                candidate.state(),
                candidate.sharedProducts(),
                candidate.since(),
                BigDecimal.valueOf(candidate.judgement().score())
                        .setScale(DECIMALS, RoundingMode.HALF_UP),
                candidate.same(),
                candidate.judgement().reasons().stream()
                        .map(reason -> new Evidence(reason.field(), reason.code(), reason.text()))
                        .toList(),
                candidate.judgement().matcher());
    }
}
