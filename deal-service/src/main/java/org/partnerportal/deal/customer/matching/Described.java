package org.partnerportal.deal.customer.matching;

import org.jspecify.annotations.Nullable;

/**
 * An organisation as somebody describes it; only the name is always there.
 *
 * @param country ISO 3166-1 alpha-2
 * @param domain of its web site or mail
 * @param vatId with its country prefix
 */
public record Described(
        String name, @Nullable String country, @Nullable String domain, @Nullable String vatId) {

    /** Nothing is known but the name. */
    public static Described named(String name) {
        return new Described(name, null, null, null);
    }
}
