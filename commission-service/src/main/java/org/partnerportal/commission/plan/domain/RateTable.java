package org.partnerportal.commission.plan.domain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.partnerportal.commission.plan.domain.Calculation.Slice;
import org.partnerportal.kernel.Money;

/**
 * The rates of a plan. Marginal: each part of the year's base earns the rate of the tier that it
 * falls in, so that no threshold ever makes earlier earnings worth more or less.
 */
public record RateTable(Mode mode, List<Tier> tiers) {

    /** How the rate follows from the year's base. */
    public enum Mode {
        /** One rate, whatever the year's base. */
        FLAT,
        /** Each tier's rate for the part of the base within the tier. */
        MARGINAL
    }

    public RateTable {
        tiers = List.copyOf(tiers);
        if (tiers.isEmpty() || tiers.getFirst().from().signum() != 0) {
            throw PlanRefusal.NO_FIRST_RATE.because();
        }
        if (mode == Mode.FLAT && tiers.size() > 1) {
            throw PlanRefusal.FLAT_WITH_TIERS.because(tiers.size());
        }
        for (int i = 1; i < tiers.size(); i++) {
            if (tiers.get(i).from().compareTo(tiers.get(i - 1).from()) <= 0) {
                throw PlanRefusal.THRESHOLDS_NOT_RISING.because(
                        tiers.get(i).from().toPlainString());
            }
        }
    }

    /**
     * The commission of a base that comes on top of what the year already has.
     *
     * @param before the year's base so far
     * @param base may be negative, such as a discount on a line of its own: it then undoes the
     *     topmost part
     */
    public Calculation on(BigDecimal before, Money base) {
        BigDecimal after = before.add(base.amount());
        BigDecimal low = base.isNegative() ? after : before;
        BigDecimal high = base.isNegative() ? before : after;
        if (base.isZero()) {
            return Calculation.of(after, List.of(), base.currency());
        }
        int lowest = tierOf(low);
        if (high.compareTo(end(lowest, high)) <= 0) {
            // Nearly every line lies within one tier.
            return Calculation.of(
                    after,
                    List.of(new Slice(tiers.get(lowest).percent(), base.amount())),
                    base.currency());
        }
        var slices = new ArrayList<Slice>();
        BigDecimal start = low;
        for (int i = lowest; start.compareTo(high) < 0; i++) {
            BigDecimal end = end(i, high).min(high);
            BigDecimal part = end.subtract(start);
            slices.add(new Slice(tiers.get(i).percent(), base.isNegative() ? part.negate() : part));
            start = end;
        }
        return Calculation.of(after, slices, base.currency());
    }

    /** The first rate also holds below zero, where a year that began with credits can be. */
    private int tierOf(BigDecimal point) {
        int tier = tiers.size() - 1;
        while (tier > 0 && tiers.get(tier).from().compareTo(point) > 0) {
            tier--;
        }
        return tier;
    }

    private BigDecimal end(int tier, BigDecimal otherwise) {
        return tier + 1 < tiers.size() ? tiers.get(tier + 1).from() : otherwise;
    }
}
