package org.partnerportal.deal.leads.domain;

import org.partnerportal.kernel.Refusal;
import org.partnerportal.kernel.RefusalKind;

/** Why something cannot be done with a lead. */
public enum LeadRefusal implements Refusal {
    /** The state does not allow it; the answer names what it does. */
    ILLEGAL_TRANSITION("deal.lead-illegal-transition", RefusalKind.ILLEGAL_TRANSITION),
    /** Another partner, to whom it was offered at the same time, was first. */
    TAKEN("deal.lead-taken", RefusalKind.CONFLICT),
    /** Declined, taken back, or not accepted in time. */
    OFFER_OVER("deal.lead-offer-over", RefusalKind.CONFLICT),
    /** Argument: until when it can be accepted. */
    OFFER_RUNNING("deal.lead-offer-running", RefusalKind.CONFLICT),
    /** Argument: until when an update is waited for. */
    UPDATE_AWAITED("deal.lead-update-awaited", RefusalKind.CONFLICT),
    /** Argument: the partner, which had this lead before. */
    PARTNER_EXCLUDED("deal.lead-partner-excluded", RefusalKind.CONFLICT),
    /** Not active, or without an agreement in force. Argument: the partner. */
    PARTNER_NOT_READY("deal.lead-partner-not-ready", RefusalKind.CONFLICT),
    /** Exactly one of programme and partner says whose lead it is. */
    ORIGIN_UNCLEAR("deal.lead-origin-unclear", RefusalKind.INVALID),
    /** Argument: the lead that was named. */
    DUPLICATE_UNKNOWN("deal.lead-duplicate-unknown", RefusalKind.INVALID),
    /** Argument: the code. */
    PROGRAMME_UNKNOWN("deal.lead-programme-unknown", RefusalKind.INVALID),
    /** Argument: the partner. */
    MEMBER_TWICE("deal.lead-member-twice", RefusalKind.INVALID),
    /** By weights of which none is above zero, nobody would ever get a lead. */
    NO_WEIGHT("deal.lead-no-weight", RefusalKind.INVALID);

    private final String code;
    private final RefusalKind kind;

    LeadRefusal(String code, RefusalKind kind) {
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
