package org.partnerportal.deal.conflict.domain;

/** What a resolution means to one of the two sales. */
public enum Outcome {
    /** It goes on alone. */
    STANDS,
    /** It goes on, and so does the other. */
    STANDS_BESIDE,
    /** It ends once nobody can appeal any more. */
    ENDS
}
