package org.partnerportal.commission.ledger.domain;

import org.partnerportal.commission.plan.domain.PlanCode;

/** What thresholds count by: a plan, over all its versions, and a calendar year. */
public record YearCounter(PlanCode plan, int year) implements Comparable<YearCounter> {

    /** {@code standard|2017}. */
    public String text() {
        return plan.value() + "|" + year;
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
