package org.partnerportal.stack.demo.data;

import java.time.LocalDate;
import org.partnerportal.kernel.Money;

/**
 * How a historic registration ended.
 *
 * @param amount of the order; zero for a loss
 */
public record Closing(String opportunityId, boolean won, LocalDate on, Money amount) {

    public String orderReference() {
        return "SO-" + opportunityId;
    }

    public String invoiceId() {
        return "INV-" + opportunityId;
    }

    public String invoiceLineId() {
        return invoiceId() + "-1";
    }
}
