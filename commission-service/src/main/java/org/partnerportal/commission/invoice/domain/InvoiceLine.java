package org.partnerportal.commission.invoice.domain;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.partnerportal.kernel.Money;

/**
 * A line as it was invoiced.
 *
 * @param net without tax
 */
public record InvoiceLine(
        String id,
        @Nullable String productCode,
        @Nullable BigDecimal quantity,
        Money net,
        Money tax,
        Kind kind) {

    /** What is sold on a line. */
    public enum Kind {
        GOODS,
        SERVICE,
        /** Earns nothing. */
        SHIPPING
    }

    /** Whether the line's net is a base of commission. */
    public boolean earns() {
        return switch (kind) {
            case GOODS, SERVICE -> !net.isZero();
            case SHIPPING -> false;
        };
    }

    Money gross() {
        return net.plus(tax);
    }
}
