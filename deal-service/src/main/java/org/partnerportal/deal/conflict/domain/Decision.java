package org.partnerportal.deal.conflict.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.partnerportal.deal.registration.domain.Actor;

/**
 * What somebody has decided.
 *
 * @param standing the sale that goes on alone; none where both do
 */
public record Decision(
        Resolution resolution, @Nullable String standing, Actor by, Instant at, String comment) {}
