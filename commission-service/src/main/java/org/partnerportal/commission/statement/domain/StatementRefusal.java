package org.partnerportal.commission.statement.domain;

import org.partnerportal.kernel.Refusal;
import org.partnerportal.kernel.RefusalKind;

/** Why statements cannot be closed or issued. */
public enum StatementRefusal implements Refusal {
    /** Only a month that is over can be closed. Argument: the last month that is. */
    PERIOD_NOT_OVER("commission.period-not-over", RefusalKind.INVALID);

    private final String code;
    private final RefusalKind kind;

    StatementRefusal(String code, RefusalKind kind) {
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
