package org.partnerportal.partner.partner.domain;

import java.time.Instant;

/** What can happen to a partner. */
public sealed interface PartnerEvent {

    Instant at();

    record PartnerCreated(Instant at) implements PartnerEvent {}

    record PartnerActivated(Instant at) implements PartnerEvent {}

    record PartnerSuspended(Instant at) implements PartnerEvent {}

    record PartnerReinstated(Instant at) implements PartnerEvent {}

    record PartnerTerminated(Instant at) implements PartnerEvent {}

    record PartnerProfileChanged(Instant at) implements PartnerEvent {}

    record PartnerRemoved(Instant at) implements PartnerEvent {}
}
