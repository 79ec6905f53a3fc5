package org.partnerportal.commission.deals;

/** Wants to know of won deals, after they can be found. */
public interface WonDealListener {

    void won(WonDeal deal);
}
