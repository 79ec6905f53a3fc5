package org.partnerportal.commission.plan.domain;

import java.util.regex.Pattern;

/** Names a plan over all its versions, such as {@code standard}. */
public record PlanCode(String value) {

    /** Lower case, digits and hyphens, at most 40 characters. */
    public static final String PATTERN = "[a-z0-9][a-z0-9-]{0,39}";

    private static final Pattern SANE = Pattern.compile(PATTERN);

    public PlanCode {
        if (!SANE.matcher(value).matches()) {
            throw PlanRefusal.BAD_CODE.because(
                    value.length() > 40 ? value.substring(0, 40) : value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
