package org.partnerportal.commission.plan.domain;

import org.partnerportal.kernel.Ids;

/** Names one version of a plan, {@code plan_...}. */
public record PlanId(String value) {

    public static final String PREFIX = "plan";

    public PlanId {
        Ids.checked(PREFIX, value);
    }

    /** Follows from code and number, so that no version of a plan can exist twice. */
    public static PlanId of(PlanCode code, int number) {
        return new PlanId(Ids.derived(PREFIX, code.value(), Integer.toString(number)));
    }

    @Override
    public String toString() {
        return value;
    }
}
