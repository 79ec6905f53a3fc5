package org.partnerportal.partner.applications.domain;

import org.partnerportal.kernel.Ids;

/** Names an application, {@code app_...}. */
public record ApplicationId(String value) {

    public static final String PREFIX = "app";

    public ApplicationId {
        Ids.checked(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
