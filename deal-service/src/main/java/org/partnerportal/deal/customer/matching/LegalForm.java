package org.partnerportal.deal.customer.matching;

import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * A legal form.
 *
 * @param key names it; parts of a compound form are joined by hyphens
 * @param countries ISO 3166-1 alpha-2, where it exists
 * @param kinds public or private company, as forms of two countries are translated; empty for the
 *     others
 */
record LegalForm(String key, Set<String> countries, Set<String> kinds) {

    LegalForm {
        countries = Set.copyOf(countries);
        kinds = Set.copyOf(kinds);
    }

    /** Whether one organisation may be written with the one form or with the other. */
    boolean isRelatedTo(LegalForm other) {
        return isPartOf(other) || other.isPartOf(this) || isTranslatedBy(other);
    }

    /** A "GmbH" may be the partner of the "GmbH & Co. KG", and "Ltd" is short for "Pvt Ltd". */
    private boolean isPartOf(LegalForm other) {
        return parts(other.key).containsAll(parts(key));
    }

    /** "Nyrt." is written "Plc" abroad; two forms of one country are two. */
    private boolean isTranslatedBy(LegalForm other) {
        return Collections.disjoint(countries, other.countries)
                && !Collections.disjoint(kinds, other.kinds);
    }

    private static Set<String> parts(String key) {
        return Set.copyOf(List.of(key.split("-", -1)));
    }
}
