package org.partnerportal.commission.ledger.domain;

import org.partnerportal.kernel.Refusal;
import org.partnerportal.kernel.RefusalKind;

/** Why something cannot be entered. */
public enum LedgerRefusal implements Refusal {
    /**
     * More would be taken back than was earned on. Arguments: net credited in all, net invoiced.
     */
    OVER_CREDITED("commission.over-credited", RefusalKind.CONFLICT);

    private final String code;
    private final RefusalKind kind;

    LedgerRefusal(String code, RefusalKind kind) {
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
