package org.partnerportal.deal.registration.domain;

import java.util.Optional;
import org.partnerportal.kernel.Aggregates;

/** All registrations. */
public interface Deals extends Aggregates<DealId, Deal, DealEvent> {

    /** The registration that another system knows under this id. */
    Optional<Deal> findBy(ExternalReference reference);
}
