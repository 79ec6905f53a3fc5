package org.partnerportal.partner.partner.domain;

import java.util.Locale;

/** VAT ids in one way of writing, so that the same tax payer is recognised. */
public final class VatId {

    private VatId() {}

    /** Letters and digits, upper case, with the country's prefix. */
    public static String canonical(String country, String text) {
        String compact = text.replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT);
        String prefix = "GR".equals(country) ? "EL" : country;
        return compact.startsWith(prefix) ? compact : prefix + compact;
    }

    /** Unique among partners. */
    public static String key(String country, String text) {
        return country + ":" + canonical(country, text);
    }
}
