package org.partnerportal.deal.registration.domain;

import org.partnerportal.kernel.Refusal;
import org.partnerportal.kernel.RefusalKind;

/** Why something cannot be done with a registration. */
public enum DealRefusal implements Refusal {
    /** The state does not allow it; the answer names what it does. */
    ILLEGAL_TRANSITION("deal.illegal-transition", RefusalKind.ILLEGAL_TRANSITION),
    PARTNER_NOT_ACTIVE("deal.partner-not-active", RefusalKind.CONFLICT),
    AGREEMENT_NOT_IN_FORCE("deal.agreement-not-in-force", RefusalKind.CONFLICT),
    /** Someone else holds the scope; who, is never said. */
    CUSTOMER_PROTECTED("deal.customer-protected", RefusalKind.CONFLICT),
    /** The partner itself holds the scope. Argument: by which registration. */
    OWN_DUPLICATE("deal.own-duplicate", RefusalKind.CONFLICT),
    /** Another registration of the same scope is being approved at this moment. */
    SCOPE_IN_DECISION("deal.scope-in-decision", RefusalKind.CONFLICT),
    /** Argument: until when. */
    PROTECTION_RUNNING("deal.protection-running", RefusalKind.CONFLICT),
    SELF_APPROVAL("deal.self-approval", RefusalKind.FORBIDDEN),
    NO_PRODUCTS("deal.no-products", RefusalKind.INVALID),
    /** Argument: the code that came. */
    PRODUCT_UNKNOWN("deal.product-unknown", RefusalKind.INVALID),
    /** Argument: the smallest amount that can be registered. */
    BELOW_MINIMUM("deal.below-minimum", RefusalKind.INVALID),
    AMOUNT_NOT_POSITIVE("deal.amount-not-positive", RefusalKind.INVALID),
    /** Argument: the partner's id. */
    PARTNER_UNKNOWN("deal.partner-unknown", RefusalKind.INVALID),
    /** Argument: the reference. */
    REFERENCE_TAKEN("deal.reference-taken", RefusalKind.CONFLICT),
    /** Too much was tried in too short a time. Argument: when it may go on. */
    REGISTRATION_LIMIT("deal.registration-limit", RefusalKind.TOO_MANY),
    /** A tender names the day of its publication, and nothing else does. */
    TENDER_DATE("deal.tender-date", RefusalKind.INVALID),
    /** Registered too late for the tender. Argument: the day of its publication. */
    TENDER_CUT_OFF("deal.tender-cut-off", RefusalKind.CONFLICT),
    /** Nobody is approved alone once a tender is out. Argument: the day of its publication. */
    TENDER_PUBLISHED("deal.tender-published", RefusalKind.CONFLICT),
    /** Arguments: the fields that cannot be corrected now. */
    FIELD_LOCKED("deal.field-locked", RefusalKind.CONFLICT),
    /** The protection has ended, and what has ended cannot be made longer. */
    NOT_ACTIVE("deal.not-active", RefusalKind.CONFLICT),
    /** Argument: how many an approval may have. */
    MAX_EXTENSIONS("deal.max-extensions", RefusalKind.CONFLICT),
    /** Arguments: how many activities are asked for, and how many there are. */
    NO_ACTIVITY("deal.no-activity", RefusalKind.CONFLICT),
    ACTIVITY_IN_FUTURE("deal.activity-in-future", RefusalKind.INVALID),
    /** The vendor's people say for whom they register. */
    PARTNER_MISSING("deal.partner-missing", RefusalKind.INVALID),
    /** Won before, under another order. Argument: that order. */
    WON_DIFFERENTLY("deal.won-differently", RefusalKind.CONFLICT);

    private final String code;
    private final RefusalKind kind;

    DealRefusal(String code, RefusalKind kind) {
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
