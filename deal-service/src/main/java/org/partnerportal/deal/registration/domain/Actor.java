package org.partnerportal.deal.registration.domain;

/** Who did something: the subject of a user or machine, or {@code system} for timers. */
public record Actor(String subject) {

    public static final Actor SYSTEM = new Actor("system");
}
