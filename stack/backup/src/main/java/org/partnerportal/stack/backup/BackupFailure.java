package org.partnerportal.stack.backup;

/** Why nothing was kept or brought back, in words for the person in front of it. */
final class BackupFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BackupFailure(String message) {
        super(message);
    }

    BackupFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
