package org.partnerportal.kernel;

/** The sorts of "no" that a caller can meet. */
public enum RefusalKind {
    /** The input breaks a rule that no state of the world could make right. */
    INVALID,
    /** There is no such thing, or it belongs to another organisation. */
    NOT_FOUND,
    /** The caller may see it, but may not do this. */
    FORBIDDEN,
    /** The state of the thing does not allow the action; the allowed ones are named. */
    ILLEGAL_TRANSITION,
    /** Something else stands in the way, such as another holder of the same scope. */
    CONFLICT,
    /** The change was based on a version that is no longer the present one. */
    STALE,
    /** The same idempotency key came with another body. */
    KEY_REUSED,
    /** Too much at once. */
    TOO_MANY,
    /** Not now: something that this needs is away. */
    UNAVAILABLE
}
