package org.partnerportal.deal.registration.domain;

/** Why an approval was taken back. */
public enum RevocationReason {
    /** The partner broke the programme's rules. */
    BREACH,
    /** Nothing was heard of the sale for too long. */
    INACTIVE,
    OTHER
}
