package org.partnerportal.deal.leads.domain;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a partner works: a country, or a part of one.
 *
 * @param country ISO 3166-1 alpha-2
 * @param region none: the whole country
 */
public record Territory(String country, @Nullable String region) {

    /** How closely it fits where the organisation is; empty where it does not. */
    Optional<Coverage> covers(Organisation organisation) {
        if (!country.equals(organisation.country())) {
            return Optional.empty();
        }
        if (region == null) {
            return Optional.of(Coverage.COUNTRY);
        }
        String asked = organisation.region();
        return asked != null && folded(asked).equals(folded(region))
                ? Optional.of(Coverage.REGION)
                : Optional.empty();
    }

    private static String folded(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
