package org.partnerportal.deal.registration.domain;

import java.time.Instant;

/**
 * Something that was done for a sale; never changed.
 *
 * @param at business time: when it was done
 * @param side that did it
 * @param loggedAt when it was written down
 */
public record Activity(
        ActivityId id,
        DealId deal,
        PartnerId partner,
        ActivityKind kind,
        Instant at,
        String text,
        Actor by,
        DealAction.Side side,
        Instant loggedAt,
        long version) {}
