package org.partnerportal.partner.applications.domain;

import java.time.Instant;

/** What can happen to an application; how it stands afterwards is in the application itself. */
public sealed interface ApplicationEvent {

    Instant at();

    /**
     * A mail with the verification link is to be sent.
     *
     * @param number counts them, from 1
     */
    record VerificationRequested(Instant at, int number) implements ApplicationEvent {}

    record ApplicationSubmitted(Instant at) implements ApplicationEvent {}

    /**
     * @param number counts the questions, from 1
     */
    record InformationRequested(Instant at, int number) implements ApplicationEvent {}

    record ApplicationApproved(Instant at) implements ApplicationEvent {}

    record ApplicationRejected(Instant at) implements ApplicationEvent {}

    record ApplicationWithdrawn(Instant at) implements ApplicationEvent {}

    record ApplicationExpired(Instant at) implements ApplicationEvent {}
}
