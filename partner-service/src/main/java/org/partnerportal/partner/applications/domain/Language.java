package org.partnerportal.partner.applications.domain;

import java.util.Locale;

/** The languages in which we write to applicants. */
public enum Language {
    EN,
    HU,
    DE;

    public static Language of(String tag) {
        return valueOf(tag.toUpperCase(Locale.ROOT));
    }

    /** As the API and the texts name it. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
