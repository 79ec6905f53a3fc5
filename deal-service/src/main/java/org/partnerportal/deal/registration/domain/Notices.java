package org.partnerportal.deal.registration.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What has been said already and is not to be said again.
 *
 * @param warnedAt when it was said that nothing is heard of the sale; none while something is
 * @param remindedBefore how many days before its end the protection's end was last announced
 */
public record Notices(@Nullable Instant warnedAt, @Nullable Integer remindedBefore) {

    static final Notices NONE = new Notices(null, null);

    Notices warned(Instant now) {
        return new Notices(now, remindedBefore);
    }

    Notices reminded(int days) {
        return new Notices(warnedAt, days);
    }

    /** Something was heard of the sale. */
    Notices heard() {
        return warnedAt == null ? this : new Notices(null, remindedBefore);
    }
}
