package org.partnerportal.partner.partner.domain;

import org.partnerportal.kernel.Refusal;
import org.partnerportal.kernel.RefusalKind;

/** Why something cannot be done with a partner. */
public enum PartnerRefusal implements Refusal {
    /** The state does not allow it; the answer names what it does. */
    ILLEGAL_TRANSITION("partner.illegal-transition", RefusalKind.ILLEGAL_TRANSITION);

    private final String code;
    private final RefusalKind kind;

    PartnerRefusal(String code, RefusalKind kind) {
        this.code = code;
        this.kind = kind;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public RefusalKind kind() {
        return kind;
    }
}
