package org.partnerportal.deal.registration.domain;

/** What the partner had better look at; nothing is refused because of it. */
public enum DealHint {
    /** The sale is expected to close when nobody is kept away any more. */
    CLOSE_AFTER_PROTECTION,
    /** A longer protection can be asked for. */
    REQUEST_EXTENSION
}
