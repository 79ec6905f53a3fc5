package org.partnerportal.partner.applications.domain;

import java.time.Instant;
import org.partnerportal.partner.partner.domain.PartnerId;

/** Where an application is in its life; each state holds only what is true in it. */
public sealed interface ApplicationState {

    /** Written down; nobody reads it before its e-mail address is verified. */
    record Draft(Instant until) implements ApplicationState {}

    /** Waits for a reviewer. */
    record Submitted(Instant at) implements ApplicationState {}

    /**
     * @param reviewer user name
     */
    record UnderReview(Instant at, String reviewer) implements ApplicationState {}

    /** The applicant is asked something. */
    record InfoRequested(Instant at, String reviewer, Instant until) implements ApplicationState {}

    /**
     * @param by user name
     * @param partner fixed here, so that whoever makes it makes the same one
     */
    record Approved(Instant at, String by, PartnerId partner, String region, String channelManager)
            implements ApplicationState {}

    /**
     * @param by user name
     * @param comment for the vendor's own people
     */
    record Rejected(Instant at, String by, RejectionReason reason, String comment)
            implements ApplicationState {}

    /** Taken back by the applicant, for good. */
    record Withdrawn(Instant at) implements ApplicationState {}

    /** Not verified, or not answered, in time. */
    record Expired(Instant at) implements ApplicationState {}

    /** The name that the API, the events and the store use. */
    default Name name() {
        return switch (this) {
            case Draft _ -> Name.DRAFT;
            case Submitted _ -> Name.SUBMITTED;
            case UnderReview _ -> Name.UNDER_REVIEW;
            case InfoRequested _ -> Name.INFO_REQUESTED;
            case Approved _ -> Name.APPROVED;
            case Rejected _ -> Name.REJECTED;
            case Withdrawn _ -> Name.WITHDRAWN;
            case Expired _ -> Name.EXPIRED;
        };
    }

    /** What clients read. */
    enum Name {
        DRAFT,
        SUBMITTED,
        UNDER_REVIEW,
        INFO_REQUESTED,
        APPROVED,
        REJECTED,
        WITHDRAWN,
        EXPIRED
    }
}
