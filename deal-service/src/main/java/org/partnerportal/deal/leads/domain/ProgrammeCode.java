package org.partnerportal.deal.leads.domain;

import java.util.regex.Pattern;
import org.partnerportal.kernel.CommonRefusal;

/** Names a lead programme, in words that people choose: {@code inbound-eu}. */
public record ProgrammeCode(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int LONGEST = 40;

    public ProgrammeCode {
        if (value.length() > LONGEST || !FORM.matcher(value).matches()) {
            throw CommonRefusal.MALFORMED_ID.because(
                    value.length() > LONGEST ? value.substring(0, LONGEST) : value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
