package org.partnerportal.deal.crm;

import org.jspecify.annotations.Nullable;

/**
 * The fields of a CRM opportunity that registrations use; each type of event fills its own.
 *
 * @param wonAt ISO 8601, a date or a date with time
 * @param amount decimal string
 */
record CrmOpportunity(
        String opportunityId,
        @Nullable String dealId,
        @Nullable String wonAt,
        @Nullable String orderReference,
        @Nullable String amount,
        @Nullable String currency,
        @Nullable String lostAt,
        @Nullable String reason) {}
