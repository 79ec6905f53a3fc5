package org.partnerportal.partner.agreements.domain;

import org.partnerportal.kernel.Refusal;
import org.partnerportal.kernel.RefusalKind;

/** Why something cannot be done with an agreement. */
public enum AgreementRefusal implements Refusal {
    /** The state does not allow it; the answer names what it does. */
    ILLEGAL_TRANSITION("agreement.illegal-transition", RefusalKind.ILLEGAL_TRANSITION),
    /** Argument: the agreement that is open or in force. */
    ALREADY_OPEN("agreement.already-open", RefusalKind.CONFLICT),
    /** Neither onboarding nor active. Argument: the partner's state. */
    PARTNER_NOT_OPEN("agreement.partner-not-open", RefusalKind.CONFLICT),
    /** What is to be accepted is not what was read. */
    DOCUMENT_CHANGED("agreement.document-changed", RefusalKind.CONFLICT),
    STATEMENT_REQUIRED("agreement.statement-required", RefusalKind.INVALID),
    /** Argument: until when it can still be accepted. */
    STILL_OPEN("agreement.still-open", RefusalKind.CONFLICT),
    /** Argument: its first day. */
    STARTS_LATER("agreement.starts-later", RefusalKind.CONFLICT),
    NOT_ACCEPTED("agreement.not-accepted", RefusalKind.CONFLICT),
    /** Arguments: the template and the language that came. */
    TEMPLATE_UNKNOWN("agreement.template-unknown", RefusalKind.INVALID),
    /** Arguments: the first and the last day that are possible. */
    STARTS_OUT_OF_RANGE("agreement.starts-out-of-range", RefusalKind.INVALID),
    /** Arguments: the first and the last day that are possible. */
    VALIDITY_OUT_OF_RANGE("agreement.validity-out-of-range", RefusalKind.INVALID),
    /** There is no key to seal with. */
    SEAL_UNAVAILABLE("agreement.seal-unavailable", RefusalKind.UNAVAILABLE);

    private final String code;
    private final RefusalKind kind;

    AgreementRefusal(String code, RefusalKind kind) {
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
