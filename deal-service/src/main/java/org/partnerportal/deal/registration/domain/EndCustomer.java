package org.partnerportal.deal.registration.domain;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The company that the partner wants to sell to, as the partner names it.
 *
 * @param country ISO 3166-1 alpha-2
 * @param domain of its web site or mail, such as {@code example.com}
 * @param vatId with its country prefix
 */
public record EndCustomer(
        String name,
        @Nullable String country,
        @Nullable String city,
        @Nullable String domain,
        @Nullable String vatId) {

    /**
     * The exact identities under which this customer can be met: two customers that share one of
     * them are the same for the channel. A name counts together with its country.
     */
    public Set<String> identities() {
        var identities = new LinkedHashSet<String>();
        identities.add("name:" + Optional.ofNullable(country).orElse("") + ":" + folded(name));
        if (vatId != null) {
            identities.add("vat:" + vatId.replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT));
        }
        if (domain != null) {
            identities.add("domain:" + domain.toLowerCase(Locale.ROOT));
        }
        return identities;
    }

    /** Case, accents' encoding and spacing do not make another company. */
    public static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .strip()
                .replaceAll("\\s+", " ");
    }
}
