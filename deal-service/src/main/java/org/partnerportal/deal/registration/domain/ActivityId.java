package org.partnerportal.deal.registration.domain;

import org.partnerportal.kernel.Ids;

/** Names an activity, {@code act_...}. */
public record ActivityId(String value) {

    public static final String PREFIX = "act";

    public ActivityId {
        Ids.checked(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
