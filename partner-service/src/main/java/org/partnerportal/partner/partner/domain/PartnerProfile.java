package org.partnerportal.partner.partner.domain;

import org.jspecify.annotations.Nullable;

/**
 * Who the partner is.
 *
 * @param country ISO 3166-1 alpha-2
 * @param vatId with its country prefix, letters and digits only
 * @param region the vendor's sales region
 * @param channelManager user name of the vendor's person who looks after it
 */
public record PartnerProfile(
        String name,
        String country,
        @Nullable String vatId,
        @Nullable String region,
        @Nullable String channelManager) {}
