package org.partnerportal.stack.client;

/** Why a caller of the suite cannot go on, in words for the person in front of it. */
public final class ClientFailure extends RuntimeException {

    public ClientFailure(String message) {
        super(message);
    }

    public ClientFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
