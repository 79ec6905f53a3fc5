package org.partnerportal.partner.applications.domain;

import java.time.Instant;

/** A question of the vendor or an answer of the applicant. */
public record Message(Side from, Instant at, String text) {

    /** Who says it. */
    public enum Side {
        VENDOR,
        APPLICANT
    }
}
