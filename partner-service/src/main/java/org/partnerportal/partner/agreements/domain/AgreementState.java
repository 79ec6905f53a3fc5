package org.partnerportal.partner.agreements.domain;

import java.time.Instant;
import java.util.Optional;

/** Where an agreement is in its life; each state holds only what is true in it. */
public sealed interface AgreementState {

    /** Offered to the partner, who reads and decides. */
    record Sent() implements AgreementState {}

    /** Accepted, and waiting for its first day. */
    record Accepted(Acceptance acceptance) implements AgreementState {}

    record InForce(Acceptance acceptance, Instant since) implements AgreementState {}

    /**
     * @param by subject of the partner's person
     */
    record Declined(String by, Instant at, String reason) implements AgreementState {}

    /** Nobody decided in time. */
    record SignatureExpired(Instant at) implements AgreementState {}

    /**
     * Taken back by the vendor.
     *
     * @param by subject of the vendor's person
     */
    record Withdrawn(String by, Instant at) implements AgreementState {}

    default Optional<Acceptance> accepted() {
        return switch (this) {
            case Accepted(var acceptance) -> Optional.of(acceptance);
            case InForce(var acceptance, _) -> Optional.of(acceptance);
            case Sent _, Declined _, SignatureExpired _, Withdrawn _ -> Optional.empty();
        };
    }

    /** The name that the API, the events and the store use. */
    default Name name() {
        return switch (this) {
            case Sent _ -> Name.SENT;
            case Accepted _ -> Name.ACCEPTED;
            case InForce _ -> Name.IN_FORCE;
            case Declined _ -> Name.DECLINED;
            case SignatureExpired _ -> Name.SIGNATURE_EXPIRED;
            case Withdrawn _ -> Name.WITHDRAWN;
        };
    }

    /** What clients read. */
    enum Name {
        SENT,
        ACCEPTED,
        IN_FORCE,
        DECLINED,
        SIGNATURE_EXPIRED,
        WITHDRAWN
    }
}
