package org.partnerportal.partner.applications.domain;

import org.partnerportal.kernel.Refusal;
import org.partnerportal.kernel.RefusalKind;

/** Why something cannot be done with an application. */
public enum ApplicationRefusal implements Refusal {
    /** The state does not allow it; the answer names what it does. */
    ILLEGAL_TRANSITION("application.illegal-transition", RefusalKind.ILLEGAL_TRANSITION),
    /** The verification came too late. */
    LINK_EXPIRED("application.link-expired", RefusalKind.CONFLICT),
    /** A partner of the same country has the same VAT id, or is about to. */
    DUPLICATE_VAT("application.duplicate-vat", RefusalKind.CONFLICT),
    /** Argument: the ids of those that were not acknowledged. */
    DUPLICATES_NOT_ACKNOWLEDGED("application.duplicates-not-acknowledged", RefusalKind.CONFLICT);

    private final String code;
    private final RefusalKind kind;

    ApplicationRefusal(String code, RefusalKind kind) {
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
