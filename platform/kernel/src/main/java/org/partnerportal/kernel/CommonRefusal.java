package org.partnerportal.kernel;

/** Refusals that mean the same in every context. */
public enum CommonRefusal implements Refusal {
    NOT_FOUND("common.not-found", RefusalKind.NOT_FOUND),
    FORBIDDEN("common.forbidden", RefusalKind.FORBIDDEN),
    STALE_VERSION("common.stale-version", RefusalKind.STALE),
    IDEMPOTENCY_KEY_REUSED("common.idempotency-key-reused", RefusalKind.KEY_REUSED),
    TOO_MANY_PENDING_EVENTS("common.too-many-pending-events", RefusalKind.UNAVAILABLE),
    BUSY("common.busy", RefusalKind.UNAVAILABLE),
    /** Arguments: currency, decimals allowed, the value that came. */
    TOO_MANY_DECIMALS("common.too-many-decimals", RefusalKind.INVALID),
    /** Argument: the currency code that came. */
    UNKNOWN_CURRENCY("common.unknown-currency", RefusalKind.INVALID),
    /** Arguments: the currency expected and the one that came. */
    CURRENCY_MISMATCH("common.currency-mismatch", RefusalKind.INVALID),
    /** Argument: the value that came. */
    MALFORMED_ID("common.malformed-id", RefusalKind.NOT_FOUND);

    private final String code;
    private final RefusalKind kind;

    CommonRefusal(String code, RefusalKind kind) {
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
