package org.partnerportal.messaging;

/** Why a record could not be handled. */
public enum DeadLetterReason {
    /** The value is no JSON. */
    UNDECODABLE(false),
    /** The CloudEvents attributes are missing or malformed. */
    NOT_AN_EVENT(false),
    /** An outside system sent a type for which there is no contract. */
    UNKNOWN_TYPE(false),
    /** The data does not fit the schema of its type. */
    BREAKS_CONTRACT(true),
    /** It could be read and the handler failed, again and again. */
    HANDLER_FAILED(true);

    private final boolean blocksItsKey;

    DeadLetterReason(boolean blocksItsKey) {
        this.blocksItsKey = blocksItsKey;
    }

    /**
     * Whether later records of the same key must wait: only what can be read is a fact that others
     * may build on.
     */
    boolean blocksItsKey() {
        return blocksItsKey;
    }
}
