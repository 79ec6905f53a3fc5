package org.partnerportal.deal.registration.domain;

/** Why a registration was not accepted. */
public enum RejectionReason {
    DUPLICATE,
    EXISTING_DIRECT,
    NOT_QUALIFIED,
    OUT_OF_SCOPE,
    INCOMPLETE,
    TENDER
}
