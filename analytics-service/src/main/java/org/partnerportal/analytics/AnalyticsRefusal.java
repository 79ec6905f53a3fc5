package org.partnerportal.analytics;

import org.partnerportal.kernel.Refusal;
import org.partnerportal.kernel.RefusalKind;

/** What this service refuses. */
public enum AnalyticsRefusal implements Refusal {
    /** Arguments: the value that came, the dimensions that there are. */
    UNKNOWN_DIMENSION("analytics.unknown-dimension", RefusalKind.INVALID),
    /** Argument: the value that came. */
    BAD_PERIOD("analytics.bad-period", RefusalKind.INVALID),
    /** Argument: how many rows an answer may have. */
    TOO_MANY_ROWS("analytics.too-many-rows", RefusalKind.INVALID),
    /** Argument: the id of the rebuild that runs. */
    REBUILD_RUNNING("analytics.rebuild-running", RefusalKind.CONFLICT);

    private final String code;
    private final RefusalKind kind;

    AnalyticsRefusal(String code, RefusalKind kind) {
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
