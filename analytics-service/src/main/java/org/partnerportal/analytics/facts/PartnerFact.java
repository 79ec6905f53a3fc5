package org.partnerportal.analytics.facts;

import org.jspecify.annotations.Nullable;

/**
 * What figures need to know of a partner.
 *
 * @param channelManager the user name of the vendor's partner manager who looks after it
 */
public record PartnerFact(String name, @Nullable String region, @Nullable String channelManager) {}
