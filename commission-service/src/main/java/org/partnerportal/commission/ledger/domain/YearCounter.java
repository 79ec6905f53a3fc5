package org.partnerportal.commission.ledger.domain;

import org.jspecify.annotations.Nullable;
import org.partnerportal.commission.plan.domain.PlanCode;

/** What thresholds count by: a plan, over all its versions, and a calendar year. */
public record YearCounter(PlanCode plan, int year) implements Comparable<YearCounter> {

    /** {@code standard|2017}. */
    public String text() {
        return plan.value() + "|" + year;
    }

    /** Asked with every line that is entered, so written out. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof YearCounter(var otherPlan, var otherYear)
                && year == otherYear
                && plan.value().equals(otherPlan.value());
    }

    @Override
    public int hashCode() {
        return 31 * plan.value().hashCode() + year;
    }

    @Override
    public int compareTo(YearCounter other) {
        int byPlan = plan.value().compareTo(other.plan.value());
        return byPlan != 0 ? byPlan : Integer.compare(year, other.year);
    }

    public static YearCounter parse(String text) {
        int bar = text.indexOf('|');
        return new YearCounter(
                new PlanCode(text.substring(0, bar)), Integer.parseInt(text.substring(bar + 1)));
    }
}
