package org.partnerportal.commission.ledger.domain;

/** What an entry of the ledger says. */
public enum EntryKind {
    /** Commission was earned. */
    EARNING,
    /** A part of an earlier earning is taken back. */
    CLAWBACK,
    /** A month is closed: nothing more is entered into it. */
    CLOSING
}
