package org.partnerportal.commission.invoice.domain;

import org.partnerportal.kernel.Refusal;
import org.partnerportal.kernel.RefusalKind;

/** Why a fact about an invoice is not accepted. */
public enum InvoiceRefusal implements Refusal {
    /** The same invoice was issued with another content before. Argument: the invoice. */
    ISSUED_DIFFERENTLY("commission.invoice-issued-differently", RefusalKind.CONFLICT),
    /** The same credit note came with another content before. Argument: the credit note. */
    CREDITED_DIFFERENTLY("commission.invoice-credited-differently", RefusalKind.CONFLICT),
    /** An invoice's lines must have ids of their own. Argument: the id that came twice. */
    LINE_TWICE("commission.invoice-line-twice", RefusalKind.INVALID),
    /** Arguments: currency of the invoice, currency that came. */
    OTHER_CURRENCY("commission.invoice-other-currency", RefusalKind.CONFLICT),
    /** The credited line is not on the invoice. Argument: the line. */
    UNKNOWN_LINE("commission.invoice-unknown-line", RefusalKind.CONFLICT),
    /** Credits on a line would exceed it. Arguments: the line, its net. */
    OVER_CREDITED("commission.invoice-over-credited", RefusalKind.CONFLICT),
    /** An amount paid or credited must be positive. Argument: the amount. */
    NOT_POSITIVE("commission.invoice-not-positive", RefusalKind.INVALID);

    private final String code;
    private final RefusalKind kind;

    InvoiceRefusal(String code, RefusalKind kind) {
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
