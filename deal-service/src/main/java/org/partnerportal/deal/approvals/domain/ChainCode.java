package org.partnerportal.deal.approvals.domain;

import java.util.regex.Pattern;

/** Names a chain for good. */
public record ChainCode(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    /** As a caller writes it. */
    public static ChainCode of(String text) {
        if (!FORM.matcher(text).matches()) {
            throw ApprovalRefusal.CODE_MALFORMED.because();
        }
        return new ChainCode(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
