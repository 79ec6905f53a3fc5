package org.partnerportal.stack.faults.load;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The business with one customer from the registration to its end.
 *
 * @param partner who registers
 * @param customer several stories are about the same one, so that their registrations collide
 * @param repeats whether every command and every event is given twice, as after a lost answer
 * @param order of a won registration
 */
public record Story(
        int number,
        int partner,
        int customer,
        List<Integer> products,
        BigDecimal estimate,
        Ending ending,
        boolean repeats,
        Optional<Order> order) {

    public Story {
        products = List.copyOf(products);
    }

    /** What becomes of a registration that nobody else's stands in the way of. */
    public enum Ending {
        WITHDRAWN_AS_DRAFT,
        WITHDRAWN_AFTER_SUBMISSION,
        REJECTED,
        APPROVED,
        REVOKED,
        LOST,
        WON
    }

    /**
     * @param nets of the invoice's lines
     * @param credit what of the first line is credited
     * @param paid in full
     * @param invoiceLast whether the ERP's other events come before their invoice
     */
    public record Order(
            List<BigDecimal> nets, Optional<BigDecimal> credit, boolean paid, boolean invoiceLast) {

        public Order {
            nets = List.copyOf(nets);
        }

        BigDecimal total() {
            return nets.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }
}
