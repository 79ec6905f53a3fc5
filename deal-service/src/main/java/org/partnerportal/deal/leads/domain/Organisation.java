package org.partnerportal.deal.leads.domain;

import org.jspecify.annotations.Nullable;

/**
 * The company that may want to buy. Country, region and city may be shown to everyone to whom the
 * lead is offered, the rest only to the partner who has accepted it.
 *
 * @param country ISO 3166-1 alpha-2
 * @param region a part of the country, as the programme's territories name it
 * @param domain of its web site or mail
 * @param vatId with its country prefix
 */
public record Organisation(
        String name,
        @Nullable String street,
        String country,
        @Nullable String region,
        @Nullable String city,
        @Nullable String domain,
        @Nullable String vatId) {}
