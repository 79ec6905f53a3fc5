package org.partnerportal.deal.leads.domain;

/** Why a lead was taken back. */
public enum ReclaimReason {
    /** It was not accepted in time. */
    ACCEPT_BY_PASSED,
    /** It was accepted, then nothing was heard of it, and a warning did not help. */
    NO_UPDATE,
    /** The vendor decided so. */
    BY_VENDOR,
    /** Another partner, to whom it was offered at the same time, was first. */
    TAKEN
}
