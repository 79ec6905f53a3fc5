package org.partnerportal.commission.plan.domain;

import java.math.BigDecimal;

/**
 * A rate and where it begins.
 *
 * @param from the year's base at which this rate begins, in the plan's currency
 * @param percent of the base, 5 for five percent
 */
public record Tier(BigDecimal from, BigDecimal percent) {

    private static final int MAX_DECIMALS = 4;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public Tier {
        percent = plain(percent);
        from = plain(from);
        if (percent.signum() < 0
                || percent.compareTo(HUNDRED) > 0
                || percent.scale() > MAX_DECIMALS) {
            throw PlanRefusal.BAD_PERCENTAGE.because(percent.toPlainString());
        }
    }

    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
