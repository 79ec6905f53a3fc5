package org.partnerportal.commission.deals;

import java.util.List;

/**
 * A deal that the customer has ordered.
 *
 * @param orders the references under which the ERP may invoice it
 */
public record WonDeal(String dealId, String partnerId, List<String> orders) {

    public WonDeal {
        orders = List.copyOf(orders);
    }
}
