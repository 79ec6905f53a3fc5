package org.partnerportal.messaging;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A domain event as strangers may read it.
 *
 * @param type {@code <context>.<fact>}, for instance {@code deal.won}; never a class name
 * @param schemaVersion the version of the data's schema in {@code contracts/}
 * @param partnerId the partner that it is about; none for facts about no single partner
 * @param time when it happened in the business
 * @param data a record that holds just the fields a stranger needs
 */
public record WireEvent(
        String type, int schemaVersion, @Nullable String partnerId, Instant time, Object data) {

    /** Version 1 of the type. */
    public static WireEvent of(String type, @Nullable String partnerId, Instant time, Object data) {
        return new WireEvent(type, 1, partnerId, time, data);
    }
}
