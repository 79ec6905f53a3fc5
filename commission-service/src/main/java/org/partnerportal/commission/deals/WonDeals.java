package org.partnerportal.commission.deals;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The deals that have been won, as deal-service says. */
public interface WonDeals {

    Optional<WonDeal> find(String dealId);

    /**
     * The deal of an order. An order that two deals claim has none: it is for people to say whose
     * it is, and never guessed.
     */
    Optional<WonDeal> findByOrder(String orderReference);

    /** The deals of many ids, by id; without those that are not known. */
    default Map<String, WonDeal> findAll(Collection<String> dealIds) {
        var found = new HashMap<String, WonDeal>();
        dealIds.forEach(id -> find(id).ifPresent(deal -> found.put(id, deal)));
        return found;
    }

    /** The deals of many orders, by order; without those that have none. */
    default Map<String, WonDeal> findByOrders(Collection<String> orderReferences) {
        var found = new HashMap<String, WonDeal>();
        orderReferences.forEach(
                order -> findByOrder(order).ifPresent(deal -> found.put(order, deal)));
        return found;
    }
}
