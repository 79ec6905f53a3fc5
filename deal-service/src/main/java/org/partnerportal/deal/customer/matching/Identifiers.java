package org.partnerportal.deal.customer.matching;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What identifies an organisation beside its name, in one way of writing.
 *
 * @param country ISO 3166-1 alpha-2, small
 * @param domain the registrable one; never one that many share
 * @param vatId letters and digits alone
 */
record Identifiers(Optional<String> country, Optional<String> domain, Optional<String> vatId) {

    static Identifiers of(Described described) {
        return new Identifiers(
                text(described.country()).map(country -> country.toLowerCase(Locale.ROOT)),
                CompanyDomain.of(described.domain()),
                text(described.vatId())
                        .map(vatId -> vatId.replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT))
                        .filter(vatId -> !vatId.isEmpty()));
    }

    private static Optional<String> text(@Nullable String text) {
        return Optional.ofNullable(text).map(String::strip).filter(it -> !it.isEmpty());
    }
}
