package org.partnerportal.deal.customer.candidates;

/**
 * Is told of sales when the index knows them, so that of two that begin at one instant at least one
 * finds the other. May be told the same more than once.
 */
public interface SaleWatch {

    void opened(OpenSale sale);

    /** The sale stands in nobody's way any more. */
    void ended(String saleId);
}
