package org.partnerportal.messaging;

import org.partnerportal.kernel.Refusal;
import org.partnerportal.kernel.RefusalKind;

/** Why an operator's wish about a dead letter is refused. */
public enum DeadLetterRefusal implements Refusal {
    /** Argument: what went wrong this time. */
    STILL_FAILS("messaging.dead-letter-still-fails", RefusalKind.CONFLICT),
    NOT_OPEN("messaging.dead-letter-not-open", RefusalKind.CONFLICT);

    private final String code;
    private final RefusalKind kind;

    DeadLetterRefusal(String code, RefusalKind kind) {
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
