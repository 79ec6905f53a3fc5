package org.partnerportal.commission.deals;

import java.util.Optional;

/** The deals that have been won, as deal-service says. */
public interface WonDeals {

    Optional<WonDeal> find(String dealId);

    /**
     * The deal of an order. An order that two deals claim has none: it is for people to say whose
     * it is, and never guessed.
     */
    Optional<WonDeal> findByOrder(String orderReference);
}
