package org.partnerportal.messaging;

/** A record that no retry will make readable. */
public final class UnreadableRecord extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final DeadLetterReason reason;

    UnreadableRecord(DeadLetterReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    public DeadLetterReason reason() {
        return reason;
    }
}
