package org.partnerportal.messaging;

/** A record that no retry will make readable. */
final class UnreadableRecord extends RuntimeException {

    private final DeadLetterReason reason;

    UnreadableRecord(DeadLetterReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    DeadLetterReason reason() {
        return reason;
    }
}
