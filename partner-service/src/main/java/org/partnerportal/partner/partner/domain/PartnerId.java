package org.partnerportal.partner.partner.domain;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.Ids;

/** Names a partner, {@code ptr_...}. */
public record PartnerId(String value) {

    private static final String PREFIX = "ptr";

    public PartnerId {
        Ids.checked(PREFIX, value);
    }

    /**
     * Follows from the business key: the country with the VAT id, or with the name where there is
     * none.
     */
    public static PartnerId of(String country, String name, @Nullable String vatId) {
        return new PartnerId(
                vatId == null
                        ? Ids.derived(PREFIX, country, folded(name))
                        : Ids.derived(PREFIX, country, "vat", vatId));
    }

    /** Case, spacing and the encoding of accents do not make another company. */
    public static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .strip()
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return value;
    }
}
