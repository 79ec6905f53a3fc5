package org.partnerportal.stack.faults.books;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/**
 * What the run's two plans owe for an invoice, worked out apart from the service: five per cent of
 * each line when it is issued, two per cent more when the invoice is paid. A credit takes back its
 * share of what the line has earned.
 */
public final class Terms {

    public static final String CURRENCY = "SEK";
    public static final BigDecimal ISSUED_PERCENT = new BigDecimal("5");
    public static final BigDecimal PAID_PERCENT = new BigDecimal("2");

    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private Terms() {}

    static BigDecimal owed(Promises.Invoice invoice) {
        BigDecimal owed = BigDecimal.ZERO;
        for (Map.Entry<String, BigDecimal> line : invoice.nets().entrySet()) {
            BigDecimal net = line.getValue();
            BigDecimal credited = invoice.credited().getOrDefault(line.getKey(), BigDecimal.ZERO);
            owed = owed.add(kept(net, credited, ISSUED_PERCENT));
            if (invoice.paid()) {
                owed = owed.add(kept(net, credited, PAID_PERCENT));
            }
        }
        return owed;
    }

    private static BigDecimal kept(BigDecimal net, BigDecimal credited, BigDecimal percent) {
        BigDecimal earned = net.multiply(percent).divide(HUNDRED, 2, RoundingMode.HALF_UP);
        BigDecimal back = earned.multiply(credited).divide(net, 2, RoundingMode.HALF_UP);
        return earned.subtract(back);
    }
}
