package org.partnerportal.stack.bench.core;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import org.partnerportal.commission.invoice.domain.InvoiceLine;

/**
 * What the programme's rules say a line earns, worked out apart from the product: what the year's
 * base earns with the line, less what it earns without, rounded half up once. It knows nothing of
 * tiers that a line crosses.
 */
final class Oracle {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final BigDecimal[] from;
    private final BigDecimal[] percent;
    private final BigDecimal[] base;

    Oracle(int partners) {
        from =
                InvoiceLines.TIERS.stream()
                        .map(tier -> new BigDecimal(tier.from().toPlainString()))
                        .toArray(BigDecimal[]::new);
        percent =
                InvoiceLines.TIERS.stream()
                        .map(tier -> new BigDecimal(tier.percent().toPlainString()))
                        .toArray(BigDecimal[]::new);
        base = new BigDecimal[partners];
        Arrays.fill(base, BigDecimal.ZERO);
    }

    /** The amounts of the lines that earn, in their order. */
    List<BigDecimal> of(InvoiceLines.Issued issued) {
        return issued.invoice().issue() == null
                ? List.of()
                : issued.invoice().issue().lines().stream()
                        .filter(line -> line.kind() != InvoiceLine.Kind.SHIPPING)
                        .map(line -> line(issued.partner(), line.net().amount()))
                        .toList();
    }

    private BigDecimal line(int partner, BigDecimal net) {
        BigDecimal before = base[partner];
        base[partner] = before.add(net);
        return earned(base[partner]).subtract(earned(before)).setScale(2, RoundingMode.HALF_UP);
    }

    /** Below zero the first rate holds. */
    private BigDecimal earned(BigDecimal year) {
        BigDecimal sum = year.multiply(percent[0]).divide(HUNDRED);
        for (int tier = 1; tier < from.length; tier++) {
            BigDecimal above = year.subtract(from[tier]).max(BigDecimal.ZERO);
            BigDecimal more = percent[tier].subtract(percent[tier - 1]);
            sum = sum.add(above.multiply(more).divide(HUNDRED));
        }
        return sum;
    }
}
