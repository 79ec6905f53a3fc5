package org.partnerportal.partner.agreements.domain;

import java.time.Instant;

/** What can happen to an agreement; how it stands afterwards is in the agreement itself. */
public sealed interface AgreementEvent {

    Instant at();

    record AgreementSent(Instant at) implements AgreementEvent {}

    /** Accepted by the partner; in force from its first day on. */
    record AgreementAccepted(Instant at) implements AgreementEvent {}

    record AgreementInForce(Instant at) implements AgreementEvent {}

    record AgreementDeclined(Instant at) implements AgreementEvent {}

    record AgreementExpired(Instant at) implements AgreementEvent {}

    record AgreementWithdrawn(Instant at) implements AgreementEvent {}
}
